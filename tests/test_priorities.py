"""Where the rankings of the sides meet: nothing is averaged, and when nothing meets that is what is said."""

from __future__ import annotations

from tools.priorities import Near, Ranked, meet


def near(one: str, other: str) -> bool:
    """Say that water (6) and climate (13) lie near each other, and nothing else."""
    return {one, other} == {"6", "13"}


def test_what_every_side_ranked_is_shared_and_the_rest_is_near_or_of_one_side_only() -> None:
    found = meet(
        [Ranked(side="brasschaat", goals=("11", "13", "4")), Ranked(side="tarija", goals=("6", "13", "11"))], near
    )
    assert found.shared == ("11", "13")
    assert found.partly == ()
    assert found.near == ()  # 13 is shared, so nobody needs a bridge to it
    assert found.only == (("brasschaat", ("4",)), ("tarija", ("6",)))
    assert not found.nothing


def test_without_anything_shared_it_says_so_and_points_at_what_lies_near() -> None:
    found = meet([Ranked(side="brasschaat", goals=("13", "4")), Ranked(side="tarija", goals=("6", "5"))], near)
    assert found.nothing
    assert found.near == (Near(one=("brasschaat", "13"), other=("tarija", "6")),)
    assert found.only == (("brasschaat", ("13", "4")), ("tarija", ("6", "5")))


def test_of_three_sides_what_two_ranked_is_not_shared_by_all() -> None:
    rankings = [
        Ranked(side="brasschaat", goals=("11", "13")),
        Ranked(side="tarija", goals=("6", "13")),
        Ranked(side="nimlahakok", goals=("15",)),
    ]
    found = meet(rankings, near)
    assert found.nothing
    assert found.partly == (("13", ("brasschaat", "tarija")),)
    assert found.near == (Near(one=("brasschaat", "13"), other=("tarija", "6")),)
    assert found.only == (("brasschaat", ("11",)), ("tarija", ("6",)), ("nimlahakok", ("15",)))


def test_the_order_in_which_the_sides_are_read_changes_nothing_but_the_order() -> None:
    one, other = Ranked(side="brasschaat", goals=("11", "13", "4")), Ranked(side="tarija", goals=("6", "13", "11"))
    assert set(meet([one, other], near).shared) == set(meet([other, one], near).shared)
    assert dict(meet([one, other], near).only) == dict(meet([other, one], near).only)


def test_one_ranking_alone_meets_nothing() -> None:
    found = meet([Ranked(side="brasschaat", goals=("11",))], near)
    assert (found.shared, found.partly, found.near, found.only) == ((), (), (), ())
    assert meet([], near).nothing
