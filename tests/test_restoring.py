"""Putting back what stood before, as a new edit: a field, a card, the whole; together with what others do meanwhile."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from facilitation import canvases, history, restoring
from facilitation.access import Role
from facilitation.canvas_edits import Change, MoveCard, Outcome, RemoveCard, SetText, SetValue
from facilitation.database import Session
from facilitation.errors import Forbidden
from facilitation.live import log
from facilitation.live.addresses import Where
from facilitation.live.checks import MOST_CARDS
from facilitation.memberships import Membership
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, MOSS, PLANTS, REED, ROSE, names, plant, post, seen

NAME, SHADE, KEEPER = "garden.name", "numbers.shade", "people.keeper"
WORRY, VOICE, WISHES = "people.worry.tarija", "people.voice.tarija", "people.wishes.tarija"


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(db, tool=GARDEN.key)


def restore(
    db: Session, world: World, held: Membership, then: str, within: str = "", drawn: str | None = None
) -> Outcome:
    """Let somebody put back what stood then, from a page that was drawn now or before."""
    whole = history.state(db, world.canvas, held, then).base
    before = seen(db, world, held).base if drawn is None else drawn
    made = restoring.restore(db, world.canvas, held.person, held, before, whole, within)
    db.commit()
    return made


def full(card: str = ROSE) -> Sequence[Change]:
    """Return what fills something of every kind."""
    return (
        SetText(NAME, "nl", "Tuin"),
        plant(card, thirst=3, months=["january"], spot={"x": 1, "y": 2}),
        SetValue(SHADE, 2),
        SetValue("numbers.levels/river/january", 4),
        SetText(KEEPER, "nl", "De buurvrouw"),
        SetValue(f"{WISHES}.none", True),
    )


def content(db: Session, world: World, side: str = "tarija") -> dict[str, Any]:
    """Return what a side sees now."""
    return seen(db, world, world.of(side)).content


def test_a_field_is_put_back_and_everything_else_stays(db: Session, world: World) -> None:
    ber = world.of("tarija")
    post(db, world, ber, *full())
    then = seen(db, world, ber).base
    post(db, world, ber, SetText(NAME, "nl", "Park"), SetText(NAME, "es", "Parque"), SetValue(SHADE, 5))
    made = restore(db, world, ber, then, NAME)
    assert (made.saved, made.rivals) == (True, [])
    assert content(db, world)["garden"]["name"] == {"nl": "Tuin", "es": ""}
    assert content(db, world)["numbers"]["shade"] == 5


def test_the_whole_is_put_back_to_what_it_was_whatever_kind_of_field(db: Session, world: World) -> None:
    ber = world.of("tarija")
    post(db, world, ber, *full())
    then, before = seen(db, world, ber).base, content(db, world)
    post(
        db,
        world,
        ber,
        SetText(NAME, "nl", ""),
        SetValue(f"{PLANTS}/{ROSE}/thirst", 5),
        SetValue(f"{PLANTS}/{ROSE}/months", None),
        SetValue(f"{PLANTS}/{ROSE}/spot", {"x": 9, "y": 9}),
        SetValue(SHADE, None),
        SetValue("numbers.levels/river/january", None),
        SetValue("numbers.levels/square/february", 1),
        SetValue(KEEPER, [ROSE]),
        SetText(KEEPER, "nl", "Iemand"),
        SetValue(f"{WISHES}.none", False),
        plant(REED),
    )
    assert content(db, world) != before
    restore(db, world, ber, then)
    assert content(db, world) == before
    assert names(seen(db, world, ber)) == [ROSE]


def test_cards_come_back_with_what_was_on_them_in_the_order_they_had(db: Session, world: World) -> None:
    ber = world.of("tarija")
    post(db, world, ber, plant(ROSE), plant(REED), plant(MOSS))
    then, before = seen(db, world, ber).base, content(db, world)["garden"]["plants"]
    post(db, world, ber, SetText(f"{PLANTS}/{REED}/what", "nl", "Onkruid"), RemoveCard(PLANTS, REED))
    post(db, world, ber, MoveCard(PLANTS, MOSS, ""), plant("fern00000000"))
    assert names(seen(db, world, ber)) == [MOSS, ROSE, "fern00000000"]
    restore(db, world, ber, then, PLANTS)
    assert content(db, world)["garden"]["plants"] == before


def test_one_card_is_put_back_and_the_others_stay_as_they_are(db: Session, world: World) -> None:
    ber = world.of("tarija")
    post(db, world, ber, plant(ROSE), plant(REED))
    then = seen(db, world, ber).base
    post(db, world, ber, SetText(f"{PLANTS}/{ROSE}/what", "nl", "Distel"), RemoveCard(PLANTS, REED))
    restore(db, world, ber, then, f"{PLANTS}/{REED}")
    assert [(card["id"], card["what"]["nl"]) for card in content(db, world)["garden"]["plants"]] == [
        (ROSE, "Distel"),
        (REED, "reed"),
    ]
    restore(db, world, ber, then, f"{PLANTS}/{ROSE}")
    assert content(db, world)["garden"]["plants"][0]["what"]["nl"] == "rose"


def test_what_somebody_writes_meanwhile_stays_beside_what_is_put_back(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, SetText(NAME, "nl", "Een tuin voor allen"))
    then = seen(db, world, ber).base
    post(db, world, ber, SetText(NAME, "nl", "Een park voor allen"))
    drawn = seen(db, world, ber).base
    post(
        db,
        world,
        an,
        SetText(NAME, "nl", "Een park voor allen, ook de jongsten"),
        SetText("garden.story", "nl", "Ooit"),
    )
    made = restore(db, world, ber, then, drawn=drawn)
    assert content(db, world)["garden"]["name"]["nl"] == "Een tuin voor allen, ook de jongsten"
    assert content(db, world)["garden"]["story"]["nl"] == "Ooit"
    assert made.together == (NAME,)


def test_what_somebody_chose_otherwise_meanwhile_is_not_overwritten(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, SetValue(SHADE, 1), SetText(NAME, "nl", "Tuin"))
    then = seen(db, world, ber).base
    post(db, world, ber, SetValue(SHADE, 2), SetText(NAME, "nl", "Park"))
    drawn = seen(db, world, ber).base
    post(db, world, an, SetValue(SHADE, 3))
    made = restore(db, world, ber, then, drawn=drawn)
    assert [(each.mine, each.theirs, each.person) for each in made.rivals] == [(1, 3, an.person)]
    assert (content(db, world)["numbers"]["shade"], content(db, world)["garden"]["name"]["nl"]) == (3, "Tuin")


def test_a_card_that_somebody_puts_meanwhile_stays(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, plant(ROSE))
    then = seen(db, world, ber).base
    post(db, world, ber, plant(REED))
    drawn = seen(db, world, ber).base
    post(db, world, an, plant(MOSS))
    restore(db, world, ber, then, drawn=drawn)
    assert names(seen(db, world, ber)) == [ROSE, MOSS]


def test_what_was_put_back_is_a_new_edit_and_the_state_before_it_can_be_put_back_too(db: Session, world: World) -> None:
    ber = world.of("tarija")
    post(db, world, ber, *full())
    first = seen(db, world, ber).base
    post(db, world, ber, SetText(NAME, "nl", "Park"), RemoveCard(PLANTS, ROSE), plant(REED))
    second, before = seen(db, world, ber).base, content(db, world)
    room = canvases.rooms(db, world.canvas, [Where()])[Where()]
    logged = room.last_seq
    restore(db, world, ber, first)
    assert [row.person_id for row in log.rows(db, room.id, after=logged)] == [ber.person_id] * (room.last_seq - logged)
    assert room.last_seq > logged
    restore(db, world, ber, second)
    assert content(db, world) == before


def test_only_what_one_may_write_is_put_back(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, SetText(NAME, "nl", "Tuin"), SetText(VOICE, "es", "hola"), SetText(WORRY, "es", "uno"))
    then = seen(db, world, ber).base
    post(db, world, ber, SetText(NAME, "nl", "Park"), SetText(VOICE, "es", "adiós"), SetText(WORRY, "es", "dos"))
    restore(db, world, an, then)
    held = content(db, world)
    assert held["garden"]["name"]["nl"] == "Tuin"
    assert (held["people"]["voice"]["tarija"]["es"], held["people"]["worry"]["tarija"]["es"]) == ("adiós", "dos")
    restore(db, world, ber, then)
    held = content(db, world)
    assert (held["people"]["voice"]["tarija"]["es"], held["people"]["worry"]["tarija"]["es"]) == ("hola", "uno")


def test_who_reads_along_puts_nothing_back(db: Session, world: World, frozen: Callable[..., datetime.datetime]) -> None:
    ber = world.of("tarija")
    post(db, world, ber, SetText(NAME, "nl", "Tuin"))
    then = seen(db, world, ber).base
    post(db, world, ber, SetText(NAME, "nl", "Park"))
    with pytest.raises(Forbidden):
        restore(db, world, world.of("tarija", Role.OBSERVER), then)
    db.rollback()
    db.begin_writing()
    world.project.archived_at = frozen()
    db.commit()
    with pytest.raises(Forbidden):
        restore(db, world, ber, then)


def test_a_full_list_makes_place_for_the_full_list_of_before(lite_db: Session) -> None:
    world = makers.world(lite_db, tool=GARDEN.key)
    ber = world.of("tarija")
    old, new = ([f"{kind}{number:08d}" for number in range(MOST_CARDS)] for kind in ("oldd", "neww"))
    post(lite_db, world, ber, *(plant(card) for card in old))
    then = seen(lite_db, world, ber).base
    post(lite_db, world, ber, *(RemoveCard(PLANTS, card) for card in old))
    post(lite_db, world, ber, *(plant(card) for card in new))
    restore(lite_db, world, ber, then)
    assert names(seen(lite_db, world, ber)) == old


def test_a_part_that_one_side_keeps_to_itself_comes_back_with_the_card_for_that_side_only(
    db: Session, world: World
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, ber, plant(ROSE))
    post(db, world, ber, SetText(f"{PLANTS}/{ROSE}/doubt.tarija", "es", "quizás"))
    then = seen(db, world, ber).base
    post(db, world, ber, SetText(f"{PLANTS}/{ROSE}/doubt.tarija", "es", "no"), RemoveCard(PLANTS, ROSE))
    restore(db, world, an, then)
    assert content(db, world)["garden"]["plants"][0]["doubt"]["tarija"]["es"] == "no"
    restore(db, world, ber, then)
    assert content(db, world)["garden"]["plants"][0]["doubt"]["tarija"]["es"] == "quizás"
