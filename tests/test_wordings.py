"""Earlier wordings of a text: who wrote what and when, and how one is put back."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from facilitation import wordings
from facilitation.canvas_edits import SetText, SetValue
from facilitation.database import Session
from facilitation.errors import NotFound
from facilitation.people import Person
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, post


@pytest.fixture(autouse=True)
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones, as one line in TOOLS would."""
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))


@pytest.fixture
def world(lite_db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(lite_db, tool=GARDEN.key)


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
