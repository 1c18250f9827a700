"""A strict build into an edition, by MkDocs and the hub's plugin."""

from collections.abc import Sequence
from tempfile import TemporaryDirectory

from mkdocs.commands.build import build

from kmh_hub.build.edition import Edition
from kmh_hub.build.slice import Slice
from kmh_hub.cli.ahead import Ahead
from kmh_hub.cli.site import hub_of, load, plain_errors, stop_at, stop_at_errors
from kmh_hub.plugin.configuration import site_of
from kmh_hub.plugin.files import spared
from kmh_hub.reading.fault import InvalidContentError


def build_strictly(
    config_file: str,
    edition: Edition,
    others: Sequence[Edition],
    part: Slice | None = None,
    ahead: Ahead | None = None,
) -> None:
    """Bring an edition up to date, as a site or a part of its pages.

    Args:
        config_file: the site's configuration.
        edition: the edition.
        others: what pages can be taken from.
        part: which pages; all, if not given.
        ahead: a look at the content that began already.

    Raises:
        ClickException: where something is wrong.

    """
    config = load(config_file, strict=True)
    with plain_errors(), TemporaryDirectory() as own:
        hub = hub_of(config)
        hub.prepared = site = site_of(config, look=ahead.look if ahead else None)
        stop_at_errors(site)
        # MkDocs keeps plugins for a process: in this one, there may have been a preview.
        hub.is_preview = hub.is_alone = False
        hub.edition, hub.others, hub.part = edition, others, part
        config.site_dir = own
        try:
            with spared(config):
                build(config)
        except InvalidContentError as error:
            stop_at(error.faults, site)
