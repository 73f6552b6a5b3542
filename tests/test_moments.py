"""Named moments: who saves one, what it holds, and who sees what of it later."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from facilitation import canvas_edits, canvases, history, moments
from facilitation.access import Role
from facilitation.canvas_edits import SetText
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.languages import Words, words
from facilitation.memberships import Membership
from facilitation.moments import Moment
from tests import makers
from tests.makers import World
from tests.posting import GARDEN, post

THEME = "topic.theme"
NAMED = words("nl", nl="Na het eerste gesprek", es="Después de la primera conversación")


@pytest.fixture
def world(db: Session, frozen: Callable[..., datetime.datetime]) -> World:
    """Three partners with the Focus sharpener on the table."""
    return makers.world(db)


def write(db: Session, canvas: Canvas, held: Membership, address: str, text: str) -> None:
    """Let somebody write in Dutch."""
    base = canvases.view(db, canvas, held).base
    canvas_edits.edit(db, canvas, held.person, held, base, [SetText(address, "nl", text)])
    db.commit()


def save(db: Session, canvas: Canvas, held: Membership, name: Words = NAMED, of_project: bool = False) -> Moment:
    """Let somebody save a moment."""
    made = moments.save(db, canvas, held.person, held, name, of_project)
    db.commit()
    return made


def then(db: Session, canvas: Canvas, held: Membership, moment: Moment) -> str:
    """Return the Dutch theme as somebody sees it at a moment."""
    state = history.state(db, canvas, held, moment.base(canvas))
    content = canvases.view(db, canvas, held, state.base).content
    return str(content["topic"]["theme"]["nl"])


def test_a_moment_keeps_how_a_canvas_stood_with_name_person_and_time(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    lead = world.of("tarija", Role.FACILITATOR)
    write(db, world.canvas, world.of("brasschaat"), THEME, "Water")
    at = frozen(minutes=20)
    made = save(db, world.canvas, lead)
    write(db, world.canvas, world.of("brasschaat"), THEME, "Schaduw")
    [found] = moments.of_canvas(db, world.canvas)
    assert (found.name, found.person, found.side, found.at) == (NAMED, lead.person, lead.side, at)
    assert {then(db, world.canvas, world.of(side), made) for side in ("brasschaat", "tarija", "nimlahakok")} == {
        "Water"
    }


def test_a_moment_of_the_project_holds_every_canvas_and_those_nobody_began_as_blank(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    lead, other = world.of("brasschaat", Role.COORDINATOR), makers.canvas(db, world.project, "environment_scan")
    db.commit()
    write(db, world.canvas, lead, THEME, "Water")
    made = save(db, world.canvas, lead, of_project=True)
    frozen(minutes=5)
    own = save(db, world.canvas, lead, words("nl", nl="Enkel hier"))
    assert set(made.bases) == {str(world.canvas.id), str(other.id)}
    assert (made.base(other), made.canvas_id) == (history.START, None)
    assert moments.of_canvas(db, world.canvas) == [own, made]
    assert moments.of_canvas(db, other) == [made]


def test_a_moment_shows_each_side_only_its_own_rooms_whoever_saved_it(
    db: Session, monkeypatch: pytest.MonkeyPatch, frozen: Callable[..., datetime.datetime]
) -> None:
    monkeypatch.setattr("tools.TOOLS", (GARDEN,))
    world = makers.world(db, tool=GARDEN.key)
    lead, ber = world.of("brasschaat", Role.COORDINATOR), world.of("tarija")
    post(db, world, ber, SetText("people.worry.tarija", "nl", "geheim"), SetText("garden.name", "nl", "Tuin"))
    made = save(db, world.canvas, lead)
    frozen(minutes=1)
    post(db, world, ber, SetText("people.worry.tarija", "nl", "later"), SetText("garden.name", "nl", "Park"))
    seen = {}
    for held in (ber, lead, world.of("nimlahakok")):
        state = history.state(db, world.canvas, held, made.base(world.canvas))
        content = canvases.view(db, world.canvas, held, state.base).content
        worries = {side: words["nl"] for side, words in content["people"]["worry"].items()}
        seen[held.side.key if held.side else ""] = (content["garden"]["name"]["nl"], worries["tarija"])
    assert seen == {"tarija": ("Tuin", "geheim"), "brasschaat": ("Tuin", ""), "nimlahakok": ("Tuin", "")}


@pytest.mark.parametrize("role", [Role.MEMBER, Role.INTERPRETER, Role.TRANSLATOR, Role.OBSERVER])
def test_only_who_leads_conversations_saves_a_moment(db: Session, world: World, role: str) -> None:
    held = world.of("tarija", role)
    write(db, world.canvas, world.of("tarija"), THEME, "Water")
    assert moments.may_save(world.project, held) is False
    with pytest.raises(Forbidden):
        save(db, world.canvas, held)


def test_in_the_archive_no_moment_is_saved(db: Session, world: World, frozen: Callable[..., datetime.datetime]) -> None:
    lead = world.of("tarija", Role.FACILITATOR)
    db.begin_writing()
    world.project.archived_at = frozen()
    db.commit()
    assert moments.may_save(world.project, lead) is False
    with pytest.raises(Conflict):
        save(db, world.canvas, lead)


@pytest.mark.parametrize(
    ("name", "field"),
    [(words("nl"), "name.nl"), (words("es", es="  "), "name.es"), (words("nl", nl="x" * 121), "name.nl")],
)
def test_a_moment_needs_a_name_that_is_not_too_long(db: Session, world: World, name: Words, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        save(db, world.canvas, world.of("tarija", Role.FACILITATOR), name)
    assert [problem[0] for problem in refused.value.problems] == [field]


def test_pressing_twice_saves_one_moment_and_the_same_name_later_another(
    db: Session, world: World, frozen: Callable[..., datetime.datetime]
) -> None:
    lead = world.of("tarija", Role.FACILITATOR)
    write(db, world.canvas, lead, THEME, "Water")
    first = save(db, world.canvas, lead)
    assert save(db, world.canvas, lead).id == first.id
    write(db, world.canvas, lead, THEME, "Schaduw")
    second = save(db, world.canvas, lead)
    frozen(minutes=2)
    third = save(db, world.canvas, lead)
    assert [each.id for each in moments.of_canvas(db, world.canvas)] == [third.id, second.id, first.id]
