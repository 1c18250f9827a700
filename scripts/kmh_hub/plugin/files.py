"""Files that MkDocs does not find itself, or publishes otherwise than the hub needs."""

from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from kmh_hub.model.series import Series
from kmh_hub.pages.page import SEMINARS

_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")


class SharedFile(File):
    """A file of a seminar: every language's pages link to it, one copy is published."""

    def copy_file(self, dirty: bool = False) -> None:
        """Copy it, unless the build of another language did."""
        if not Path(self.abs_dest_path).exists():
            super().copy_file(dirty)


def page_file(uri: str, config: MkDocsConfig) -> File:
    """Return a page that has no file; its content is set once mkdocs-static-i18n has placed it."""
    return File(
        uri,
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        inclusion=InclusionLevel.NOT_IN_NAV,
    )


def shared_files(series: Series, config: MkDocsConfig) -> list[SharedFile]:
    """Return the files that the metadata names, at the same place for all languages."""
    return [
        SharedFile(
            f"{SEMINARS}/{entry.slug}/{name}",
            config.docs_dir,
            config.site_dir,
            use_directory_urls=False,
            inclusion=InclusionLevel.INCLUDED,
        )
        for entry in series.entries
        for name in entry.files
    ]


def keep_shown(files: Files, series: Series) -> None:
    """Take out what is not shown: drafts, what has faults, and files that were withdrawn."""
    withheld = {entry.slug: entry.seminar.withheld_file_names for entry in series.entries}
    for file in list(files):
        parts = PurePosixPath(file.src_uri).parts
        if parts[0] != SEMINARS or not parts[2:]:
            continue
        if parts[1] not in withheld or "/".join(parts[2:]) in withheld[parts[1]]:
            files.remove(file)


def keep_hub_assets(files: Files) -> None:
    """Take out what only mkdocs-material's own templates would load, not the hub's."""
    for file in list(files):
        if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map"):
            files.remove(file)
