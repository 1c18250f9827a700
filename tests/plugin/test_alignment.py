"""Aligned columns of tables, without style attributes."""

from markdown import markdown

from kmh_hub.plugin.alignment import with_classes

TABLE = "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n"


def test_aligned_cells_have_classes() -> None:
    html = with_classes(markdown(TABLE, extensions=["tables"]))
    assert "style" not in html
    for name, class_ in (("a", "at-start"), ("b", "at-center"), ("c", "at-end")):
        assert f'<th class="{class_}">{name}</th>' in html
    assert '<td class="at-end">3</td>' in html
    assert "<td>4</td>" in html


def test_text_that_looks_like_a_cell_stays() -> None:
    html = '<p>&lt;td style="text-align: right;"&gt;</p>'
    assert with_classes(html) == html
