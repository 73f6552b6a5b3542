"""A canvas: who sees and writes what, cards that come, go and come back, choices that two people make at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from facilitation import canvas_edits, canvases, wordings
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, Change, MoveCard, Outcome, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.canvases import Canvas, CanvasView
from facilitation.database import Session
from facilitation.errors import Conflict, FacilitationError, Forbidden, Invalid, NotFound
from facilitation.live.addresses import Where
from facilitation.live.log import ClientOwner, Update
from facilitation.memberships import Membership
from facilitation.people import Person
from tests import made_up_tool, makers
from tests.makers import World
from tools.canvas import NOTHING, SIDE, VOICE
from tools.content import blank

GARDEN = made_up_tool.TOOL
PLANTS, WISHES = "garden.plants", "people.wishes.tarija"
ROSE, REED, MOSS = "rose00000000", "reed00000000", "moss00000000"
READERS = [*Role]
WRITERS = [Role.COORDINATOR, Role.DEPUTY, Role.FACILITATOR, Role.MEMBER]
SIDES = ("brasschaat", "tarija", "nimlahakok")


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(lite_db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(lite_db, tool=GARDEN.key)


def post(db: Session, world: World, held: Membership, *changes: Change, base: str | None = None) -> Outcome:
    """Post a form that was drawn now, or from `base`."""
    drawn = canvases.view(db, world.canvas, held).base if base is None else base
    outcome = canvas_edits.edit(db, world.canvas, held.person, held, drawn, changes)
    db.commit()
    return outcome


def seen(db: Session, world: World, held: Membership) -> CanvasView:
    """Return what somebody sees now."""
    return canvases.view(db, world.canvas, held)


def names(view: CanvasView, address: str = PLANTS) -> list[str]:
    """Return the ids of the cards of a list, in order."""
    section, name, *side = address.split(".")
    held = view.content[section][name]
    return [card["id"] for card in (held[side[0]] if side else held)]


def plant(card: str, after: str = "", **more: Any) -> AddCard:
    """Return a plant to add."""
    return AddCard(PLANTS, card, more, {"what": {"nl": card[:4]}}, after)


# Who sees and writes what.


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("side", ["", *SIDES])
def test_everybody_reads_the_shared_room_and_all_voices_and_who_writes_reads_the_room_of_the_own_side(
    world: World, role: Role, side: str
) -> None:
    voices = {Where(VOICE, each) for each in SIDES}
    own = {Where(SIDE, side)} if side and role in WRITERS else set()
    assert set(canvases.readable(world.canvas, world.of(side, role))) == {Where(), *voices, *own}


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("side", ["", *SIDES])
def test_members_write_the_shared_room_and_what_belongs_to_their_own_side(world: World, role: Role, side: str) -> None:
    own = {Where(VOICE, side), Where(SIDE, side)} if side else set()
    wanted = {Where(), *own} if role in WRITERS else set()
    assert set(canvases.writable(world.canvas, world.of(side, role))) == wanted


def test_nobody_writes_in_a_project_that_is_archived(lite_db: Session, world: World) -> None:
    lite_db.begin_writing()
    world.project.archived_at = world.project.created_at
    lite_db.commit()
    held = world.of("tarija", Role.COORDINATOR)
    assert seen(lite_db, world, held).writable == frozenset()
    with pytest.raises(Forbidden):
        post(lite_db, world, held, SetText("garden.name", "nl", "tuin"))


def test_what_one_side_keeps_to_itself_is_in_nobody_else_s_view(lite_db: Session, world: World) -> None:
    own = world.of("tarija")
    secret = [
        SetText("people.worry.tarija", "es", "secreto"),
        SetValue(f"{PLANTS}/{ROSE}/secret.tarija", {"x": 1, "y": 2}),
    ]
    post(lite_db, world, own, plant(ROSE), *secret)
    views = {key: seen(lite_db, world, held) for key, held in world.members.items()}
    knowing = {key for key, view in views.items() if "secreto" in repr(view.content)}
    assert knowing == {("tarija", str(role)) for role in WRITERS}
    assert views["tarija", "member"].content["garden"]["plants"][0]["secret"]["tarija"] == {"x": 1, "y": 2}
    assert views["brasschaat", "member"].content["garden"]["plants"][0]["secret"]["tarija"] is None


def test_a_voice_is_read_by_all_and_written_by_its_side(lite_db: Session, world: World) -> None:
    said = SetText("people.voice.tarija", "es", "vemos sequía")
    post(lite_db, world, world.of("tarija"), said)
    views = [seen(lite_db, world, held) for held in world.members.values()]
    assert {view.content["people"]["voice"]["tarija"]["es"] for view in views} == {"vemos sequía"}
    with pytest.raises(Forbidden):
        post(lite_db, world, world.of("brasschaat"), said)


def test_a_side_that_is_not_asked_has_no_place_to_answer(lite_db: Session) -> None:
    world = makers.world(lite_db, owner="tarija", tool=GARDEN.key)
    held = world.of("tarija")
    assert Where(VOICE, "brasschaat") in canvases.readable(world.canvas, held)
    with pytest.raises(NotFound):
        post(lite_db, world, held, SetText("people.voice.tarija", "es", "a nosotros mismos"))


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


# The view.


def test_a_canvas_on_which_nobody_wrote_is_blank_and_not_in_the_database(lite_db: Session, world: World) -> None:
    project = makers.project(lite_db, world.partnership)
    lite_db.commit()
    canvas = canvases.find(lite_db, project, GARDEN.key)
    view = canvases.view(lite_db, canvas, world.of("tarija"))
    assert (view.content, view.base, view.removed, view.entries) == (blank(GARDEN, ("nl", "es"), SIDES), "", {}, {})
    assert lite_db.scalars(sa.select(Canvas).where(Canvas.project_id == project.id)).all() == []


def test_a_canvas_is_made_once_however_often_it_is_asked_for(lite_db: Session, world: World) -> None:
    lite_db.begin_writing()
    project = makers.project(lite_db, world.partnership)
    first = canvases.get_or_create(lite_db, project, GARDEN.key)
    lite_db.commit()
    lite_db.begin_writing()
    assert canvases.get_or_create(lite_db, project, GARDEN.key).id == first.id
    assert canvases.find(lite_db, project, GARDEN.key).id == first.id


def test_the_view_says_what_the_tool_may_know(lite_db: Session, world: World) -> None:
    lite_db.begin_writing()
    world.project.proposed, world.project.chosen = "tarija", "together"
    lite_db.commit()
    about = seen(lite_db, world, world.of("tarija")).context
    assert (about.languages, about.shared, about.owner) == (("nl", "es"), True, "")
    assert (about.proposed, about.chosen, about.today, about.deep_opened) == ("tarija", "together", "2026-11-20", False)
    assert [(side.key, side.place) for side in about.sides] == [
        ("brasschaat", "Brasschaat"),
        ("tarija", "Tarija"),
        ("nimlahakok", "Nimlaha'kok"),
    ]


def test_a_page_can_be_drawn_once_more_as_it_was(lite_db: Session, world: World) -> None:
    held = world.of("tarija")
    base = post(lite_db, world, held, SetText("garden.name", "nl", "eerst"), plant(ROSE)).base
    post(lite_db, world, held, SetText("garden.name", "nl", "later"), RemoveCard(PLANTS, ROSE))
    then = canvases.view(lite_db, world.canvas, held, base)
    assert (then.content["garden"]["name"]["nl"], names(then), then.base) == ("eerst", [ROSE], base)
    nobody = canvases.view(lite_db, world.canvas, held, "")
    assert nobody.content == blank(GARDEN, ("nl", "es"), SIDES)


@pytest.mark.parametrize("base", ["9999:1", "x", "1", "1:-1", "1:99", "1:1,", " ", "1:1;2:2"])
def test_a_form_drawn_from_what_is_not_there_is_a_conflict(lite_db: Session, world: World, base: str) -> None:
    held = world.of("tarija")
    post(lite_db, world, held, SetText("garden.name", "nl", "tuin"))
    with pytest.raises(Conflict):
        post(lite_db, world, held, SetText("garden.name", "nl", "x"), base=base)
    lite_db.rollback()
    with pytest.raises(Conflict):
        canvases.view(lite_db, world.canvas, held, base)


def test_a_form_drawn_before_the_document_was_replaced_is_a_conflict(lite_db: Session, world: World) -> None:
    held = world.of("tarija")
    base = post(lite_db, world, held, SetText("garden.name", "nl", "tuin")).base
    lite_db.begin_writing()
    world.canvas.epoch = 2
    lite_db.commit()
    with pytest.raises(Conflict):
        post(lite_db, world, held, SetText("garden.name", "nl", "x"), base=base)


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


# Cards.


def test_cards_come_in_the_order_in_which_they_are_put(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    post(lite_db, world, an, plant(ROSE), plant(REED), plant(MOSS, after=ROSE))
    assert names(seen(lite_db, world, an)) == [ROSE, MOSS, REED]


def test_a_card_that_is_sent_twice_is_one_card(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    post(lite_db, world, an, plant(ROSE, metres=2), base="")
    outcome = post(lite_db, world, an, plant(ROSE, metres=2), base="")
    assert outcome.saved is False
    assert names(seen(lite_db, world, an)) == [ROSE]


def test_cards_that_two_people_put_at_once_both_stand_there(lite_db: Session, world: World) -> None:
    post(lite_db, world, world.of("brasschaat"), plant(ROSE), base="")
    post(lite_db, world, world.of("tarija"), plant(REED), base="")
    assert names(seen(lite_db, world, world.of("tarija"))) == [ROSE, REED]


def test_everything_that_is_written_on_a_new_card_is_on_it(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    values = {"colour": "red", "months": ["january"], "thirst": 1, "metres": 1.5, "planted": "2026-11-20"}
    values |= {"tended": [ROSE, REED], "giver": [REED], "love.brasschaat": 3, "spot": {"x": 0, "y": 100}}
    texts = {"what": {"nl": "roos\r\n", "es": "rosa"}, "giver": {"es": "la abuela"}, "doubt.brasschaat": {"nl": "hm"}}
    post(lite_db, world, an, AddCard(PLANTS, ROSE, values, texts))
    (card,) = seen(lite_db, world, an).content["garden"]["plants"]
    nobody = {"brasschaat": None, "tarija": None, "nimlahakok": None}
    unsaid = {side: {"nl": "", "es": ""} for side in SIDES}
    assert card == {
        "id": ROSE,
        "what": {"nl": "roos\n", "es": "rosa"},
        "why": {"nl": "", "es": ""},
        "colour": "red",
        "months": ["january"],
        "thirst": 1,
        "metres": 1.5,
        "count": None,
        "planted": "2026-11-20",
        "spot": {"x": 0, "y": 100},
        "beside": None,
        "tended": [ROSE, REED],
        "giver": {"ids": [REED], "text": {"nl": "", "es": "la abuela"}},
        "secret": nobody,
        "doubt": unsaid | {"brasschaat": {"nl": "hm", "es": ""}},
        "love": nobody | {"brasschaat": 3},
    }


def test_a_card_moves_to_where_it_is_put_and_a_move_to_where_it_stands_is_none(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    post(lite_db, world, an, plant(ROSE), plant(REED), plant(MOSS))
    post(lite_db, world, an, MoveCard(PLANTS, MOSS, ""))
    assert names(seen(lite_db, world, an)) == [MOSS, ROSE, REED]
    post(lite_db, world, an, MoveCard(PLANTS, MOSS, ROSE), MoveCard(PLANTS, REED, ""))
    assert names(seen(lite_db, world, an)) == [REED, ROSE, MOSS]
    assert post(lite_db, world, an, MoveCard(PLANTS, MOSS, ROSE), MoveCard(PLANTS, REED, "")).saved is False


def test_a_card_passes_over_cards_that_were_taken_away(lite_db: Session, world: World) -> None:
    an = world.of("brasschaat")
    post(lite_db, world, an, plant(ROSE), plant(REED), plant(MOSS), RemoveCard(PLANTS, REED))
    assert post(lite_db, world, an, MoveCard(PLANTS, MOSS, ROSE)).saved is False
    post(lite_db, world, an, MoveCard(PLANTS, MOSS, ""))
    assert names(seen(lite_db, world, an)) == [MOSS, ROSE]


def test_two_people_who_reorder_at_once_lose_no_card(lite_db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    base = post(lite_db, world, an, plant(ROSE), plant(REED), plant(MOSS)).base
    post(lite_db, world, an, MoveCard(PLANTS, MOSS, ""), base=base)
    post(lite_db, world, ber, MoveCard(PLANTS, ROSE, REED), base=base)
    assert names(seen(lite_db, world, an)) == [MOSS, REED, ROSE]


def test_a_card_that_is_taken_away_keeps_what_is_written_on_it_and_comes_back_to_its_place(
    lite_db: Session, world: World
) -> None:
    an = world.of("brasschaat")
    post(lite_db, world, an, plant(ROSE, metres=2), plant(REED))
    before = seen(lite_db, world, an)
    post(lite_db, world, an, RemoveCard(PLANTS, ROSE))
    without = seen(lite_db, world, an)
    assert (names(without), without.removed) == ([REED], {PLANTS: [before.content["garden"]["plants"][0]]})
    assert post(lite_db, world, an, RemoveCard(PLANTS, ROSE)).saved is False
    post(lite_db, world, an, RestoreCard(PLANTS, ROSE))
    after = seen(lite_db, world, an)
    assert (after.content, after.removed) == (before.content, {})


def test_words_on_a_card_that_somebody_takes_away_meanwhile_are_kept_and_told(lite_db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    base = post(lite_db, world, an, plant(ROSE)).base
    post(lite_db, world, ber, RemoveCard(PLANTS, ROSE), base=base)
    outcome = post(lite_db, world, an, SetText(f"{PLANTS}/{ROSE}/why", "nl", "voor de bijen"), base=base)
    assert outcome.removed == [ROSE]
    assert seen(lite_db, world, an).removed[PLANTS][0]["why"]["nl"] == "voor de bijen"
    again = post(lite_db, world, an, SetText(f"{PLANTS}/{ROSE}/why", "nl", "voor de bijen en mij"))
    assert again.removed == []


def test_a_list_of_one_side_has_its_own_cards(lite_db: Session, world: World) -> None:
    ber = world.of("tarija")
    post(lite_db, world, ber, AddCard(WISHES, ROSE, {"weight": 3}, {"wish": {"es": "agua"}}), AddCard(WISHES, REED))
    post(lite_db, world, ber, MoveCard(WISHES, REED, ""), SetValue("people.wishes.tarija.none", True))
    view = seen(lite_db, world, world.of("brasschaat"))
    assert names(view, WISHES) == [REED, ROSE]
    assert view.content["people"]["wishes.none"] == {"brasschaat": False, "tarija": True, "nimlahakok": False}
    post(lite_db, world, ber, RemoveCard(WISHES, ROSE))
    assert list(seen(lite_db, world, ber).removed) == [WISHES]


def test_the_page_says_who_put_which_card_and_for_which_side(lite_db: Session, world: World) -> None:
    an, guide = world.of("brasschaat"), world.of("", Role.FACILITATOR)
    post(lite_db, world, an, plant(ROSE))
    post(lite_db, world, guide, plant(REED), SetText(f"{PLANTS}/{ROSE}/why", "nl", "daarom"))
    put = seen(lite_db, world, an).entries
    assert {card: (entry.person, entry.side) for card, entry in put.items()} == {
        ROSE: (an.person, an.side),
        REED: (guide.person, None),
    }


def test_every_client_id_in_the_log_belongs_to_the_person_who_wrote(lite_db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(lite_db, world, an, SetText("garden.name", "nl", "tuin"))
    post(lite_db, world, ber, SetText("garden.name", "nl", "de tuin"))
    post(lite_db, world, ber, SetText("garden.name", "nl", "de tuin"))
    assert lite_db.scalars(sa.select(ClientOwner.person_id).order_by(ClientOwner.person_id)).all() == sorted(
        [an.person_id, ber.person_id]
    )


# Earlier wordings.


def told(found: list[wordings.Wording]) -> list[tuple[str, Person | None]]:
    """Return text and person of each wording."""
    return [(each.text, each.person) for each in found]


def test_earlier_wordings_are_listed_newest_first_and_put_back_by_writing_them_again(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")

    def listed() -> list[tuple[str, Person | None]]:
        return told(wordings.wordings(lite_db, world.canvas, an, "garden.name", "nl"))

    assert listed() == []
    for held, text, minutes in ((an, "een", 0), (ber, "twee", 1), (ber, "drie", 3), (an, "", 1)):
        frozen(minutes=minutes)
        post(lite_db, world, held, SetText("garden.name", "nl", text), SetValue("numbers.shade", minutes))
    wanted = [("", an.person), ("drie", ber.person), ("twee", ber.person), ("een", an.person)]
    assert listed() == wanted
    post(lite_db, world, ber, SetText("garden.name", "nl", listed()[2][0]))
    assert listed() == [("twee", ber.person), *wanted]


def test_what_one_person_types_within_two_minutes_is_one_wording(
    lite_db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    an = world.of("brasschaat")
    for text in ("een", "een twee", "een twee drie"):
        post(lite_db, world, an, SetText("garden.name", "nl", text))
        last = frozen(minutes=2)
    frozen(seconds=1)
    post(lite_db, world, an, SetText("garden.name", "nl", "vier"))
    found = wordings.wordings(lite_db, world.canvas, an, "garden.name", "nl")
    assert [(each.text, each.side) for each in found] == [("vier", an.side), ("een twee drie", an.side)]
    assert found[1].at == last - datetime.timedelta(minutes=2)


@pytest.mark.parametrize(
    ("side", "address"),
    [("brasschaat", "people.worry.tarija"), ("tarija", "garden.nothing"), ("tarija", "numbers.open")],
)
def test_wordings_of_what_is_not_yours_or_is_no_text_are_not_found(
    lite_db: Session, world: World, side: str, address: str
) -> None:
    post(lite_db, world, world.of("tarija"), SetText("people.worry.tarija", "es", "secreto"))
    with pytest.raises(NotFound):
        wordings.wordings(lite_db, world.canvas, world.of(side), address, "es")


# Hints, and the deep set.


def test_a_hint_that_one_person_puts_away_stays_for_the_others(lite_db: Session, world: World) -> None:
    an, ber = world.of("brasschaat").person, world.of("tarija").person
    for _ in range(2):
        canvases.dismiss(lite_db, world.canvas, an, "M-1@people.first")
    canvases.dismiss(lite_db, world.canvas, an, "M-2@numbers.shade")
    lite_db.commit()
    assert canvases.dismissed(lite_db, world.canvas, an) == {"M-1@people.first", "M-2@numbers.shade"}
    assert canvases.dismissed(lite_db, world.canvas, ber) == frozenset()
    canvases.bring_back(lite_db, world.canvas, an)
    lite_db.commit()
    assert canvases.dismissed(lite_db, world.canvas, an) == frozenset()


def test_the_deep_set_is_opened_for_everybody_by_those_who_write(lite_db: Session, world: World) -> None:
    with pytest.raises(Forbidden):
        canvases.open_deep(lite_db, world.canvas, world.of("tarija", Role.OBSERVER))
    canvases.open_deep(lite_db, world.canvas, world.of("tarija"))
    lite_db.commit()
    assert seen(lite_db, world, world.of("brasschaat", Role.OBSERVER)).context.deep_opened is True
