"""What a tag is worth: it follows from its data and from the years that went by, and from nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import tags
from tools.tags import CLAIMED, EVIDENCED, REASONED, Claim

DAY = datetime.date(2026, 11, 20)
WHO = {"original": "es", "es": "Las familias de Lourdes tienen agua", "nl": ""}
WHERE = {"original": "nl", "nl": "aan de bron, elke droge maand", "es": ""}
NOTHING: dict[str, str] = {"original": "nl", "nl": "", "es": ""}


@pytest.mark.parametrize(
    ("direction", "who", "where", "evidence", "worth"),
    [
        ("", NOTHING, NOTHING, False, CLAIMED),
        ("", WHO, WHERE, False, CLAIMED),
        ("direct_positive", WHO, NOTHING, False, CLAIMED),
        ("direct_positive", NOTHING, WHERE, False, CLAIMED),
        ("direct_positive", {"es": "x", "original": "es"}, WHERE, False, CLAIMED),
        ("direct_positive", {"es": " . , ", "original": "es"}, WHERE, False, CLAIMED),
        ("direct_positive", WHO, NOTHING, True, CLAIMED),
        ("direct_positive", WHO, WHERE, False, REASONED),
        ("unknown", WHO, WHERE, False, REASONED),
        ("indirect_negative", {"qu": "ayllukuna", "original": "qu"}, WHERE, False, REASONED),
        ("direct_positive", WHO, WHERE, True, EVIDENCED),
    ],
)
def test_a_tag_is_claimed_reasoned_or_evidenced_by_what_stands_in_it(
    direction: str, who: Mapping[str, str], where: Mapping[str, str], evidence: bool, worth: str
) -> None:
    claim = Claim(goal="6", direction=direction, who=who, where=where, evidence=evidence, fresh_on=DAY)
    assert tags.state(claim) == worth


@pytest.mark.parametrize(
    ("since", "today", "years"),
    [
        ("2025-11-20", "2026-11-19", 0),
        ("2025-11-20", "2026-11-20", 1),
        ("2024-02-29", "2025-02-28", 0),
        ("2024-02-29", "2025-03-01", 1),
        ("2024-02-29", "2028-02-29", 4),
        ("2026-11-21", "2026-11-20", 0),
    ],
)
def test_years_are_those_of_the_calendar(since: str, today: str, years: int) -> None:
    assert tags.years(datetime.date.fromisoformat(since), datetime.date.fromisoformat(today)) == years


def claim_of(worth: int, fresh_on: datetime.date) -> Claim:
    """Return a claim that is worth this much by its data."""
    said = (WHO, WHERE) if worth else (NOTHING, NOTHING)
    direction = "direct_positive" if worth else ""
    return Claim(goal="6", direction=direction, who=said[0], where=said[1], evidence=worth == 2, fresh_on=fresh_on)


DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@given(worth=st.integers(0, 2), fresh_on=DAYS, today=DAYS, later=st.integers(0, 4_000))
def test_a_tag_fades_by_one_state_a_year_never_rises_by_itself_and_never_becomes_less_than_claimed(
    worth: int, fresh_on: datetime.date, today: datetime.date, later: int
) -> None:
    claim = claim_of(worth, fresh_on)
    now = tags.STATES.index(tags.shown(claim, today))
    then = tags.STATES.index(tags.shown(claim, today + datetime.timedelta(days=later)))
    assert 0 <= then <= now <= worth == tags.level(claim)
    assert now == max(0, worth - tags.years(fresh_on, today))


@given(worth=st.integers(0, 2), fresh_on=DAYS, today=DAYS)
def test_who_stands_up_for_a_tag_again_brings_back_all_that_its_data_say(
    worth: int, fresh_on: datetime.date, today: datetime.date
) -> None:
    assert tags.shown(claim_of(worth, today), today) == tags.STATES[worth] == tags.state(claim_of(worth, fresh_on))


@given(today=DAYS, back=st.integers(1, 5))
def test_the_day_that_rows_are_compared_with_is_the_last_one_of_which_so_many_years_went_by(
    today: datetime.date, back: int
) -> None:
    day = tags.anniversary(today, back)
    assert tags.years(day, today) == back
    assert tags.years(day + datetime.timedelta(days=1), today) == back - 1
