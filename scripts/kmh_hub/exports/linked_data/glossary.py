"""The glossary as a set of terms of schema.org."""

from kmh_hub.exports.linked_data.edition import Edition
from kmh_hub.exports.linked_data.node import Node, node
from kmh_hub.model.glossary import Glossary
from kmh_hub.pages.page import GLOSSARY, Page


def term_set(edition: Edition, page: Page, glossary: Glossary) -> Node:
    """Return the terms with their definitions in the language of the glossary's page."""
    path = f"{GLOSSARY}/"
    address = edition.addresses.site(edition.language, path)
    # As elsewhere, identifiers are the same in every language.
    id_ = edition.addresses.site(edition.languages.default, path)
    return node(
        "DefinedTermSet",
        f"{id_}#glossary",
        name=page.title,
        url=address,
        inLanguage=edition.language.tag,
        hasDefinedTerm=[
            node(
                "DefinedTerm",
                f"{id_}#{key}",
                name=edition.text(term.term),
                alternateName=list(term.abbreviations.root.get(edition.language.tag, ())),
                description=edition.text(term.definition),
                url=f"{address}#{key}",
            )
            for key, term in glossary.terms.items()
        ],
    )
