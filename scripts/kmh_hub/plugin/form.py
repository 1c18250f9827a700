"""The form for editors, in builds that ask for it."""

from mkdocs.exceptions import PluginError

from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.form.files import NoProgramError, form_files, program_digest
from kmh_hub.plugin.site import Site


def form_unit(site: Site, base: str) -> Unit:
    """Return the form as a unit.

    Args:
        site: the site.
        base: the hash of what every page is made from.

    Raises:
        PluginError: where the form's program is not there.

    """
    try:
        program = program_digest()
    except NoProgramError as error:
        raise PluginError(str(error)) from error

    def make() -> Made:
        files = form_files(
            site.form,
            site.languages,
            site.names,
            site.site_names,
            site.addresses.site_url,
            site.docs,
            site.overrides,
        )
        return Made(files)

    return Unit("form", digest(base, program, site.form.docs), make)
