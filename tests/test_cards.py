"""Cards come, move, go and come back; none is lost and none is doubled."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from facilitation.access import Role
from facilitation.canvas_edits import AddCard, MoveCard, RemoveCard, RestoreCard, SetText, SetValue
from facilitation.database import Session
from facilitation.live.log import ClientOwner
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, MOSS, PLANTS, REED, ROSE, SIDES, WISHES, names, plant, post, seen


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(lite_db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(lite_db, tool=GARDEN.key)


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
    values |= {"home": "tarija", "liked": ["all", "tarija", "brasschaat"], "watered": "07:30"}
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
        "home": "tarija",
        "liked": ["brasschaat", "tarija", "all"],
        "watered": "07:30",
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
        "love_shared": None,
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
