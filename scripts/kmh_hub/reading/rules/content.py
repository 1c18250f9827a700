"""The rules of what seminars say: prose, links, files, translations, waivers."""

from kmh_hub.reading.rules.rule import N_, Rule, Severity

CONTENT: dict[str, Rule] = {
    # Links and files
    "broken-link": Rule(
        N_("there is no page or file “{value}”{suggestion}"),
        N_(
            "write the path from this file without the language, such as agenda.md or "
            "../2022-11-victims-of-trafficking/index.md"
        ),
    ),
    "link-to-draft": Rule(
        N_("“{value}” is a draft, which is not published"),
        N_("take the link out until the draft is published"),
    ),
    "broken-anchor": Rule(
        N_("the page has no heading “#{value}”{suggestion}"),
        N_("use the id of a heading of that page, or give the heading one: ## … {{#{value}}}"),
    ),
    "unused-file": Rule(
        N_("nothing uses the file “{value}” of this folder"),
        N_("name it in seminar.yml or link to it, or take it out of the folder"),
        waivable=True,
    ),
    "stale-announcement": Rule(
        N_("this is still only announced, more than a year after the seminar"),
        N_(
            "find its address and publish it; if there is none to be found, say so: "
            "# hub: allow stale-announcement - …"
        ),
        waivable=True,
    ),
    "missing-alt": Rule(
        N_("the image has no alternative text"),
        N_("say in words what it shows, for those who cannot see it: ![words]({value})"),
    ),
    # HTML
    "html-not-allowed": Rule(
        N_("HTML of this kind is not published: {value}"),
        N_("write Markdown, or one of these elements: {known}; an example goes between backticks"),
    ),
    "attribute-not-allowed": Rule(
        N_("this attribute or its value is not published: {value}"),
        N_("delete it; the attributes known here are: {known}"),
    ),
    "picture-elsewhere": Rule(
        N_("the picture “{value}” lies on another site, which would learn who reads this page"),
        N_("put the file beside this text and write its name: ![words](picture.png)"),
    ),
    # Headings
    "heading-without-id": Rule(
        N_("the heading has no id"),
        N_("give it the same id in all languages: {value} {{#…}}"),
    ),
    "duplicate-heading-id": Rule(
        N_("the id “{value}” is already that of the heading in line {first}"),
        N_("give each heading an id of its own"),
    ),
    "reserved-heading-id": Rule(
        N_("“{value}” is the id of a part that the page has by itself"),
        N_("give the heading another id, the same in all languages"),
    ),
    "top-heading": Rule(
        N_("“#” is the seminar's title, which the page shows by itself"),
        N_("begin with “##”: ## {value}"),
    ),
    "skipped-heading-level": Rule(
        N_("a heading of level {level} follows one of level {before}"),
        N_("use level {expected}, or add the heading that is missing in between"),
        waivable=True,
    ),
    "malformed-heading": Rule(
        N_("this is not written as a heading is"),
        N_(
            "write a space after the # and before the id, which is one word: "
            "## Context {{#context}}"
        ),
    ),
    "malformed-link": Rule(
        N_("this is not written as a link is"),
        N_("write the address right after the words, without a space: [agenda](agenda.md)"),
    ),
    "missing-footnote": Rule(
        N_("the footnote “{value}” has no text"),
        N_("write it on a line of its own at the end: [^{value}]: …"),
    ),
    "unused-footnote": Rule(
        N_("nothing refers to the footnote “{value}”"),
        N_("write [^{value}] where it belongs in the text, or delete the line"),
    ),
    "section-not-in-source": Rule(
        N_("no heading of {other} has the id “{value}”{suggestion}"),
        N_("give corresponding headings the same id in all languages; there are: {known}"),
        severity=Severity.WARNING,
        waivable=True,
    ),
    "invisible-character": Rule(
        N_("an invisible character, {value}, stands here"),
        N_("delete it and type the word or the space again"),
        waivable=True,
    ),
    "empty-section": Rule(
        N_("nothing stands under this heading"),
        N_("write its text, or delete the heading in all languages; drafts may have empty parts"),
        waivable=True,
    ),
    # Languages
    "wrong-script": Rule(
        N_("this is not written in the script of the language “{language}”"),
        N_("translate it, or move it to the file or key of its own language"),
        waivable=True,
    ),
    "figures-differ": Rule(
        N_("the figure {value} stands in {other}, but not here"),
        N_("write the same figures in all languages, or correct the one that is wrong"),
        waivable=True,
    ),
    "figure-added": Rule(
        N_("the figure {value} stands here, but not in {other}"),
        N_("write the same figures in all languages, or correct the one that is wrong"),
        waivable=True,
    ),
    "open-bidi-control": Rule(
        N_("the invisible bidirectional character {value} is left open"),
        N_("delete it; names in another script need no such character: write <bdi>…</bdi>"),
    ),
    "open-brackets": Rule(
        N_("{value} brackets “[” are open here at once, which takes a build too long"),
        N_("close each with “]”; write \\[ for a bracket that belongs to no link"),
    ),
    "broken-record": Rule(
        N_("the file “{value}” cannot be read"),
        N_("delete it, read the translations, then run: hub translations --accept {folder}"),
    ),
    "translation-not-recorded": Rule(
        N_("it is not recorded which version of the source this translation was made from"),
        N_("read both, then run: hub translations --accept {value}"),
    ),
    # Waivers
    "unknown-waiver": Rule(
        N_("there is no rule “{value}” to allow a fault of{suggestion}"),
        N_("use the name in the brackets of the report: error[name]"),
    ),
    "not-waivable": Rule(
        N_("a fault of the rule “{value}” cannot be allowed"),
        N_("correct it, and delete this comment"),
    ),
    "waiver-without-reason": Rule(
        N_("it is not said why a fault of “{value}” is allowed"),
        N_("add the reason after a dash: hub: allow {value} - the reason"),
    ),
    "unused-waiver": Rule(
        N_("this allows a fault of “{value}”, but there is none here"),
        N_("delete the comment"),
        severity=Severity.WARNING,
    ),
}
