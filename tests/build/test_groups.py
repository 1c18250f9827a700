"""Groups of neighbours: a new name changes the group that it comes into, and no other."""

from kmh_hub.build.groups import groups

NAMES = [("invented", f"unit-{number:04}") for number in range(1000)]


def test_all_items_stay_in_order() -> None:
    assert [item for group in groups(NAMES, 20) for item in group] == NAMES
    assert 20 < len([*groups(NAMES, 20)]) < 100
    assert not [*groups([], 20)]


def test_a_new_name_changes_one_group() -> None:
    before = {tuple(group) for group in groups(NAMES, 20)}
    after = {tuple(group) for group in groups(sorted([*NAMES, ("invented", "unit-0500a")]), 20)}
    assert len(before - after) == 1
    assert len(after - before) <= 2


def test_what_else_an_item_says_does_not_move_bounds() -> None:
    said = [(*name, str(place)) for place, name in enumerate(NAMES)]
    sizes = [len(group) for group in groups(said, 20)]
    assert sizes == [len(group) for group in groups(NAMES, 20)]
