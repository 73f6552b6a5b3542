"""The overview says what each row can show, never how much it names; and its files hold what its page holds."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.database import Session
from facilitation.documents import tables
from facilitation.pictures import svg
from facilitation.sdg import overview
from facilitation.sdg.overview import Asked, Scope
from facilitation.sdg.tags import Tag
from tests.tagging import Tagging, told
from tools import tags as worth
from tools.tags import figures
from tools.tags.figures import Spot

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture
def here(db: Session, frozen: object) -> Tagging:
    """A project of Tarija, on a day in November; on both databases."""
    return Tagging(db)


def scope(here: Tagging, projects: bool = True) -> Scope:
    """Return what is looked at."""
    return Scope(partnerships=[here.world.partnership.id], projects=projects)


def cells(here: Tagging, asked: Asked | None = None, projects: bool = True) -> list[tuple[int, str, str, str]]:
    """Return row, goal, state and directions (h helps, x harms, ? unknown) of each cell, in order."""
    found = overview.cells(here.db, scope(here, projects), asked or Asked(), TODAY)
    told = [
        (each.row, each.goal, each.state, "h" * each.helps + "x" * each.harms + "?" * each.unknown) for each in found
    ]
    return sorted(told)


def aged(here: Tagging, tag: Tag, on: datetime.date) -> None:
    """Let nobody have stood up for a tag since a day."""
    here.db.begin_writing()
    tag.fresh_on = on
    here.db.commit()


def test_a_cell_says_the_most_that_its_tags_can_show_and_in_which_directions(here: Tagging) -> None:
    here.add(told())
    here.show(here.add(told("6", "6.b", why=True)))
    here.add(told("2", "", direction="indirect_negative"))
    here.add(told("8", "", direction="unknown"))
    row = here.project.id
    assert cells(here) == [
        (row, "2", "claimed", "x"),
        (row, "6", "evidenced", "h"),
        (row, "8", "claimed", "?"),
    ]
    assert cells(here, projects=False) == [(here.world.partnership.id, *rest) for _row, *rest in cells(here)]


def test_what_nobody_gave_a_reason_for_is_never_counted_as_shown(here: Tagging) -> None:
    for number in range(1, 10):
        here.add(told(str(number), ""))
    assert {state for _row, _goal, state, _told in cells(here)} == {"claimed"}
    named = overview.named(here.db, scope(here), Asked(), TODAY)
    assert [(each.goal, each.states) for each in named] == [(str(number), {"claimed": 1}) for number in range(1, 10)]


def test_it_narrows_down_by_goal_p_ring_and_year(here: Tagging) -> None:
    here.add(told("6", ""))
    here.add(told("4", "", ring="internal"))
    row = here.project.id
    assert cells(here, Asked(goal="6")) == [(row, "6", "claimed", "")]
    assert cells(here, Asked(p="people")) == [(row, "4", "claimed", "")]
    assert cells(here, Asked(p="people", goal="6")) == []
    assert cells(here, Asked(ring="internal")) == [(row, "4", "claimed", "")]
    assert cells(here, Asked(year=2026)) == cells(here)
    assert cells(here, Asked(year=2019)) == []
    assert overview.known_years(here.db, scope(here)) == [2026]


def test_years_are_told_without_a_hole_and_each_row_once(here: Tagging) -> None:
    one, two = here.add(told(why=True)), here.add(told("13", ""))
    here.db.begin_writing()
    one.made_year = 2024
    here.db.commit()
    found = overview.years(here.db, scope(here), Asked(), TODAY)
    assert [(each.year, each.states) for each in found] == [(2024, {"reasoned": 1}), (2025, {}), (2026, {"claimed": 1})]
    assert two.made_year == 2026


def test_what_was_taken_away_and_what_others_claim_is_not_there(here: Tagging, db: Session) -> None:
    tag = here.add(told())
    other = Tagging(db)
    other.add(told("13", ""))
    here.db.begin_writing()
    tag.removed_at = tag.made_at
    here.db.commit()
    assert cells(here) == []
    assert [goal for _row, goal, _state, _told in cells(other)] == ["13"]


@pytest.mark.parametrize("back", [0, 364, 365, 366, 729, 730, 731, 3_000])
def test_the_database_lets_tags_fade_exactly_as_the_method_does(here: Tagging, back: int) -> None:
    tags = [here.add(told("1", "")), here.add(told("2", "", why=True)), here.add(told("3", "", why=True))]
    here.show(tags[2])
    since = TODAY - datetime.timedelta(days=back)
    for tag in tags:
        aged(here, tag, since)
    expected = [worth.STATES[worth.faded(level, since, TODAY)] for level in (0, 1, 2)]
    assert [state for _row, _goal, state, _told in cells(here)] == expected


def test_reasons_are_the_tags_themselves(here: Tagging) -> None:
    tag = here.add(told(why=True))
    here.add(told("13", ""))
    assert [each.id for each in overview.reasons(here.db, scope(here), Asked(goal="6"))] == [tag.id]


# Pictures and files.


def plain(sentence: str) -> str:
    """Leave a sentence as it is."""
    return sentence


def test_the_map_shows_hollow_half_and_full_and_harm_and_says_the_same_in_its_table() -> None:
    rows = [("Springs", {"6": Spot(level=2, harms=False), "2": Spot(level=1, harms=True)}), ("Schools", {})]
    drawn = figures.heat(rows, ["2", "6", "13"], plain)
    assert drawn.rows == [["Springs", "◐▼", "●", ""], ["Schools", "", "", ""]]
    trace = drawn.figure.to_dict()["data"][0] if drawn.figure else {}
    assert (trace["z"], trace["text"]) == ([[2, 3, None], [None] * 3], [["◐▼", "●", ""], ["", "", ""]])
    assert figures.heat([("Schools", {})], ["6"], plain).figure is None


def test_the_sunburst_puts_goals_in_their_p_and_targets_in_their_goal() -> None:
    named = [("6", "", {"claimed": 1}), ("6", "6.b", {"reasoned": 2}), ("11", "11.7", {"evidenced": 1})]
    drawn = figures.sunburst(named, plain)
    trace = drawn.figure.to_dict()["data"][0] if drawn.figure else {}
    sizes = dict(zip(trace["ids"], trace["values"], strict=True))
    parents = dict(zip(trace["ids"], trace["parents"], strict=True))
    assert sizes == {"planet": 3, "prosperity": 1, "6": 3, "6.b": 2, "11": 1, "11.7": 1}
    assert parents == {"planet": "", "prosperity": "", "6": "planet", "6.b": "6", "11": "prosperity", "11.7": "11"}
    painted = svg(drawn, "nl")
    assert painted.count("<path") == 6
    assert all(f">{text}<" in painted for text in ("Planet", "6\u00a0◐", "11\u00a0●"))


def test_a_goal_that_is_only_claimed_is_hollow_in_the_sunburst_too() -> None:
    named = [("6", "", {"claimed": 2}), ("6", "6.b", {"claimed": 1}), ("11", "", {"claimed": 3, "reasoned": 1})]
    drawn = figures.sunburst(named, plain)
    trace = drawn.figure.to_dict()["data"][0] if drawn.figure else {}
    signs = {id: said.partition(" ")[0] for id, said in zip(trace["ids"], trace["labels"], strict=True)}
    assert (signs["6"], signs["6.b"], signs["11"]) == ("6\u00a0○", "6.b\u00a0○", "11\u00a0◐")
    assert drawn.says.startswith("○ claimed, ◐ with a reason, ● with evidence")


def test_a_piece_that_is_too_narrow_for_its_sign_keeps_its_number() -> None:
    named = [("6", "", {"claimed": 1}), ("11", "", {"claimed": 28})]
    painted = svg(figures.sunburst(named, plain), "nl")
    assert ">6<" in painted
    assert ">11\u00a0○<" in painted


def test_a_single_goal_is_a_whole_round_and_a_trend_says_what_its_bars_say() -> None:
    assert svg(figures.sunburst([("6", "", {"claimed": 1})], plain), "nl").count("Z") == 4
    drawn = figures.trend([(2025, {"claimed": 2}), (2026, {"evidenced": 1})], plain)
    assert drawn.rows == [["2025", "2", "0", "0"], ["2026", "0", "0", "1"]]
    assert svg(drawn, "es").startswith("<svg")
    assert figures.trend([], plain).figure is None
    assert figures.sunburst([], plain).figure is None


@given(st.text(max_size=30))
def test_no_cell_of_a_file_is_carried_out_by_a_spreadsheet(text: str) -> None:
    assert not tables.plain(text).startswith(tables.STARTS)
    assert tables.plain(text).removeprefix("'") == text.removeprefix("'") or tables.plain(text) == text


def test_both_files_hold_every_row_as_words() -> None:
    rows = [["=1+1", "6"], ["Tarija, Bolivia", "●"]]
    assert tables.as_csv(["Who", "What"], rows).decode("utf-8-sig").splitlines() == [
        "Who,What",
        "'=1+1,6",
        '"Tarija, Bolivia",●',
    ]
    book = zipfile.ZipFile(io.BytesIO(tables.as_xlsx("A/B", ["Who", "What"], rows)))
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    strings = book.read("xl/sharedStrings.xml").decode()
    assert "=1+1" in strings
    assert "Tarija, Bolivia" in strings
