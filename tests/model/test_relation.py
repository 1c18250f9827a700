"""Which seminars are related: rare things in common first, the same order always, fast."""

from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.mention import Mentions, Role
from kmh_hub.model.relation import Relations

from ..steps import steps

COMMON = Entity(EntityKind.ORGANISATION, "common")
RARE = Entity(EntityKind.THEME, "rare")


def mentions(**named: tuple[Entity, ...]) -> dict[str, Mentions]:
    return {slug: dict.fromkeys(entities, (Role.THEME,)) for slug, entities in named.items()}


def country(code: str) -> Entity:
    return Entity(EntityKind.COUNTRY, code)


def test_what_few_share_counts_more() -> None:
    relations = Relations(
        mentions(
            a=(RARE, country("ET")), b=(country("ET"),), c=(RARE,), d=(country("ET"),), e=(), f=()
        )
    )
    assert [each.slug for each in relations.of("a")] == ["c", "b", "d"]
    assert relations.of("a")[0].shared == (RARE,)
    assert relations.of("e") == ()


def test_what_all_share_relates_nothing() -> None:
    relations = Relations(mentions(a=(COMMON,), b=(COMMON, RARE), c=(COMMON, RARE)))
    assert relations.of("a") == ()
    assert [each.shared for each in relations.of("b")] == [(RARE,)]


def test_a_year_relates_nothing() -> None:
    year = Entity(EntityKind.YEAR, "2031")
    assert Relations(mentions(a=(year,), b=(year,), c=())).of("a") == ()


def test_of_equal_ones_the_nearest_comes_first_and_of_two_the_later() -> None:
    named = dict.fromkeys("abcdef", (RARE,)) | {"g": ()}
    relations = Relations(mentions(**named))
    assert [each.slug for each in relations.of("c")] == ["d", "b", "e"]
    again = Relations(mentions(**named))
    assert [again.of(slug) for slug in named] == [relations.of(slug) for slug in named]


def test_the_work_grows_with_the_seminars_not_with_their_square() -> None:
    def work(count: int) -> int:
        named = {
            f"s{i}": dict.fromkeys(
                (COMMON, country(f"{i % 10}"), Entity(EntityKind.THEME, f"{i % 9}")),
                (Role.THEME,),
            )
            for i in range(count)
        }
        named["alone"] = {}
        relations = Relations(named)
        return steps(lambda: [relations.of(slug) for slug in named])

    # Four times as many: sixteen times the work, if every seminar were compared with every other.
    assert work(2400) < 5 * work(600)
