"""Memberships: each side looks after its own people, and nobody can touch another side's by any route."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import orm

from facilitation import clock, invitations, member_acts, memberships
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.invitations import Invitation
from facilitation.links import Link
from facilitation.memberships import Membership
from facilitation.people import Person
from tests import makers
from tests.makers import World
from tests.visitors import problems_of, signed_in, words_of

LEADS = (Role.COORDINATOR, Role.DEPUTY)
SIDES = ("brasschaat", "tarija", "nimlahakok")


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def doers(world: World, lite_db: Session) -> list[tuple[str, Role, Person, Membership | None]]:
    """Return everybody who might try something: all members, an administrator and a stranger."""
    found = [(side, Role(role), held.person, held) for (side, role), held in world.members.items()]
    administrator = makers.person(lite_db, "Beheer", administrator=True)
    lite_db.commit()
    return [*found, ("administrator", Role.OBSERVER, administrator, None)]


def looks_after(side: str, role: Role, of: str) -> bool:
    """Return what the house says: the own coordinators, any coordinator for who has no side, an administrator."""
    return side == "administrator" or (role in LEADS and side != "" and of in (side, ""))


def state(db: Session, member: Membership) -> tuple[str, bool, datetime.datetime]:
    """Return what could be changed of a membership."""
    db.expire_all()
    return member.role, member.ended_at is not None, member.confirmed_at


# The verbs.


@pytest.mark.parametrize("of", [*SIDES, ""])
def test_only_those_who_look_after_a_side_change_who_is_on_it(lite_db: Session, world: World, of: str) -> None:
    member = world.of(of, Role.OBSERVER)
    tomorrow = clock.today() + datetime.timedelta(days=1)
    for side, role, person, held in doers(world, lite_db):
        for verb in ("remove", "confirm", "role"):
            lite_db.begin_writing()
            member.confirmed_at = clock.now() - datetime.timedelta(days=5)
            try:
                if verb == "remove":
                    memberships.remove(lite_db, person, held, member)
                elif verb == "confirm":
                    memberships.confirm(lite_db, person, held, member)
                else:
                    memberships.change_role(lite_db, person, held, member, Role.INTERPRETER, tomorrow)
                happened = True
            except Forbidden:
                happened = False
            assert happened is looks_after(side, role, of), (side, role, verb)
            assert len(member_acts.of_partnership(lite_db, world.partnership)) == happened
            lite_db.rollback()


def test_a_coordinator_of_another_partnership_of_the_same_place_finds_nobody(lite_db: Session, world: World) -> None:
    elsewhere = makers.partnership(lite_db, ("Herent", "Dogbo"))
    held = makers.membership(lite_db, makers.person(lite_db), elsewhere, "herent", Role.COORDINATOR)
    with pytest.raises(NotFound):
        memberships.remove(lite_db, held.person, held, world.of("tarija", Role.MEMBER))


def test_removing_twice_is_removing_once(db: Session) -> None:
    world = makers.world(db)
    held, member = world.of("tarija", Role.DEPUTY), world.of("tarija", Role.MEMBER)
    db.begin_writing()
    memberships.remove(db, held.person, held, member)
    since = member.ended_at
    memberships.remove(db, held.person, held, member)
    db.commit()
    assert (member.ended_at, member.ended_by_id) == (since, held.person_id)
    assert [act.what for act in member_acts.of_partnership(db, world.partnership)] == ["remove"]
    assert memberships.active(db, member.person, world.partnership.id) is None


def lone(db: Session, *roles: Role) -> list[Membership]:
    """Make people with these roles on one side of a new partnership."""
    made = makers.partnership(db)
    found = [makers.membership(db, makers.person(db), made, "tarija", role) for role in roles]
    db.commit()
    db.begin_writing()
    return found


def test_the_last_coordinator_of_a_side_stays_until_another_is_named(db: Session) -> None:
    lead, member = lone(db, Role.COORDINATOR, Role.MEMBER)
    administrator = makers.person(db, administrator=True)
    for person, held in ((lead.person, lead), (administrator, None)):
        with pytest.raises(Conflict):
            memberships.remove(db, person, held, lead)
        with pytest.raises(Conflict):
            memberships.change_role(db, person, held, lead, Role.MEMBER, None)
    memberships.change_role(db, lead.person, lead, member, Role.DEPUTY, None)
    memberships.change_role(db, lead.person, lead, lead, Role.MEMBER, None)
    assert (lead.role, member.role) == ("member", "deputy")
    with pytest.raises(Conflict):
        memberships.remove(db, administrator, None, member)


def test_a_coordinator_whose_access_sleeps_is_nobody_to_leave_a_side_to(lite_db: Session) -> None:
    lead, other = lone(lite_db, Role.COORDINATOR, Role.DEPUTY)
    other.confirmed_at = clock.now() - memberships.YEAR
    with pytest.raises(Conflict):
        memberships.remove(lite_db, lead.person, lead, lead)
    other.confirmed_at = clock.now()
    memberships.remove(lite_db, lead.person, lead, lead)
    assert lead.ended_at is not None


def test_a_coordinator_of_another_side_is_nobody_to_leave_a_side_to(lite_db: Session) -> None:
    lead = lone(lite_db, Role.COORDINATOR)[0]
    makers.membership(lite_db, makers.person(lite_db), lead.partnership, "brasschaat", Role.COORDINATOR)
    with pytest.raises(Conflict):
        memberships.remove(lite_db, lead.person, lead, lead)


def test_two_coordinators_who_remove_each_other_at_the_same_moment_leave_one(
    factory: orm.sessionmaker[Session],
) -> None:
    with factory() as db:
        pair = lone(db, Role.COORDINATOR, Role.COORDINATOR)
        db.commit()
    together, outcomes = threading.Barrier(2), list[str]()

    def press(mine: int, theirs: int) -> None:
        with factory() as db:
            together.wait(20)
            db.begin_writing()
            held, member = db.get_one(Membership, mine), db.get_one(Membership, theirs)
            try:
                memberships.remove(db, held.person, held, member)
                outcomes.append("removed")
            except Conflict:
                outcomes.append("refused")
            db.commit()

    threads = [threading.Thread(target=press, args=(a.id, b.id)) for a, b in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with factory() as db:
        left = [each for each in db.query(Membership) if each.ended_at is None]
    assert (sorted(outcomes), len(left)) == (["refused", "removed"], 1)


@pytest.mark.parametrize(
    ("role", "side", "days", "field"),
    [
        ("coordinator", "", None, "role"),
        ("deputy", "", None, "role"),
        ("member", "", None, "role"),
        ("mayor", "tarija", None, "role"),
        ("interpreter", "", None, "until_on"),
        ("translator", "tarija", None, "until_on"),
        ("interpreter", "", -1, "until_on"),
        ("interpreter", "", 0, ""),
        ("facilitator", "", None, ""),
        ("observer", "", None, ""),
        ("member", "tarija", 30, ""),
    ],
)
def test_a_role_asks_for_a_side_or_a_last_day_where_it_needs_one(
    lite_db: Session, world: World, role: str, side: str, days: int | None, field: str
) -> None:
    held, member = world.of("tarija", Role.COORDINATOR), world.of(side, Role.FACILITATOR)
    until_on = None if days is None else clock.today() + datetime.timedelta(days=days)
    lite_db.begin_writing()
    if not field:
        memberships.change_role(lite_db, held.person, held, member, role, until_on)
        assert (member.role, member.until_on) == (role, until_on)
        return
    with pytest.raises(Invalid) as refused:
        memberships.change_role(lite_db, held.person, held, member, role, until_on)
    assert [problem[0] for problem in refused.value.problems] == [field]


def test_access_sleeps_after_a_year_and_after_its_last_day(db: Session, frozen: Callable[..., Any]) -> None:
    world = makers.world(db)
    member, interpreter = world.of("tarija", Role.MEMBER), world.of("tarija", Role.INTERPRETER)
    db.begin_writing()
    interpreter.until_on = clock.today("America/La_Paz")
    db.commit()
    frozen(hours=15)  # 03:00 in Brussels, still the last day in Tarija
    assert (memberships.why_asleep(interpreter), memberships.why_asleep(member)) == ("", "")
    frozen(hours=2)
    assert memberships.why_asleep(interpreter) == "day"
    frozen(days=364)
    assert memberships.why_asleep(member) == ""
    frozen(days=2)
    assert memberships.why_asleep(member) == "year"
    assert memberships.of_person(db, member.person) == []
    assert memberships.asleep(db, member.person) == [member]


def test_confirming_wakes_access_for_a_year_and_is_written_down_once(db: Session, frozen: Callable[..., Any]) -> None:
    world = makers.world(db)
    member = world.of("tarija", Role.MEMBER)
    frozen(days=400)
    db.begin_writing()
    administrator = makers.person(db, administrator=True)
    for _press in range(2):
        memberships.confirm(db, administrator, None, member)
    assert memberships.is_awake(member)
    acts = member_acts.of_partnership(db, world.partnership)
    assert [(act.what, act.whom_id, act.as_administrator) for act in acts] == [("confirm", member.person_id, True)]


# By every route.


def attempts(world: World, of: str, invitation_id: int) -> dict[str, dict[str, Any]]:
    """Return every form by which something could be done to the people of a side, with what would be sent."""
    member = world.of(of, Role.OBSERVER)
    side_id = str(member.side_id) if member.side_id else "none"
    guest = {"name": "Ana", "mail": "", "language": "es", "until_on": ""}
    return {
        f"members/{member.id}/remove": {},
        f"members/{member.id}/confirm": {},
        f"members/{member.id}/role": {f"m{member.id}.role": "facilitator", f"m{member.id}.until_on": ""},
        f"members/{member.id}/link": {},
        f"invitations/{invitation_id}/withdraw": {},
        "members/invite": {**guest, "side": side_id, "role": "observer"},
    }


@pytest.mark.parametrize("of", ["tarija", ""])
def test_no_form_of_one_side_reaches_the_people_of_another(
    app: Flask, lite_db: Session, world: World, settings: Settings, of: str
) -> None:
    own = world.of(of or "brasschaat", Role.COORDINATOR)
    side = own.side if of else None
    lite_db.begin_writing()
    arguments = (side, Role.OBSERVER, "Guest", None, "nl", None, settings)
    invitation, _token = invitations.make(lite_db, own.person, world.partnership, *arguments)
    lite_db.commit()
    member = world.of(of, Role.OBSERVER)
    before, waiting = state(lite_db, member), lite_db.query(Invitation).count()
    for name, role, person, _held in doers(world, lite_db):
        if looks_after(name, role, of):
            continue
        visitor = signed_in(app, person)
        for form, typed in attempts(world, of, invitation.id).items():
            answer = visitor.post(f"/partnerships/{world.partnership.id}/{form}", **typed)
            # who invites for the own side and sends another's id is told to choose from the list
            expected = 400 if form == "members/invite" and role in LEADS and name else 403
            assert answer.status_code == expected, (name, role, form)
    assert state(lite_db, member) == before
    assert (lite_db.query(Invitation).count(), lite_db.query(Link).count()) == (waiting, 0)
    assert lite_db.get_one(Invitation, invitation.id).withdrawn_at is None
    assert member_acts.of_partnership(lite_db, world.partnership) == []


def test_a_stranger_finds_none_of_these_forms(app: Flask, lite_db: Session, world: World) -> None:
    stranger = makers.person(lite_db)
    lite_db.commit()
    visitor = signed_in(app, stranger)
    assert visitor.get(f"/partnerships/{world.partnership.id}/members").status_code == 404
    for form, typed in attempts(world, "tarija", 1).items():
        assert visitor.post(f"/partnerships/{world.partnership.id}/{form}", **typed).status_code == 404, form


def test_no_form_reaches_somebody_through_the_address_of_another_partnership(
    app: Flask, lite_db: Session, world: World
) -> None:
    elsewhere = makers.partnership(lite_db, ("Herent", "Dogbo"))
    held = makers.membership(lite_db, makers.person(lite_db), elsewhere, "herent", Role.COORDINATOR)
    lite_db.commit()
    visitor, member = signed_in(app, held.person), world.of("tarija", Role.MEMBER)
    for form in ("remove", "confirm", "role", "link"):
        assert visitor.post(f"/partnerships/{elsewhere.id}/members/{member.id}/{form}").status_code == 404


def test_an_administrator_looks_after_people_without_reading_and_everybody_sees_it(
    app: Flask, lite_db: Session, world: World
) -> None:
    administrator = makers.person(lite_db, "Beheer d'Hoop", administrator=True)
    lite_db.commit()
    visitor, member = signed_in(app, administrator), world.of("tarija", Role.MEMBER)
    address = f"/partnerships/{world.partnership.id}"
    assert visitor.get(address).status_code == visitor.get(f"/projects/{world.project.id}").status_code == 404
    assert visitor.get(f"{address}/members").status_code == 200
    assert visitor.post(f"{address}/members/{member.id}/link").status_code == 403
    assert visitor.post(f"{address}/members/{member.id}/remove").status_code == 303
    for side in SIDES:
        words = words_of(signed_in(app, world.of(side, Role.OBSERVER).person).get(f"{address}/members"))
        assert (
            "Beheer d'Hoop beëindigde de toegang van member tarija voor Tarija. Rol: deelnemer. als beheerder" in words
        )


def test_who_looks_after_somebody_without_a_side_is_shown_to_all(app: Flask, lite_db: Session, world: World) -> None:
    member = world.of("", Role.FACILITATOR)
    visitor = signed_in(app, world.of("tarija", Role.COORDINATOR).person)
    address = f"/partnerships/{world.partnership.id}/members"
    assert visitor.post(f"{address}/{member.id}/remove").status_code == 303
    words = words_of(signed_in(app, world.of("brasschaat", Role.MEMBER).person).get(address))
    assert "coordinator tarija beëindigde de toegang van facilitator voor de hele stedenband." in words
    assert "als beheerder" not in words


def test_a_member_without_rights_sees_everybody_and_no_form(app: Flask, world: World) -> None:
    answer = signed_in(app, world.of("tarija", Role.MEMBER).person).get(f"/partnerships/{world.partnership.id}/members")
    words = words_of(answer)
    assert all(held.person.name in words for held in world.members.values())
    assert "/members/" not in answer.text.replace("/members/invite", "X")
    assert "Iemand uitnodigen" not in words


# Sleeping.


def test_sleeping_access_reads_nothing_until_the_own_coordinator_wakes_it(
    app: Flask, lite_db: Session, world: World
) -> None:
    member = world.of("tarija", Role.MEMBER)
    lite_db.begin_writing()
    member.confirmed_at = clock.now() - memberships.YEAR
    lite_db.commit()
    visitor, partnership = signed_in(app, member.person), world.partnership.id
    pages = (f"/partnerships/{partnership}", f"/partnerships/{partnership}/members", f"/projects/{world.project.id}")
    assert [visitor.get(page).status_code for page in pages] == [404, 404, 404]
    home = words_of(visitor.get("/"))
    assert "Je toegang voor Tarija slaapt" in home
    assert "Brasschaat" not in home
    wake = f"/partnerships/{partnership}/members/{member.id}/confirm"
    assert signed_in(app, world.of("brasschaat", Role.COORDINATOR).person).post(wake).status_code == 403
    own = signed_in(app, world.of("tarija", Role.COORDINATOR).person)
    assert "slaapt" in words_of(own.get(pages[1]))
    assert own.post(wake).status_code == 303
    assert [visitor.get(page).status_code for page in pages] == [200, 200, 200]


def test_a_coordinator_is_asked_in_time_who_still_takes_part(app: Flask, lite_db: Session) -> None:
    lead, member = lone(lite_db, Role.COORDINATOR, Role.MEMBER)
    lite_db.commit()
    visitor, address = signed_in(app, lead.person), f"/partnerships/{lead.partnership_id}"
    assert "Wie doet er nog mee?" not in words_of(visitor.get(address))
    lite_db.begin_writing()
    member.confirmed_at = clock.now() - memberships.YEAR + memberships.SOON
    lite_db.commit()
    assert f"Anders valt de toegang van {member.person.name} in slaap." in words_of(visitor.get(address))


def test_a_change_that_does_not_fit_shows_the_problem_beside_that_person(app: Flask, world: World) -> None:
    held, member = world.of("tarija", Role.COORDINATOR), world.of("tarija", Role.MEMBER)
    visitor, address = signed_in(app, held.person), f"/partnerships/{world.partnership.id}/members/{member.id}/role"
    prefix = f"m{member.id}."
    answer = visitor.post(address, **{f"{prefix}role": "interpreter", f"{prefix}until_on": ""})
    assert (answer.status_code, list(problems_of(answer))) == (400, [f"m{member.id}-until_on"])
    last = visitor.post(address.replace(f"/{member.id}/", f"/{held.id}/"), **{f"m{held.id}.role": "coordinator"})
    assert last.status_code == 303


def test_after_a_problem_or_a_refusal_one_finds_the_page_again_in_either_language(app: Flask, world: World) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    visitor, page = signed_in(app, held.person), f"/partnerships/{world.partnership.id}/members"
    came_from = {"Referer": f"http://127.0.0.1:8000{page}"}
    problem = visitor.post(f"{page}/invite", headers=came_from)
    assert problem.status_code == 400
    assert f'href="/language/es?to={page}"' in problem.text
    visitor.post(f"{page}/{world.of('tarija', Role.DEPUTY).id}/remove")
    refused = visitor.post(f"{page}/{held.id}/remove", headers=came_from)
    assert refused.status_code == 409
    assert f'<a class="btn" href="{page}">' in refused.text
    lost = visitor.post(f"{page}/{held.id}/remove", headers={"Referer": "https://elsewhere.example//evil.example"})
    assert '<a class="btn" href="/">' in lost.text
