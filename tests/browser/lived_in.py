"""Lived in: a house with something of everything in it, so that every page can be seen in every state.

The example, and beside it a partnership of three sides with somebody in every role, a canvas of the made-up tool, an
archive, proposals, invitations that are open, used, withdrawn and expired, and links.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

import tools
from facilitation import canvas_edits, canvases, clock, comments, demo, digests, invitations, links, projects, proposals
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.comments import QUESTION as QUESTION_TO
from facilitation.comments import Told
from facilitation.database import Session
from facilitation.live import addresses, document, log
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.replies import CHANGE
from facilitation.sdg import openings, organisations
from facilitation.sdg.tags import Tag
from tests import made_up_tool, makers
from tests.agreeing import QUESTION, THIRD_OF_JUNE, Agreeing
from tests.browser.houses import House
from tests.makers import World
from tests.strategies import LANGUAGES, SIDES, full
from tests.talking import reply, said, say
from tests.visitors import kept_password

GARDEN = made_up_tool.TOOL
LONG_AGO = datetime.timedelta(days=800)
WATER = {"ring": "local", "goal": "sdg_6", "direction": "direct_positive", "whose": "together"}
STONE = {"ring": "global", "p": "prosperity", "goal": "sdg_8", "direction": "indirect_negative"}
CIRCLE = [
    AddCard("today.activities", "activity0001", WATER, {"text": {"nl": "Regenwater opvangen", "es": "Recoger lluvia"}}),
    AddCard("today.activities", "activity0002", STONE, {"text": {"nl": "Natuursteen kopen"}}),
    AddCard("step_back.empty", "spot00000001", {"p": "peace", "answer": "on_purpose"}, {}),
    AddCard("reflex.improvements", "change000001", {"card": ["activity0002"]}, {"change": {"nl": "Steen van hier"}}),
]
"""Two activities in the circle, one part of it that is empty on purpose, and a change."""


@dataclass(frozen=True)
class LivedIn:
    """The house, what its addresses are made of, and the cookies of its people by what they do."""

    house: House
    known: dict[str, Any]
    cookies: dict[str, str]


@contextmanager
def garden_on_the_table() -> Iterator[None]:
    """Let the made-up tool be one of ours for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tools, "TOOLS", (*tools.TOOLS, GARDEN))
        yield


def live_in(house: House) -> LivedIn:
    """Fill an empty house."""
    demo.load(house.factory, house.settings)
    with house.factory() as db:
        world = makers.world(db, tool=GARDEN.key)
        db.begin_writing()
        known = {"partnership": world.partnership.id, "garden": world.project.id, **_demo(db)}
        known |= _invite(db, house, world) | _move_on(db, world) | _link(db, house, world)
        with garden_on_the_table():
            _plant(db, world)
        db.commit()
        known |= _agree(db, world)
        known |= _talk(db, house, world, known["agreed"])
        db.begin_writing()
        people = _people(db, world)
        known |= _look_along(db, people["administrator"], known["example"])
        db.commit()
        for person in people.values():
            db.refresh(person)
    return LivedIn(house, known, {name: house.token(person.id) for name, person in people.items()})


def _agree(db: Session, world: World) -> dict[str, Any]:
    """Let all sides agree on a canvas, ratify it at one, and change a value and a text since."""
    db.begin_writing()
    project = makers.project(db, world.partnership)
    agreeing = Agreeing(db, World(world.partnership, project, makers.canvas(db, project), world.members))
    db.commit()
    agreeing.agree()
    approval = agreeing.approve("tarija", body="Concejo Municipal de Tarija", on=THIRD_OF_JUNE)
    agreeing.reply("brasschaat", CHANGE, "Eerst nog eens met de scholen praten.", Role.COORDINATOR)
    agreeing.write("tarija", SetValue("frame.room", 5), SetText(QUESTION, "es", "¿Cómo cuidamos el agua?"))
    return {"agreed": project.id, "approval": approval.id}


def _talk(db: Session, house: House, world: World, project_id: int) -> dict[str, Any]:
    """Let people talk beside the work, in two languages: a question, what is settled, what was taken away."""
    canvas = db.scalars(sa.select(Canvas).where(Canvas.project_id == project_id)).one()
    lead, other = world.of("brasschaat", Role.COORDINATOR), world.of("tarija", Role.COORDINATOR)
    question = Told(
        text="¿Por qué aquí?", language="es", kind=QUESTION_TO, about="brasschaat", mentions=["side:tarija"]
    )
    first = say(db, canvas, other, question)
    reply(db, first, lead)
    comments.reword(db, canvas, other.person, other, first, "¿Por qué justo aquí?")
    settled, gone = say(db, canvas, lead), say(db, canvas, lead, said("Toch niet."), "")
    comments.resolve(db, canvas, lead.person, lead, settled)
    comments.take_away(db, canvas, lead.person, lead, gone)
    db.commit()
    return {"stop": digests.token(other.person_id, house.settings)}


def _look_along(db: Session, administrator: Person, partnership_id: int) -> dict[str, Any]:
    """Let an organisation look along with the example, and its observer work for it."""
    organisation = organisations.make(db, administrator, "VVSG")
    example = db.get_one(Partnership, partnership_id)
    for held in db.scalars(sa.select(Membership).where(Membership.partnership_id == partnership_id)).all():
        if held.role == Role.OBSERVER:
            organisations.add(db, administrator, organisation, held.person.mail or "")
        elif held.role == Role.COORDINATOR:
            openings.answer(db, held.person, held, example, organisation, True)
    tag = db.scalars(sa.select(Tag).where(Tag.partnership_id == partnership_id).order_by(Tag.id)).first()
    return {"organisation": organisation.id, "tag": tag.id if tag else 0}


def _people(db: Session, world: World) -> dict[str, Person]:
    lead = world.of("brasschaat", Role.COORDINATOR)
    lead.person.password = kept_password()
    world.of("brasschaat", Role.MEMBER).confirmed_at = clock.now() - LONG_AGO
    world.of("tarija", Role.INTERPRETER).until_on = clock.today() - datetime.timedelta(days=3)
    found = {each.mail.split("@")[0]: each for each in db.scalars(sa.select(Person).where(Person.demo)) if each.mail}
    return found | {
        "lead": lead.person,
        "member": world.of("tarija", Role.MEMBER).person,
        "sleeper": world.of("brasschaat", Role.MEMBER).person,
        "observer": world.of("", Role.OBSERVER).person,
        "administrator": makers.person(db, "Beheer", administrator=True, password=kept_password()),
        "loner": makers.person(db, "Alleen", password=kept_password()),
    }


def _demo(db: Session) -> dict[str, Any]:
    """Return the projects of the example; the springs get room 0, so that the coach has something to solve."""
    playgrounds, springs, microcredit, *_ = db.scalars(sa.select(Project).order_by(Project.id))
    springs_canvas = canvases.get_or_create(db, springs, "focus_sharpener")
    held = next(each for each in db.scalars(sa.select(Membership)) if each.person.name == "Coordinación Tarija")
    base = canvases.view(db, springs_canvas, held).base
    canvas_edits.edit(db, springs_canvas, held.person, held, base, [canvas_edits.SetValue("frame.room", 0)])
    canvas = canvases.find(db, playgrounds, "focus_sharpener")
    lead = next(each for each in db.scalars(sa.select(Membership)) if each.person.name == "Coördinatie Brasschaat")
    drafts = canvases.view(db, canvas, lead).content["question"]["drafts"]
    held = canvases.get_or_create(db, playgrounds, "sdg_circle")
    canvas_edits.edit(db, held, lead.person, lead, canvases.view(db, held, lead).base, CIRCLE)
    ids = {"playgrounds": playgrounds.id, "springs": springs.id, "microcredit": microcredit.id}
    return ids | {"example": playgrounds.partnership_id, "draft": drafts[0]["id"]}


def _invite(db: Session, house: House, world: World) -> dict[str, Any]:
    lead = world.of("brasschaat", Role.COORDINATOR)
    side, known = lead.side, world.of("tarija", Role.COORDINATOR).person.mail

    def invite(name: str, mail: str | None = None) -> tuple[invitations.Invitation, str]:
        return invitations.make(
            db, lead.person, world.partnership, side, Role.MEMBER, name, mail, "es", None, house.settings
        )

    (_open, fresh), (_known, addressed) = invite("Iemand"), invite("Rosa", known)
    used, joined = invite("Joris")
    invitations.accept(db, used, makers.person(db, "Joris"))
    withdrawn, gone = invite("Niemand")
    invitations.withdraw(db, withdrawn)
    late, expired = invite("Laat")
    late.expires_at = clock.now() - LONG_AGO
    return {"fresh": fresh, "addressed": addressed, "joined": joined, "gone": gone, "expired": expired}


def _move_on(db: Session, world: World) -> dict[str, Any]:
    """Archive, propose and refuse, so that something waits and something is over."""
    lead, other = world.of("brasschaat", Role.COORDINATOR), world.of("tarija", Role.COORDINATOR)
    archived = makers.project(db, world.partnership, "brasschaat")
    blank, scratch = (makers.project(db, world.partnership) for _ in range(2))
    projects.put_away(db, lead.person, lead, archived)
    proposals.make(db, other.person, other, world.partnership, proposals.ARCHIVE, world.project.id)
    swap = proposals.propose_swap(db, other.person, other, world.partnership, ["brasschaat", "tarija"])
    proposals.answer(db, lead.person, lead, swap, False, proposals.KINDS)
    proposals.propose_swap(db, lead.person, lead, world.partnership, ["brasschaat", "nimlahakok"])
    side = next(each for each in world.partnership.sides if each.key == "brasschaat")
    own = world.of("brasschaat", Role.FACILITATOR)
    return {"archived": archived.id, "blank": blank.id, "scratch": scratch.id, "side": side.id, "own": own.id}


def _link(db: Session, house: House, world: World) -> dict[str, Any]:
    lead, other = world.of("brasschaat", Role.COORDINATOR), world.of("brasschaat", Role.DEPUTY)
    used, over = links.make(db, world.of("brasschaat", Role.TRANSLATOR).person, links.SIGN_IN, None, house.settings)
    used.used_at = clock.now()
    _link, works = links.make(db, other.person, links.SIGN_IN, lead.person, house.settings)
    return {"link": works, "over": over}


def _plant(db: Session, world: World) -> None:
    """Fill every field of the made-up tool, each room its own."""
    world.canvas.deep_opened = True
    content = full(GARDEN, LANGUAGES, SIDES)
    for where in addresses.rooms(GARDEN, canvases.context(world.canvas)):
        doc = document.from_content(GARDEN, SIDES, content, where)
        log.append(db, log.room(db, world.canvas.room_name(where), world.canvas.id), [doc.get_update()], None)
