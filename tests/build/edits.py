"""What people change of a hub between two builds, in any order, so that it stays valid."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from ..conftest import EPOCH, FIXTURES, FORMER, ROOT

FULL, COMING, ONLINE, POSTPONED, SPARSE, CANCELLED = (
    "2031-05-invented-full",
    "2032-01-invented-coming",
    "2029-04-invented-online",
    "2032-02-invented-postponed",
    "2030-02-invented-sparse",
    "2032-03-invented-cancelled",
)
YEAR = 366 * 24 * 3600


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - repeatable, not secret


@dataclass
class Hub:
    """A hub to edit, and what its builds are told besides."""

    folder: Path
    chosen: random.Random = field(default_factory=lambda: seeded(1))
    environment: dict[str, str] = field(
        default_factory=lambda: {
            "SOURCE_DATE_EPOCH": EPOCH,
            "HUB_SITE_URL": "https://hub.example/invented/",
        }
    )

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    def seminar(self, slug: str) -> Path:
        return self.docs / "seminars" / slug

    def word(self) -> str:
        """Return a word that no page has."""
        return "invented" + "".join(self.chosen.choices("bcdfgklmnprstvz", k=8))

    @contextmanager
    def said(self, path: str) -> Iterator[dict[str, Any]]:
        """Let a YAML file of the content be changed."""
        file = self.docs / path
        value = yaml.safe_load(file.read_text("utf-8"))
        yield value
        file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")

    @contextmanager
    def said_of(self, slug: str) -> Iterator[dict[str, Any]]:
        with self.said(f"seminars/{slug}/seminar.yml") as seminar:
            yield seminar

    def replace(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text("utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new), "utf-8")

    def append(self, path: str, text: str) -> None:
        with (self.folder / path).open("a", encoding="utf-8") as file:
            file.write(text)


def written(folder: Path) -> Hub:
    """Write the hub that is edited: the invented seminars, with pictures and links in prose."""
    hub = Hub(folder)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(FIXTURES / "docs", hub.docs, ignore=shutil.ignore_patterns(*FORMER))
    draw(hub, FULL, (640, 360))
    picture = f"seminars/{FULL}/plan.png"
    hub.append(f"docs/seminars/{FULL}/index.en.md", "\n![Invented plan](plan.png)\n")
    hub.append("docs/about.en.md", f"\n![Invented plan]({picture})\n")
    hub.append(
        f"docs/seminars/{COMING}/index.en.md",
        f"\n![Invented plan](../{FULL}/plan.png) and [agenda](../{FULL}/agenda.md#session-1).\n",
    )
    hub.append(f"docs/seminars/{ONLINE}/index.en.md", "\nAn invented text, an example word.\n")
    with hub.said("seminars/series.yml") as series:
        series["themes"]["planning"] = {"name": {"en": "Invented planning"}}
    with hub.said_of(ONLINE) as seminar:
        seminar["themes"] = ["planning"]
        seminar["days"][0]["sessions"][0]["speakers"] = [{"person": "zoe-inventee"}]
    return hub


def draw(hub: Hub, slug: str, size: tuple[int, int]) -> None:
    Image.new("RGB", size, (200, hub.chosen.randrange(256), 90)).save(
        hub.seminar(slug) / "plan.png"
    )


def title(hub: Hub) -> None:
    with hub.said_of(FULL) as seminar:
        seminar["title"]["fr"] = f"Séminaire {hub.word()}"


def summary(hub: Hub) -> None:
    with hub.said_of(COMING) as seminar:
        seminar["summary"] = {"en": f"An {hub.word()} summary."}


def abstract(hub: Hub) -> None:
    with hub.said_of(FULL) as seminar:
        seminar["days"][0]["sessions"][1]["abstract"] = {"en": f"An {hub.word()} abstract."}


def abstract_of_sparse(hub: Hub) -> None:
    """Change a seminar that names nobody and nothing."""
    with hub.said_of(SPARSE) as seminar:
        seminar["days"][0]["sessions"] = [{"abstract": {"en": f"An {hub.word()} abstract."}}]


def session_added(hub: Hub) -> None:
    with hub.said_of(ONLINE) as seminar:
        seminar["days"][0]["sessions"].append({"title": {"en": f"The {hub.word()} session"}})


def role_of_speaker(hub: Hub) -> None:
    with hub.said_of(FULL) as seminar:
        seminar["days"][0]["sessions"][0]["speakers"][0]["role"] = {"en": f"The {hub.word()}"}


def speaker_changed(hub: Hub) -> None:
    with hub.said_of(ONLINE) as seminar:
        seminar["days"][0]["sessions"][0]["speakers"] = [{"person": "badr-invented"}]


def day_to_come(hub: Hub) -> None:
    """Let a seminar that was past be to come."""
    with hub.said_of(FULL) as seminar:
        seminar["days"].append({"date": "2031-12-02"})


def day_of_another_year(hub: Hub) -> None:
    with hub.said_of(POSTPONED) as seminar:
        seminar["days"].append({"date": "2033-02-14"})


def theme_added(hub: Hub) -> None:
    with hub.said_of(POSTPONED) as seminar:
        seminar["themes"] = ["testing"]


def theme_taken(hub: Hub) -> None:
    with hub.said_of(FULL) as seminar:
        seminar["themes"] = ["planning"]


def country(hub: Hub) -> None:
    with hub.said_of(FULL) as seminar:
        seminar["countries"] = ["ET", "KE"]


def draft(hub: Hub) -> None:
    with hub.said_of(CANCELLED) as seminar:
        seminar["draft"] = not seminar.get("draft", False)


def figure(hub: Hub) -> None:
    with hub.said_of(FULL) as seminar:
        seminar["figures"][1]["value"] = hub.chosen.randint(1, 99)


def material_withdrawn(hub: Hub) -> None:
    with hub.said_of(FULL) as seminar:
        seminar["materials"][2]["status"] = "withdrawn"


def seminar_added(hub: Hub) -> None:
    folder = hub.seminar("2031-06-invented-new")
    shutil.copytree(hub.seminar(ONLINE), folder, dirs_exist_ok=True)
    with hub.said_of(folder.name) as seminar:
        seminar["days"][0]["date"] = "2031-06-02"


def folder_renamed(hub: Hub) -> None:
    old = hub.seminar(SPARSE)
    old.rename(old.with_name(f"2030-02-{hub.word()}"))


def folder_deleted(hub: Hub) -> None:
    (folder,) = (hub.docs / "seminars").glob("2030-02-*")
    shutil.rmtree(folder)


def prose(hub: Hub) -> None:
    hub.append(f"docs/seminars/{FULL}/index.fr.md", f"\nTexte {hub.word()}.\n")


def prose_taken(hub: Hub) -> None:
    (hub.seminar(FULL) / "index.fr.md").unlink()


def prose_added(hub: Hub) -> None:
    text = "## السياق {#context}\n\nنص مخترع جديد.\n"
    (hub.seminar(COMING) / "index.ar.md").write_text(text, "utf-8")


def translations(hub: Hub) -> None:
    hub.replace(f"docs/seminars/{FULL}/translations.json", "9182dad98415", "0" * 12)


def captions(hub: Hub) -> None:
    hub.replace(f"docs/seminars/{FULL}/captions.fr.vtt", "jamais eu lieu", f"lieu {hub.word()}")


def transcript(hub: Hub) -> None:
    """Change a text in place: its size stays."""
    file = hub.seminar(FULL) / "transcript.fr.txt"
    file.write_bytes(file.read_bytes().swapcase())


def recording(hub: Hub) -> None:
    file = hub.seminar(FULL) / "recording.fr.opus"
    data = file.read_bytes()
    # What it begins with says what it is.
    file.write_bytes(data[:4096] + data[:4095:-1])


def document(hub: Hub) -> None:
    shutil.copy(hub.seminar(FULL) / "agenda.fr.pdf", hub.seminar(FULL) / "slides.en.pdf")


def picture(hub: Hub) -> None:
    draw(hub, FULL, (hub.chosen.randint(200, 1500), 300))


def picture_of_a_language(hub: Hub) -> None:
    Image.new("RGB", (320, 200)).save(hub.seminar(FULL) / "plan.en.png")
    hub.append(f"docs/seminars/{FULL}/index.en.md", "\n![Invented plan](plan.en.png)\n")


def person(hub: Hub) -> None:
    with hub.said("seminars/series.yml") as series:
        series["people"]["zoe-inventee"]["name"] = hub.word().title()


def affiliation(hub: Hub) -> None:
    with hub.said("seminars/series.yml") as series:
        series["people"]["zoe-inventee"]["affiliation"] = "invented-fund"


def country_of_organisation(hub: Hub) -> None:
    with hub.said("seminars/series.yml") as series:
        series["organisations"]["invented-agency"]["country"] = "KE"


def name_of_theme(hub: Hub) -> None:
    with hub.said("seminars/series.yml") as series:
        series["themes"]["testing"]["name"]["en"] = hub.word()


def order_of_themes(hub: Hub) -> None:
    with hub.said("seminars/series.yml") as series:
        series["themes"] = dict(reversed(series["themes"].items()))


def term(hub: Hub) -> None:
    with hub.said("glossary.yml") as glossary:
        glossary["terms"]["example-word"]["definition"]["en"] = f"A word: {hub.word()}."


def page_by_hand(hub: Hub) -> None:
    hub.append("docs/about.fr.md", f"\nTexte {hub.word()}.\n")


def page_by_hand_taken(hub: Hub) -> None:
    (hub.docs / "data.en.md").unlink()


def home(hub: Hub) -> None:
    hub.append("docs/index.en.md", f"\nThe {hub.word()} text.\n")


def site_name(hub: Hub) -> None:
    hub.replace("mkdocs.yml", "site_name: KMH seminars", f"site_name: {hub.word()}")


def navigation(hub: Hub) -> None:
    """Let the navigation say what the pages are called."""
    hub.replace("mkdocs.yml", "  - À propos: about.md", "  - about.md")


def title_by_hand(hub: Hub) -> None:
    file = hub.docs / "about.en.md"
    file.write_text(f"# About {hub.word()}\n{file.read_text('utf-8')}", "utf-8")


def message(hub: Hub) -> None:
    po = "overrides/locales/fr/LC_MESSAGES/hub.po"
    hub.replace(po, "Aller au contenu", f"Aller à {hub.word()}")


def template(hub: Hub) -> None:
    hub.append("overrides/pages/seminar.html", f"<p>{hub.word()}</p>\n")


def day_of_build(hub: Hub) -> None:
    hub.environment["SOURCE_DATE_EPOCH"] = str(int(EPOCH) + hub.chosen.choice([-YEAR, YEAR]))


def address(hub: Hub) -> None:
    hub.environment["HUB_SITE_URL"] = f"https://{hub.word()}.example/"


Edit = Callable[[Hub], None]
ONE_AFTER_ANOTHER: tuple[tuple[Edit, ...], ...] = (
    (seminar_added,),
    (folder_renamed, folder_deleted),
    (prose, prose_taken),
    (captions, material_withdrawn),
    (picture, picture_of_a_language),
    (navigation, title_by_hand),
    (day_of_build, address),
)
"""Edits that need an order among them."""
EVERYWHERE = (term, site_name, navigation, title_by_hand, message, template, address)
"""Edits after which every page is made anew, which hides what else an edit should have led to."""
ANY_TIME: tuple[Edit, ...] = (
    title, summary, abstract, session_added, role_of_speaker, speaker_changed, day_to_come,
    day_of_another_year, theme_added, theme_taken, country, draft, figure, prose_added,
    translations, transcript, recording, document, person, affiliation, country_of_organisation,
    name_of_theme, order_of_themes, term, page_by_hand, page_by_hand_taken, home, site_name,
    message, template,
)  # fmt: skip


def in_any_order(chosen: random.Random, at_once: int) -> Iterator[list[Edit]]:
    """Return all edits, some at a time, those that need an order in theirs.

    Args:
        chosen: gives the order, and how many go together.
        at_once: the most that do.

    """
    rows = [list(row) for row in (*ONE_AFTER_ANOTHER, *((edit,) for edit in ANY_TIME))]
    places = [at for at, row in enumerate(rows) for _ in row]
    chosen.shuffle(places)
    edits = [rows[at].pop(0) for at in places]
    for some in (
        [edit for edit in edits if edit not in EVERYWHERE],
        [edit for edit in edits if edit in EVERYWHERE],
    ):
        while some:
            count = chosen.randint(max(1, at_once // 2), at_once)
            yield some[:count]
            del some[:count]
