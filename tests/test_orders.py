"""A card always finds a place between two others, and moving it leaves the others where they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.live.orders import DIGITS, between, placed

KEYS = st.from_regex(rf"[{DIGITS}]{{0,5}}[{DIGITS[1:]}]", fullmatch=True)


@given(st.sets(KEYS, min_size=2, max_size=2))
def test_between_two_cards_there_is_always_a_place(keys: set[str]) -> None:
    low, high = sorted(keys)
    found = between(low, high)
    assert low < found < high
    assert not found.endswith(DIGITS[0])


@given(KEYS)
def test_before_the_first_and_after_the_last_card_there_is_always_a_place(key: str) -> None:
    assert between("", key) < key < between(key, "")


def test_two_hundred_cards_put_at_the_end_have_short_keys_in_order() -> None:
    keys = [""]
    for _ in range(200):
        keys.append(between(keys[-1], ""))
    assert sorted(keys) == keys
    assert max(map(len, keys)) <= 8


@pytest.mark.parametrize(("low", "high"), [("b", "a"), ("a", "a"), ("a", "a0"), ("", "0"), ("a", "a!")])
def test_keys_that_leave_no_place_are_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match=r"key|substring"):
        between(low, high)


@pytest.mark.parametrize("last", ["~", "é", "0", "a0", "z~", "zz zz", "🌱"])
def test_a_card_comes_behind_one_whose_key_another_program_wrote(last: str) -> None:
    assert between(last, "") > last


@given(st.lists(KEYS, min_size=1, max_size=8), st.data())
def test_a_card_stands_where_it_was_put_and_the_others_keep_their_order(keys: list[str], data: st.DataObject) -> None:
    cards = [[key, number] for number, key in enumerate(sorted(keys))]
    moved = cards.pop(data.draw(st.integers(0, len(cards) - 1)))
    at = data.draw(st.integers(0, len(cards)))
    cards.insert(at, moved)
    for place, key in placed([key for key, _ in cards], at).items():
        cards[place][0] = key
    assert [key for key, _ in cards] == sorted(key for key, _ in cards)
    assert at == 0 or cards[at - 1][0] < cards[at][0]
    assert at == len(cards) - 1 or cards[at][0] < cards[at + 1][0]


@given(st.sets(KEYS, min_size=3, max_size=8), st.data())
def test_moving_a_card_writes_that_card_only(keys: set[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(keys) - 1))
    assert list(placed(sorted(keys), at)) == [at]


def test_keys_of_another_program_are_replaced_when_a_card_is_moved() -> None:
    assert list(placed(["?", "x0", "x00", "~"], 2)) == [0, 1, 2, 3]
