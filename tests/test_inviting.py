"""Inviting: links that are shown once, let in whom they are meant for, and open no other side's door."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from facilitation import clock, create_app, invitations, member_acts, memberships
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Gone
from facilitation.invitations import Invitation
from facilitation.links import Link
from facilitation.memberships import Membership
from facilitation.people import Person
from tests import makers
from tests.letters import Postbox
from tests.makers import World
from tests.visitors import Visitor, problems_of, signed_in, words_of


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def invite(visitor: Visitor, partnership_id: int, **typed: Any) -> Any:
    """Send the invitation form."""
    blank = {"name": "Ana D'Ángelo", "mail": "", "language": "es", "until_on": ""}
    return visitor.post(f"/partnerships/{partnership_id}/members/invite", **{**blank, **typed})


def test_an_invitation_is_shown_once_in_the_language_of_the_guest(app: Flask, lite_db: Session, world: World) -> None:
    held = world.of("brasschaat", Role.COORDINATOR)
    answer = invite(signed_in(app, held.person), world.partnership.id, side=str(held.side_id), role="member")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    words = words_of(answer)
    assert "Link voor Ana D'Ángelo" in words
    assert "Buen día, Ana D'Ángelo." in words
    assert answer.text.count("/invitations/") >= 2
    page = signed_in(app, held.person).get(f"/partnerships/{world.partnership.id}/members")
    assert "http://127.0.0.1:8000/invitations/" not in page.text
    assert "Brasschaat Ana D'Ángelo , deelnemer" in words_of(page)
    assert "coordinator brasschaat nodigde iemand uit voor Brasschaat. Rol: deelnemer." in words_of(page)


def test_the_page_says_whether_an_invitation_was_mailed(
    lite: sa.Engine, lite_db: Session, world: World, settings: Settings, postbox: Postbox
) -> None:
    made = create_app(replace(settings, smtp_url=postbox.url, mail_from="tandem@example.org"))
    held = world.of("brasschaat", Role.COORDINATOR)
    visitor, form = signed_in(made, held.person), {"side": str(held.side_id), "role": "member"}
    words = words_of(invite(visitor, world.partnership.id, **form, mail="ana@tarija.example"))
    assert "De uitnodiging is gemaild naar ana@tarija.example." in words
    (letter,) = postbox.wait_for(1)
    assert (letter.to, letter.text.startswith("Buen día, Ana D'Ángelo.")) == (["ana@tarija.example"], True)
    postbox.refused.add("eva@tarija.example")
    words = words_of(invite(visitor, world.partnership.id, **form, mail="eva@tarija.example"))
    assert "De uitnodiging is niet gemaild. Stuur de link zelf, met een mail of met WhatsApp." in words
    assert "gemaild" not in words_of(invite(visitor, world.partnership.id, **form))
    made.extensions["tandem.engine"].dispose()


def test_pressing_twice_leaves_one_open_invitation(app: Flask, lite_db: Session, world: World) -> None:
    held = world.of("brasschaat", Role.COORDINATOR)
    visitor = signed_in(app, held.person)
    for _press in range(2):
        invite(visitor, world.partnership.id, side=str(held.side_id), role="member")
    lite_db.expire_all()
    waiting = invitations.of_partnership(lite_db, world.partnership)
    assert (len(waiting), lite_db.query(Invitation).count()) == (1, 2)
    assert [act.what for act in member_acts.of_partnership(lite_db, world.partnership)] == ["invite"]
    invite(visitor, world.partnership.id, side=str(held.side_id), role="member", name="Somebody else")
    lite_db.rollback()  # to see what was committed since
    assert len(invitations.of_partnership(lite_db, world.partnership)) == 2


def test_all_problems_of_an_invitation_are_shown_at_once(app: Flask, world: World) -> None:
    visitor = signed_in(app, world.of("brasschaat", Role.COORDINATOR).person)
    answer = invite(visitor, world.partnership.id, name=" ", mail="ana@", language="qu", until_on="tomorrow")
    assert answer.status_code == 400
    assert set(problems_of(answer)) == {"side", "role", "name", "mail", "language", "until_on"}
    assert 'value="ana@"' in answer.text
    needs_day = invite(visitor, world.partnership.id, side="none", role="interpreter")
    assert set(problems_of(needs_day)) == {"until_on"}
    needs_side = invite(visitor, world.partnership.id, side="none", role="member")
    assert set(problems_of(needs_side)) == {"side"}


def test_withdrawing_an_invitation_ends_its_link_and_pressing_twice_does_no_harm(
    app: Flask, lite_db: Session, world: World, settings: Settings
) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    lite_db.begin_writing()
    arguments = (held.side, Role.MEMBER, "Ana", None, "es", None, settings)
    invitation, token = invitations.make(lite_db, held.person, world.partnership, *arguments)
    lite_db.commit()
    visitor = signed_in(app, world.of("tarija", Role.DEPUTY).person)
    address = f"/partnerships/{world.partnership.id}/invitations/{invitation.id}/withdraw"
    assert [visitor.post(address).status_code for _press in range(2)] == [303, 303]
    assert Visitor(app).get(f"/invitations/{token}").status_code == 410
    assert [act.what for act in member_acts.of_partnership(lite_db, world.partnership)] == ["withdraw"]


def test_the_first_coordinator_of_a_place_may_be_invited_by_another_and_from_then_on_nobody(
    app: Flask, lite_db: Session
) -> None:
    made = makers.partnership(lite_db, ("Brasschaat", "Tarija", "Nimlaha'kok"))
    lead = makers.membership(lite_db, makers.person(lite_db), made, "brasschaat", Role.COORDINATOR)
    guests = [makers.person(lite_db), makers.person(lite_db)]
    lite_db.commit()
    visitor, tarija = signed_in(app, lead.person), str(made.sides[1].id)
    assert set(problems_of(invite(visitor, made.id, side=tarija, role="member"))) == {"role"}
    tokens = [
        invite(visitor, made.id, side=tarija, role="coordinator", name=name)
        .text.split("/invitations/")[1]
        .split("\n")[0]
        for name in ("Ana", "Eva")
    ]
    tokens = [token.split("<")[0] for token in tokens]
    first, late = (signed_in(app, guest) for guest in guests)
    assert first.post(f"/invitations/{tokens[0]}", **{"as": str(guests[0].id)}).status_code == 303
    # Tarija has its own coordinator now: what Brasschaat left open is worth nothing any more
    assert late.post(f"/invitations/{tokens[1]}", **{"as": str(guests[1].id)}).status_code == 410
    assert set(problems_of(invite(visitor, made.id, side=tarija, role="coordinator"))) == {"side"}
    assert [each.person_id for each in memberships.of_partnership(lite_db, made) if each.side_id == int(tarija)] == [
        guests[0].id
    ]


def test_what_a_removed_coordinator_left_open_lets_nobody_in(
    lite_db: Session, world: World, settings: Settings
) -> None:
    held, deputy = world.of("tarija", Role.COORDINATOR), world.of("tarija", Role.DEPUTY)
    lite_db.begin_writing()
    arguments = (held.side, Role.COORDINATOR, "Myself", None, "es", None, settings)
    invitation, _token = invitations.make(lite_db, held.person, world.partnership, *arguments)
    memberships.remove(lite_db, deputy.person, deputy, held)
    with pytest.raises(Gone):
        invitations.accept(lite_db, invitation, held.person)


# One-time links.


def link_for(app: Flask, person: Person, member: Membership) -> int:
    """Press the button that makes a one-time sign-in link and return the answer's status."""
    visitor = signed_in(app, person)
    status: int = visitor.post(f"/partnerships/{member.partnership_id}/members/{member.id}/link").status_code
    return status


def test_a_one_time_link_is_made_by_the_own_coordinator_shown_once_and_written_down(
    app: Flask, lite_db: Session, world: World
) -> None:
    held, member = world.of("tarija", Role.COORDINATOR), world.of("tarija", Role.MEMBER)
    visitor = signed_in(app, held.person)
    answer = visitor.post(f"/partnerships/{world.partnership.id}/members/{member.id}/link")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.text.count("http://127.0.0.1:8000/link/") == 1
    assert [link.person_id for link in lite_db.query(Link)] == [member.person_id]
    page = visitor.get(f"/partnerships/{world.partnership.id}/members")
    assert "/link/" not in page.text
    assert "coordinator tarija maakte een eenmalige aanmeldlink voor member tarija." in words_of(page)


def test_no_link_opens_an_account_that_also_belongs_to_another_side(app: Flask, lite_db: Session, world: World) -> None:
    held, member = world.of("tarija", Role.COORDINATOR), world.of("tarija", Role.MEMBER)
    elsewhere = makers.partnership(lite_db, ("Herent", "Dogbo"))
    other = makers.membership(lite_db, member.person, elsewhere, "herent", Role.MEMBER)
    lite_db.commit()
    assert link_for(app, held.person, member) == 403
    lite_db.begin_writing()
    other.ended_at = clock.now()
    lite_db.commit()
    assert link_for(app, held.person, member) == 200


def test_no_link_is_made_for_somebody_who_no_longer_takes_part(app: Flask, lite_db: Session, world: World) -> None:
    held, member = world.of("tarija", Role.COORDINATOR), world.of("tarija", Role.MEMBER)
    lite_db.begin_writing()
    memberships.remove(lite_db, held.person, held, member)
    lite_db.commit()
    assert link_for(app, held.person, member) == 403


def test_no_link_is_made_for_somebody_without_a_side_for_an_administrator_or_for_oneself(
    app: Flask, lite_db: Session, world: World
) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    assert link_for(app, held.person, world.of("", Role.FACILITATOR)) == 403
    assert link_for(app, held.person, held) == 403
    lite_db.begin_writing()
    world.of("tarija", Role.MEMBER).person.administrator = True
    lite_db.commit()
    assert link_for(app, held.person, world.of("tarija", Role.MEMBER)) == 403
    assert lite_db.query(Link).count() == 0
