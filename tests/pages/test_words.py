"""Messages in templates: translated, and values are never markup unless they are HTML."""

import pytest
from jinja2 import Environment
from markupsafe import Markup

from kmh_hub.localisation.language import Languages
from kmh_hub.pages.words import words_of


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('{{ _("Agenda") }}', "جدول الأعمال"),
        ('{{ _("Seminar %(number)s", number=6) }}', "الندوة رقم 6"),
        ('{{ _("Seminar %(number)s", number="<b>") }}', "الندوة رقم &lt;b&gt;"),
        ('{{ _("Seminar %(number)s", number=html) }}', "الندوة رقم <i>6</i>"),
        ('{{ ngettext("%(num)s seminar", "%(num)s seminars", 3) }}', "3 ندوات"),
        ('{{ pgettext("recordings", "Published") }}', "منشورة"),
        ('{{ _("100 %% invented") }}', "100 % invented"),
    ],
)
def test_messages(languages: Languages, template: str, expected: str) -> None:
    environment = Environment(autoescape=True)
    environment.globals |= words_of(languages["ar"].translations)
    # Twice: what was made once is as good the second time.
    for _ in range(2):
        assert environment.from_string(template).render(html=Markup("<i>6</i>")) == expected
