"""Pictures in editors' texts: sizes, WebP, and what is left as it is."""

from pathlib import Path

import pytest
from PIL import Image

from kmh_hub.plugin.pictures import with_pictures

PAGE = "en/seminars/x/index.html"


def picture(path: Path, size: tuple[int, int], *, orientation: int = 1) -> Path:
    image = Image.new("RGB", size, "#369")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Invented camera"
    image.save(path, exif=exif)
    return path


def test_a_picture_has_its_size_and_its_widths(tmp_path: Path) -> None:
    source = picture(tmp_path / "a map.png", (1200, 600))
    places = {"seminars/x/a map.png": source}
    html = '<p><img alt="Map" src="../../../seminars/x/a%20map.png" title="Invented"></p>'
    text, made = with_pictures(html, PAGE, places.get)
    base = "../../../seminars/x/a%20map.png"
    assert text == (
        '<p><img width="1200" height="600" loading="lazy" decoding="async"'
        f' srcset="{base}.480.webp 480w, {base}.960.webp 960w, {base}.1200.webp 1200w"'
        f' sizes="(min-width: 40rem) 38rem, 100vw" alt="Map" src="{base}.1200.webp"'
        ' title="Invented"></p>'
    )
    assert [each.path for each in made] == [
        f"seminars/x/a map.png.{width}.webp" for width in (480, 960, 1200)
    ]
    for each in made:
        (tmp_path / "made.webp").write_bytes(each.content)
        with Image.open(tmp_path / "made.webp") as image:
            assert (image.format, image.size) == ("WEBP", (each.width, each.width // 2))


def test_a_small_picture_is_not_made_larger(tmp_path: Path) -> None:
    source = picture(tmp_path / "small.png", (300, 100))
    _, made = with_pictures(
        '<img src="small.png">', "seminars/x/i", {"seminars/x/small.png": source}.get
    )
    assert [each.width for each in made] == [300]


def test_a_photo_is_upright_and_says_nothing_of_its_camera(tmp_path: Path) -> None:
    source = picture(tmp_path / "photo.jpg", (400, 200), orientation=6)
    text, (made,) = with_pictures(
        '<img src="photo.jpg">', "seminars/x/i", {"seminars/x/photo.jpg": source}.get
    )
    assert 'width="200" height="400"' in text
    (tmp_path / "made.webp").write_bytes(made.content)
    with Image.open(tmp_path / "made.webp") as image:
        assert image.size == (200, 400)
        assert not dict(image.getexif())


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="Elsewhere" src="https://hub.example/a.png">',
        '<img alt="Drawing" src="drawing.svg">',
        '<img alt="Gone" src="gone.png">',
        '<img alt="Sized" src="a.png" width="3" height="4">',
        '<img alt="None">',
        '<img alt="Broken" src="broken.png">',
    ],
)
def test_what_cannot_be_sized_is_left(tmp_path: Path, html: str) -> None:
    (tmp_path / "drawing.svg").write_text("<svg/>")
    (tmp_path / "broken.png").write_text("invented")
    picture(tmp_path / "a.png", (30, 40))
    places = {
        f"seminars/x/{name}": tmp_path / name for name in ("drawing.svg", "broken.png", "a.png")
    }
    assert with_pictures(html, "seminars/x/index.html", places.get) == (html, [])
