"""hub schema: the JSON Schemas that editors' own tools read."""

import json

import click
from pydantic import BaseModel

from kmh_hub.cli.site import load_site
from kmh_hub.model.archive import Archive
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.redirects import Redirects
from kmh_hub.model.schema import schema_of
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.plugin.site import Site

_FILES: dict[str, type[BaseModel]] = {
    "seminar": Seminar,
    "series": Vocabulary,
    "glossary": Glossary,
    "redirects": Redirects,
    "archived": Archive,
}


@click.command()
@click.pass_obj
def schema(config_file: str) -> None:
    """Write the JSON Schemas of seminar.yml and the other YAML files from the model."""
    site = load_site(config_file)
    for name, text in schemas(site).items():
        (site.docs / name).write_text(text, "utf-8")
        click.echo(f"{site.docs / name}")


def schemas(site: Site) -> dict[str, str]:
    """Return the schemas by the names of their files in docs/, from where they are published."""
    return {
        f"{name}.schema.json": json.dumps(
            schema_of(model, f"{name}.yml", site.names), ensure_ascii=False, indent=1
        )
        + "\n"
        for name, model in _FILES.items()
    }
