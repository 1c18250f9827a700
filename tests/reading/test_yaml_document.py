"""YAML as the hub reads it."""

from pathlib import Path

import pytest

from kmh_hub.reading.fault import Place
from kmh_hub.reading.yaml_document import Document, parse


def read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "a.yml"
    path.write_text(text, "utf-8")
    document, faults = parse(path)
    assert not faults
    return document


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("NO", "NO"), ("11:00", "11:00"), ("1:30:00", "1:30:00"),
        ("2022-11-17", "2022-11-17"), ("010", 10), ("5", 5), ("-3", -3), ("1.5", 1.5),
        ("true", True), ("null", None), ("~", None), ('"5"', "5"), ("'true'", "true"),
        ("0x1F", "0x1F"), ("1_000", "1_000"), ("<<", "<<"), ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)  # fmt: skip
def test_core_schema_of_yaml_1_2(tmp_path: Path, written: str, value: object) -> None:
    read_value = read(tmp_path, f"key: {written}\n").value["key"]
    assert read_value == value
    assert type(read_value) is type(value)


def test_places(tmp_path: Path) -> None:
    document = read(tmp_path, "title:\n  ar: ندوة  # comment\nlist: [a, bc]\n")
    assert document.place(("title", "ar")) == Place(2, 7, 4)
    assert document.place(("title", "ar"), key=True) == Place(2, 3, 2)
    assert document.place(("list", 1)) == Place(3, 11, 2)
    assert document.place(("title", "missing")) == Place(1, 1, 5)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffa: 1\n").value == {"a": 1}
