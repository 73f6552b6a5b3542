"""A form is saved where one may write, or everything that is wrong with it is said; choices are not overwritten."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from facilitation.access import Role
from facilitation.canvas_edits import AddCard, Change, MoveCard, Outcome, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.database import Session
from facilitation.errors import FacilitationError, Forbidden, Invalid, NotFound
from facilitation.live.log import Update
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, MOSS, PLANTS, REED, ROSE, SIDES, WISHES, plant, post, seen
from tools.canvas import NOTHING
from tools.content import blank


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(lite_db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(lite_db, tool=GARDEN.key)


@pytest.mark.parametrize(
    ("side", "role", "change", "error"),
    [
        ("tarija", Role.OBSERVER, SetText("garden.name", "nl", "x"), Forbidden),
        ("", Role.INTERPRETER, AddCard(PLANTS, ROSE), Forbidden),
        ("tarija", Role.TRANSLATOR, SetText("people.voice.tarija", "es", "x"), Forbidden),
        ("", Role.FACILITATOR, SetText("people.voice.tarija", "es", "x"), Forbidden),
        ("", Role.MEMBER, SetText("people.worry.tarija", "es", "x"), NotFound),
        ("brasschaat", Role.COORDINATOR, SetText("people.worry.tarija", "es", "x"), NotFound),
        ("tarija", Role.OBSERVER, SetText("people.worry.tarija", "es", "x"), NotFound),
        ("brasschaat", Role.MEMBER, AddCard(PLANTS, ROSE, {"love.tarija": 2}), NotFound),
        ("brasschaat", Role.MEMBER, AddCard(WISHES, ROSE), Forbidden),
    ],
)
def test_a_form_writes_only_where_the_person_may(
    lite_db: Session, world: World, side: str, role: Role, change: Change, error: type[FacilitationError]
) -> None:
    with pytest.raises(error):
        post(lite_db, world, world.of(side, role), change)
    lite_db.rollback()
    assert lite_db.scalars(sa.select(Update)).all() == []


@pytest.mark.parametrize(
    "change",
    [
        SetText("garden.nothing", "nl", "x"),
        SetText("garden.name", "rw", "x"),
        SetText("garden.plants", "nl", "x"),
        SetText("numbers.open", "nl", "x"),
        SetText(f"{PLANTS}/{ROSE}/what", "nl", "nobody put this card"),
        SetValue("garden.name", "x"),
        SetValue(PLANTS, []),
        SetValue("numbers.levels", {}),
        SetValue("numbers.levels/square/march", 1),
        SetValue("people.voice.gent", "x"),
        AddCard("garden.name", ROSE),
        AddCard(PLANTS, "../etc"),
        AddCard(PLANTS, ROSE, {"nothing": 1}),
        AddCard(PLANTS, ROSE, {"what": "a text is no value"}),
        AddCard(PLANTS, ROSE, {}, {"colour": {"nl": "a value is no text"}}),
        AddCard(PLANTS, ROSE, {}, {}, after=MOSS),
        AddCard("people.wishes.none", ROSE),
        AddCard("garden.plants.none", ROSE),
        MoveCard(PLANTS, ROSE, ""),
        RemoveCard(PLANTS, ROSE),
        RestoreCard("garden.name", ROSE),
        SetText("", "nl", "x"),
    ],
)
def test_what_the_tool_does_not_declare_and_cards_that_were_never_there_are_not_found(
    lite_db: Session, world: World, change: Change
) -> None:
    with pytest.raises(NotFound):
        post(lite_db, world, world.of("tarija"), change)


def test_everything_that_does_not_fit_is_said_at_once_and_nothing_is_saved(lite_db: Session, world: World) -> None:
    held = world.of("tarija")
    changes = [
        SetText("garden.name", "nl", "dit is goed"),
        SetValue("numbers.open", "perhaps"),
        SetValue("numbers.shade", 6),
        SetValue("numbers.water", "veel"),
        SetValue("numbers.opening", "2026-02-30"),
        SetValue("numbers.centre", {"x": 101, "y": 0}),
        SetValue("numbers.levels/square/january", 9),
        SetValue("numbers.open", "__nothing__"),
        SetValue("numbers.slope", NOTHING),
        SetValue("garden.plants.none", "yes"),
        SetText("garden.story", "es", "nul \0 teken"),
        AddCard(PLANTS, ROSE, {"thirst": 0, "count": 1.5, "secret.tarija": {"x": -1, "y": 0}}, {}),
    ]
    with pytest.raises(Invalid) as caught:
        post(lite_db, world, held, *changes)
    lite_db.rollback()
    assert sorted(problem[0] for problem in caught.value.problems) == sorted(
        [
            "numbers.open",
            "numbers.shade",
            "numbers.water",
            "numbers.opening",
            "numbers.centre",
            "numbers.levels/square/january",
            "numbers.slope",
            "garden.plants.none",
            "garden.story",
            f"{PLANTS}/{ROSE}/thirst",
            f"{PLANTS}/{ROSE}/count",
            f"{PLANTS}/{ROSE}/secret.tarija",
        ]
    )
    assert seen(lite_db, world, held).content == blank(GARDEN, ("nl", "es"), SIDES)


# Values.


def test_two_people_who_choose_otherwise_are_asked_and_the_rest_is_saved(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    base = seen(lite_db, world, an).base
    chosen_at = frozen(minutes=5)
    post(lite_db, world, ber, SetValue("numbers.shade", 3), base=base)
    frozen(minutes=5)
    outcome = post(lite_db, world, an, SetValue("numbers.shade", 4), SetText("garden.name", "nl", "tuin"), base=base)
    assert [(rival.address, rival.mine, rival.theirs) for rival in outcome.rivals] == [("numbers.shade", 4, 3)]
    assert [(rival.person, rival.side, rival.at) for rival in outcome.rivals] == [(ber.person, ber.side, chosen_at)]
    view = seen(lite_db, world, an)
    assert (view.content["numbers"]["shade"], view.content["garden"]["name"]["nl"]) == (3, "tuin")
    settled = post(lite_db, world, an, SetValue("numbers.shade", 4), base=outcome.base)
    assert (settled.rivals, seen(lite_db, world, ber).content["numbers"]["shade"]) == ([], 4)


@pytest.mark.parametrize(
    ("address", "first", "second"),
    [
        ("numbers.open", "yes", NOTHING),
        ("numbers.colours", ["red"], ["red", "green"]),
        ("numbers.water", 0, 1.5),
        ("numbers.opening", "2026-11-20", "2026-11-21"),
        ("numbers.centre", {"x": 0, "y": 0}, {"x": 1, "y": 0}),
        ("numbers.levels/square/january", 0, 4),
        ("people.ready.tarija", "yes", "no"),
        (f"{PLANTS}/{ROSE}/colour", "red", "green"),
        (f"{PLANTS}/{ROSE}/beside", [REED], [MOSS]),
        (f"{PLANTS}/{ROSE}/giver", [REED], [MOSS]),
        ("garden.plants.none", True, False),
    ],
)
def test_a_value_of_any_kind_is_kept_compared_and_asked_about(
    lite_db: Session, world: World, address: str, first: Any, second: Any
) -> None:
    an, ber, cem = (world.of(side) for side in SIDES)
    base = post(lite_db, world, an, plant(ROSE)).base
    assert post(lite_db, world, an, SetValue(address, first), base=base).rivals == []
    assert post(lite_db, world, ber, SetValue(address, first), base=base) == Outcome(
        saved=False, rivals=[], base=seen(lite_db, world, an).base, removed=[]
    )
    asked = post(lite_db, world, cem, SetValue(address, second), base=base).rivals
    untouched = second is False  # a mark that was not there when the form was drawn
    assert [(rival.mine, rival.theirs) for rival in asked] == ([] if untouched else [(second, first)])
    assert post(lite_db, world, cem, SetValue(address, second)).rivals == []
    section = address.split(".")[0]
    assert repr(second) in repr(seen(lite_db, world, an).content[section]) or second is False


def test_an_answer_that_a_form_did_not_touch_stays_as_somebody_else_made_it(lite_db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    base = post(lite_db, world, an, SetValue("numbers.shade", 1)).base
    post(lite_db, world, ber, SetValue("numbers.shade", 2), base=base)
    outcome = post(lite_db, world, an, SetValue("numbers.shade", 1), base=base)
    assert (outcome.saved, outcome.rivals) == (False, [])
    assert seen(lite_db, world, an).content["numbers"]["shade"] == 2


def test_a_choice_that_was_made_and_taken_back_meanwhile_is_no_reason_to_ask(lite_db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    base = post(lite_db, world, an, SetValue("numbers.shade", 1)).base
    post(lite_db, world, ber, SetValue("numbers.shade", 2))
    post(lite_db, world, ber, SetValue("numbers.shade", 1))
    assert post(lite_db, world, an, SetValue("numbers.shade", 5), base=base).rivals == []
    assert seen(lite_db, world, an).content["numbers"]["shade"] == 5


def test_who_goes_back_and_chooses_again_is_not_asked_about_the_own_choice(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    base = seen(lite_db, world, an).base
    post(lite_db, world, an, SetValue("numbers.shade", 1), base=base)
    assert post(lite_db, world, an, SetValue("numbers.shade", 2), base=base).rivals == []
    assert seen(lite_db, world, an).content["numbers"]["shade"] == 2


def test_an_answer_can_be_taken_away_again(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    post(lite_db, world, an, SetValue("numbers.shade", 0), SetValue("numbers.colours", ["green", "red"]))
    assert seen(lite_db, world, an).content["numbers"]["shade"] == 0
    assert seen(lite_db, world, an).content["numbers"]["colours"] == ["red", "green"]
    post(lite_db, world, an, SetValue("numbers.shade", None), SetValue("numbers.colours", []))
    held = seen(lite_db, world, an).content["numbers"]
    assert (held["shade"], held["colours"]) == (None, None)


def test_words_of_a_language_that_left_can_still_be_corrected(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    post(lite_db, world, an, SetText("garden.name", "es", "jardín"))
    lite_db.begin_writing()
    for side in world.partnership.sides:
        side.municipality.written = ["nl"]
    lite_db.commit()
    post(lite_db, world, an, SetText("garden.name", "es", "el jardín"))
    assert seen(lite_db, world, an).content["garden"]["name"] == {"nl": "", "es": "el jardín"}
