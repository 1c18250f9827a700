"""The index on disk: what Pagefind holds, what browsers show, the words for typing errors."""

import gzip
import json
from pathlib import Path

from kmh_hub.search.index import index_of
from kmh_hub.search.piece import join, piece_of
from kmh_hub.search.programs import programs
from kmh_hub.search.record import Block, Facet, Record
from kmh_hub.search.rules import HIDDEN, rules_of, tokens_of
from kmh_hub.search.words import words_of

from .by_pagefind import write


def record(*texts: str, url: str = "/page/") -> Record:
    blocks = tuple(Block("p", f"id-{number}", tokens_of(text)) for number, text in enumerate(texts))
    facets = {Facet.YEAR: ("2022",), Facet.THEME: ("a", "b")}
    return Record(url, "fr", "Titre & <b>", blocks, "Séminaire", "Agenda", "2022", facets=facets)


def written(folder: Path, *records: Record) -> list[dict[str, object]]:
    rules = rules_of("fr")
    piece, files = piece_of(records, rules)
    write(folder, files | index_of([piece], rules, {"texts": {"all": "Tous"}}, programs()))
    return [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (folder / "fragment").iterdir()
    ]


def test_browsers_show_the_text_as_it_was_written(tmp_path: Path) -> None:
    text = f"L’œuvre de <la> « UE-OIM » : 1\u00a0000 & plus, le 17{HIDDEN}2022-11-17, ـ ok"
    (fragment,) = written(tmp_path, record(text, "Fin."))
    assert (
        fragment["content"]
        == "L’œuvre de <la> « UE-OIM » : 1\u202f000 & plus, le 17, ـ ok Fin. Séminaire"
    )
    assert fragment["meta"] == {
        "title": "Titre & <b>",
        "seminar": "Séminaire",
        "kind": "Agenda",
        "date": "2022",
    }
    anchors = fragment["anchors"]
    assert isinstance(anchors, list)
    assert [(each["id"], each["location"]) for each in anchors] == [("id-0", 0), ("id-1", 14)]


def test_the_settings_have_all_that_the_box_needs(tmp_path: Path) -> None:
    written(tmp_path, record("un mot"))
    settings = json.loads((tmp_path / "settings.json").read_text("utf-8"))
    assert settings["texts"] == {"all": "Tous"}
    assert settings["rules"] == rules_of("fr").data
    assert not list(tmp_path.glob("*ui*"))


def test_the_same_content_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written(
            tmp_path / name, record("La réintégration"), record("Une autre page", url="/other/")
        )
    files = {
        name: {
            path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()
        }
        for name in ("one", "two")
    }
    assert files["one"] == files["two"]


def test_words_stand_in_both_orders_with_their_commonest_spelling() -> None:
    text = "Réintégration réintégration, Reintegration l’œuvre et le mot"
    piece, _ = piece_of([record(text)], rules_of("fr"))
    starts, files = words_of(join([piece]).words.items())
    assert files["forward-0.txt"].decode() == "œuvre\t1\nréintégration\t3\n"
    assert files["backward-0.txt"].decode() == "œuvre\t1\nréintégration\t3\n"
    assert starts == {"forward": ["oeuvre"], "backward": ["ervueo"]}


def test_no_words_no_files() -> None:
    assert words_of([]) == ({"forward": [], "backward": []}, {})
