"""A hub of any size to be built: invented seminars that look like real ones.

    .venv/bin/python tests/benchmarks/build/corpus.py 100 hub-of-100

Sentences are runs of words of the real seminars, joined without sense, so that lengths, scripts
and the glossary's terms are as they are there; now and then a word is made from two others, so
that the vocabulary grows with the text. The same size and seed give the same files.
"""

import argparse
import random
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from kmh_hub.reading.seminars import read_content
from kmh_hub.reading.translations import write_record

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
TAGS = ("fr", "en", "ar")
FIRST, LAST = date(2012, 1, 9), date(2031, 12, 15)
ADDED, BUILT = "2031-08-01", date(2031, 9, 1)
FULL = 5
"""One seminar in so many has recordings with captions, PDFs, figures and long prose."""
CUES, SECONDS_A_CUE = 240, 5
THEMES = 12
COUNTRIES = [
    "AF", "DZ", "EG", "ET", "IQ", "LB", "LY", "ML", "MA", "NE", "NG", "SD", "TD", "TN", "SN",
    "GM", "GN", "CI", "GH", "CM", "BF", "MR", "SO", "DJ", "KE", "PK", "BD", "NP", "BE", "IT",
]  # fmt: skip
INVENTED = {"fr": "inventé pour les essais", "en": "invented for tests", "ar": "مخترع للاختبار"}
NOUNS = {
    "seminar": {"fr": "Séminaire inventé", "en": "Invented seminar", "ar": "ندوة مخترعة"},
    "session": {"fr": "Session inventée", "en": "Invented session", "ar": "جلسة مخترعة"},
    "theme": {"fr": "Thème inventé", "en": "Invented theme", "ar": "موضوع مخترع"},
    "organisation": {"fr": "Agence inventée", "en": "Invented agency", "ar": "وكالة مخترعة"},
    "person": {"fr": "Personne inventée", "en": "Invented person", "ar": "شخص مخترع"},
    "city": {"fr": "Ville inventée", "en": "Invented city", "ar": "مدينة مخترعة"},
    "part": {"fr": "Part inventée", "en": "Invented part", "ar": "جزء مخترع"},
    "section": {"fr": "Partie inventée", "en": "Invented section", "ar": "قسم مخترع"},
    "figure": {"fr": "Chiffre inventé", "en": "Invented figure", "ar": "رقم مخترع"},
}
Text = dict[str, str]


class Words:
    """The words of the real seminars in one language, in new sentences."""

    def __init__(self, tag: str, chosen: random.Random) -> None:
        paths = sorted((ROOT / "docs/seminars").glob(f"*/index.{tag}.md"))
        text = "\n".join(path.read_text("utf-8") for path in paths)
        text = re.sub(r"\{#.*?\}|\]\(.*?\)|<.*?>|\[\^.*?\]", " ", text)
        stripped = (token.strip("[]()«»“”‘’*_#.,;:!?،؛؟") for token in text.split())
        self.known = [
            word for word in stripped if re.fullmatch(r"[^\W\d_]+(?:[’-][^\W\d_]+)*", word)
        ]
        self.own = [word for word in self.known if tag != "ar" or not word.isascii()]
        self.tag, self.chosen = tag, chosen

    def some(self, count: int) -> str:
        """Return so many words, in runs of real text."""
        words: list[str] = []
        while len(words) < count:
            at = self.chosen.randrange(len(self.known) - 9)
            words += self.known[at : at + self.chosen.randint(4, 8)]
            if self.chosen.random() < 0.1:
                one, other = self.chosen.choice(self.known), self.chosen.choice(self.known)
                words.append(one[: self.chosen.randint(2, 5)] + other[-self.chosen.randint(2, 6) :])
        if self.tag == "ar" and sum(word.isascii() for word in words[:count]) > count / 3:
            return self.some(count)  # Mixed scripts are wanted, Latin text as Arabic is a fault.
        return " ".join(words[:count])

    def few(self, count: int) -> str:
        """Return so many words in the language's own script, for headings and links."""
        return " ".join(self.chosen.sample(self.own, count))

    def sentence(self) -> str:
        """Return a sentence of plain text."""
        text = self.some(self.chosen.randint(12, 30))
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self, sentences: int) -> str:
        """Return a paragraph of plain text."""
        return " ".join(self.sentence() for _ in range(sentences))

    def prose(self, sentences: int) -> str:
        """Return a paragraph of Markdown; Latin words in Arabic stand in `<bdi>`."""
        text = self.paragraph(sentences)
        return re.sub(r"[A-Za-z]+", r"<bdi>\g<0></bdi>", text) if self.tag == "ar" else text


class Corpus:
    """So many invented seminars, and what they share.

    Args:
        seminars: how many.
        seed: other seeds give other texts.

    """

    def __init__(self, seminars: int, seed: int = 1) -> None:
        self.chosen = random.Random(seed * 1_000_003 + seminars)  # noqa: S311 - repeatable, not secret
        self.words = {tag: Words(tag, self.chosen) for tag in TAGS}
        self.people, self.organisations = seminars + 20, seminars // 10 + 12
        step = (LAST - FIRST) / max(seminars - 1, 1)
        self.dates = [FIRST + step * number for number in range(seminars)]
        self.slugs = [f"{day:%Y-%m}-invented-{at:04}" for at, day in enumerate(self.dates, 1)]

    def write(self, docs: Path) -> None:
        """Write the content of a hub into a new folder."""
        others = shutil.ignore_patterns("seminars", "addresses.txt", "redirects.yml")
        shutil.copytree(ROOT / "tests/fixtures/docs", docs, ignore=others)
        shutil.copy(ROOT / "docs/glossary.yml", docs)
        write_yaml(docs / "seminars/series.yml", self.series())
        for at, slug in enumerate(self.slugs):
            is_full = at % FULL == 0
            folder = docs / "seminars" / slug
            write_yaml(folder / "seminar.yml", self.seminar(at, folder, is_full=is_full))
            for tag in TAGS:
                prose = self.prose(at, tag, 5 if is_full else 2)
                (folder / f"index.{tag}.md").write_text(prose, "utf-8")

    def series(self) -> dict[str, Any]:
        """Return what series.yml says."""
        return {
            "organisations": {
                f"agency-{at}": {"name": named("organisation", at)}
                for at in range(self.organisations)
            },
            "themes": {f"theme-{at}": {"name": named("theme", at)} for at in range(THEMES)},
            "people": {
                f"person-{at}": {
                    "name": named("person", at),
                    "affiliation": f"agency-{at % self.organisations}",
                }
                for at in range(self.people)
            },
        }

    def seminar(self, at: int, folder: Path, *, is_full: bool) -> dict[str, Any]:
        """Return what seminar.yml says; write the files that it names."""
        folder.mkdir(parents=True)
        sessions = self.chosen.randint(3, 7)
        said: dict[str, Any] = {
            "added": ADDED,
            "source_language": "fr",
            "number": at + 1,
            "title": self.titled("seminar", at + 1, 8),
            "summary": self.texts(lambda words: words.sentence()),
            "timezone": "Africa/Addis_Ababa",
            "days": self.days(self.dates[at], sessions),
            "format": "hybrid",
            "platform": "Zoom",
            "place": {"city": named("city", at % 9), "country": self.chosen.choice(COUNTRIES)},
            "audience": self.chosen.choice(["public", "invitation"]),
            "interpretation": list(TAGS),
            "themes": self.keys("theme", THEMES, 2),
            "organisers": self.keys("agency", self.organisations, 2),
            "partners": self.keys("agency", self.organisations, 2),
            "funders": self.keys("agency", self.organisations, 1),
            "countries": self.chosen.sample(COUNTRIES, self.chosen.randint(4, 14)),
            "official_pages": [
                {"url": f"https://agency.example/{tag}/{at}", "language": tag} for tag in TAGS
            ],
        }
        is_past = self.dates[at] < BUILT - timedelta(days=2)
        if is_full:
            said["figures"] = self.figures()
            said["materials"] = self.documents(folder, sessions)
            said["recordings"] = self.recordings(folder, sessions) if is_past else []
        else:
            address = f"https://agency.example/{at}"
            said["materials"] = [
                {"kind": "slides", "language": tag, "url": f"{address}/{tag}.pdf"} for tag in TAGS
            ]
            said["recordings"] = [
                {"language": tag, "url": f"https://video.example/watch?v={tag}{at}"}
                for tag in TAGS
                if is_past
            ]
        return said

    def days(self, first: date, sessions: int) -> list[dict[str, Any]]:
        """Return two days with so many sessions, an hour each."""
        days: list[dict[str, Any]] = []
        for day, count in enumerate((sessions - sessions // 2, sessions // 2)):
            listed = [
                {
                    "title": self.titled("session", at + 1, 7),
                    "abstract": self.texts(lambda words: words.paragraph(3)),
                    "start": f"{9 + at:02}:00",
                    "end": f"{9 + at:02}:50",
                    "speakers": [{"person": key} for key in self.keys("person", self.people, 2)],
                    "moderators": [{"person": key} for key in self.keys("person", self.people, 1)],
                }
                for at in range(count)
            ]
            at = (first + timedelta(days=day)).isoformat()
            days.append({"date": at, "start": "09:00", "end": "16:00", "sessions": listed})
        return days

    def figures(self) -> list[dict[str, Any]]:
        """Return a figure with its parts."""
        parts = [self.chosen.randint(5, 900) for _ in range(4)]
        return [
            {
                "id": "invented-people",
                "title": self.titled("figure", 1, 5),
                "unit": "people",
                "value": sum(parts),
                "breakdown": [
                    {"label": named("part", at), "value": value} for at, value in enumerate(parts)
                ],
                "year": 2030,
                "source": {"title": named("organisation", 0)},
            }
        ]

    def documents(self, folder: Path, sessions: int) -> list[dict[str, Any]]:
        """Return PDFs, and write them."""
        listed: list[dict[str, Any]] = []
        for session in range(sessions + 1):
            name = f"document-{session}.en.pdf"
            lines = [self.words["en"].some(9) for _ in range(20)]
            (folder / name).write_bytes(pdf([INVENTED["en"], *lines]))
            of = {"kind": "slides", "session": session} if session else {"kind": "agenda"}
            listed.append({**of, "language": "en", "file": name})
        return listed

    def recordings(self, folder: Path, sessions: int) -> list[dict[str, Any]]:
        """Return a recording in each language with captions and chapters, and write them."""
        listed = []
        length = CUES * SECONDS_A_CUE
        for tag in TAGS:
            media, captions = f"recording.{tag}.webm", f"captions.{tag}.vtt"
            (folder / media).write_bytes(b"\x1aE\xdf\xa3webm" + INVENTED[tag].encode())
            (folder / captions).write_text(self.captions(tag), "utf-8")
            chapters = [
                {
                    "start": clock(at * length // sessions),
                    "title": named("session", at + 1),
                    "session": at + 1,
                }
                for at in range(sessions)
            ]
            listed.append(
                {
                    "language": tag,
                    "file": media,
                    "height": 360,
                    "duration": clock(length),
                    "captions": [{"language": tag, "file": captions}],
                    "chapters": chapters,
                }
            )
        return listed

    def captions(self, tag: str) -> str:
        """Return WebVTT: a cue every five seconds, another speaker every ten cues."""
        cues = [f"WEBVTT\n\nNOTE {INVENTED[tag]}\n"]
        for at in range(CUES):
            start = at * SECONDS_A_CUE
            speaker = f"{NOUNS['person'][tag]} {at // 10 % 5}"
            times = f"0{clock(start)}.000 --> 0{clock(start + SECONDS_A_CUE - 1)}.900"
            cues.append(f"{times}\n<v {speaker}>{self.words[tag].some(10)}\n")
        return "\n".join(cues)

    def prose(self, at: int, tag: str, length: int) -> str:
        """Return Markdown under headings as the real seminars have them."""
        words = self.words[tag]
        before = self.slugs[at - 1] if at else self.slugs[-1]
        link = f"[{words.few(4)}]"
        listed = "\n".join(f"- {words.prose(1)}" for _ in range(3))
        sections = {
            "context": f"{INVENTED[tag]}. {words.prose(length)}",
            "format": words.prose(length),
            "objectives": f"{words.prose(1)}\n\n{listed}\n\n{words.prose(length)}",
            "materials": f"{link}(agenda.md), {link}(presentation.md), {link}(recordings.md)",
            "rationale": "\n\n".join(words.prose(length) for _ in range(length)) + "[^1]",
            "about": f"{words.prose(length)} {link}(../{before}/index.md), {link}(../index.md).",
        }
        name = NOUNS["section"][tag]
        parts = [
            f"## {name} – {words.few(3)} {{#{id_}}}\n\n{text}\n" for id_, text in sections.items()
        ]
        return "\n".join([*parts, f"[^1]: {words.prose(1)}\n"])

    def texts(self, say: Any) -> Text:
        """Return what each language's words say."""
        return {tag: say(words) for tag, words in self.words.items()}

    def titled(self, noun: str, number: int, words: int) -> Text:
        """Return a title that says that it is invented."""
        return {
            tag: f"{name} {number} – {self.words[tag].some(words)}"
            for tag, name in NOUNS[noun].items()
        }

    def keys(self, noun: str, many: int, count: int) -> list[str]:
        """Return keys of series.yml."""
        return [f"{noun}-{at}" for at in self.chosen.sample(range(many), count)]


def named(noun: str, number: int) -> Text:
    """Return a name that says that it is invented."""
    return {tag: f"{name} {number}" for tag, name in NOUNS[noun].items()}


def clock(seconds: int) -> str:
    """Return seconds as `h:mm:ss`."""
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def write_yaml(path: Path, value: Any) -> None:
    """Write YAML as editors write it: blocks, keys in their order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(f"# Invented for tests.\n{text}", "utf-8")


class Dumper(yaml.CSafeDumper):
    """Writes out what is said twice: the hub refuses YAML's aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def pdf(lines: list[str]) -> bytes:
    """Return a page of text in Latin letters as PDF."""
    shown = " T* ".join(f"({line}) Tj" for line in lines).encode("latin-1", "replace")
    stream = b"BT /F 11 Tf 14 TL 50 780 Td " + shown + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 6\n0000000000 65535 f \n%s" % table
        + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    )


def write_hub(target: Path, seminars: int, seed: int = 1) -> None:
    """Write a hub that can be built: the real configuration and theme, invented content."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / "overrides").symlink_to(ROOT / "overrides")
    docs = target / "docs"
    Corpus(seminars, seed).write(docs)
    for entry in read_content(docs, TAGS).series.entries:
        write_record(docs / "seminars" / entry.slug, entry.translations, TAGS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seminars", type=int)
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    write_hub(arguments.target, arguments.seminars)
