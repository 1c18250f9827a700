"""How words are brought to terms: what is one and what is not, by both readers of the rules."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from kmh_hub.search.rules import Rules, rules_of, tokens_of

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WORDS = json.loads((HERE / "words.json").read_text("utf-8"))
TAGS = tuple(WORDS)


def term(rules: Rules, text: str) -> str:
    """Return the term of one word, the last where it is several (`co-operation`)."""
    (token,) = tokens_of(text)
    return rules.terms(token)[-1]


@pytest.mark.parametrize(
    ("tag", "words"),
    [(tag, words) for tag in TAGS for words in WORDS[tag]["same"]],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_spellings_and_forms_of_a_word_are_one(tag: str, words: list[str]) -> None:
    rules = rules_of(tag)
    assert {word: term(rules, word) for word in words} == dict.fromkeys(
        words, term(rules, words[0])
    )


@pytest.mark.parametrize(
    ("tag", "words"), [(tag, words) for tag in TAGS for words in WORDS[tag]["different"]]
)
def test_other_words_are_others(tag: str, words: list[str]) -> None:
    rules = rules_of(tag)
    assert len({term(rules, word) for word in words}) == len(words)


@pytest.mark.parametrize("tag", [*TAGS, "pt"])
def test_the_browser_reads_the_rules_alike(tag: str) -> None:
    rules = rules_of(tag)
    paths = [
        path for folder in ("docs", "tests/fixtures/docs") for path in (ROOT / folder).rglob("*.md")
    ]
    texts = [path.read_text("utf-8") for path in paths]
    texts += [
        word
        for each in WORDS.values()
        for row in (*each["same"], *each["different"])
        for word in row
    ]
    tokens = sorted({token for text in texts for token in tokens_of(text)})
    assert len(tokens) > 5000
    answer = subprocess.run(
        ["node", str(HERE / "terms.mjs")],
        input=json.dumps({"rules": rules.data, "tokens": tokens}),
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = dict(zip(tokens, json.loads(answer.stdout), strict=True))
    assert theirs == {token: list(rules.terms(token)) for token in tokens}


def test_words_that_nobody_looks_for_have_no_term() -> None:
    assert rules_of("fr").terms("de") == ()
    assert rules_of("fr").terms("L’UE-OIM,") == ("ueˑ", "oimˑ", "ueoimˑ")
    assert rules_of("ar").terms("من") == ()


@pytest.mark.parametrize("tag", TAGS)
def test_the_rules_have_no_leftovers(tag: str) -> None:
    data = rules_of(tag).data
    assert set(data) == {"letters", "ignored", "irregular", "prefixes", "endings", "same"}
    assert len(set(data["ignored"])) == len(data["ignored"])
    phrases = [phrase for group in data["same"] for phrase in group]
    assert len(set(phrases)) == len(phrases)
    patterns = [rule for step in (data["prefixes"], *data["endings"]) for rule in step]
    for pattern, replacement in patterns:
        groups = re.compile(pattern).groups
        assert all(int(number) <= groups for number in re.findall(r"\$(\d)", replacement))
