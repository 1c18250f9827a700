"""The form for editors, in builds that ask for it."""

from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.form.collections import PAGES
from kmh_hub.form.files import form_files, program_digest
from kmh_hub.plugin.site import Site


def form_unit(site: Site, base: str) -> Unit:
    """Return the form as a unit.

    Args:
        site: the site.
        base: the hash of what every page is made from.

    """
    pages = [page for page in PAGES if any(site.docs.glob(f"{page}.*.md"))]

    def make() -> Made:
        files = form_files(
            site.form,
            site.languages,
            site.names,
            site.site_names,
            site.addresses.site_url,
            pages,
            site.overrides,
        )
        return Made(files)

    return Unit("form", digest(base, program_digest(), site.form.docs, pages), make)
