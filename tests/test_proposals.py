"""Proposals: what one side asks happens when every side says yes, once, and never otherwise."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import orm

from facilitation import proposals
from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.memberships import Membership
from facilitation.municipalities import Facts, Municipality
from facilitation.projects import Project
from facilitation.proposals import Answer, Proposal
from tests import makers
from tests.makers import World
from tests.visitors import problems_of, signed_in, words_of

SIDES = ("brasschaat", "tarija", "nimlahakok")
LEADS = (Role.COORDINATOR, Role.DEPUTY)
DOGBO = Facts("Dogbo d'Hoop", "municipality", "BJ", "", ("fr",), ())


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def lead(world: World, side: str) -> Membership:
    """Return the coordinator of a side."""
    return world.of(side, Role.COORDINATOR)


def swap(db: Session, world: World, side: str = "brasschaat") -> Proposal:
    """Let a side ask that Brasschaat and Tarija change places."""
    db.begin_writing()
    held = lead(world, side)
    made = proposals.propose_swap(db, held.person, held, world.partnership, ["brasschaat", "tarija"])
    db.commit()
    return made


def say(db: Session, world: World, made: Proposal, side: str, yes: bool, role: Role = Role.COORDINATOR) -> Proposal:
    """Let somebody of a side answer."""
    db.begin_writing()
    held = world.of(side, role)
    proposals.answer(db, held.person, held, made, yes, proposals.KINDS)
    db.commit()
    return made


def order(db: Session, world: World) -> list[str]:
    """Return the keys of the sides in their order."""
    db.expire_all()
    return [side.key for side in world.partnership.sides]


# The verbs.


@pytest.mark.parametrize("answers", list(itertools.permutations(("tarija", "nimlahakok"))))
def test_places_change_places_with_the_last_yes_in_whatever_order_the_sides_answer(
    db: Session, answers: tuple[str, ...]
) -> None:
    world = makers.world(db)
    made = swap(db, world)
    assert [side.key for side in made.waiting] == ["tarija", "nimlahakok"]
    assert order(db, world) == list(SIDES)
    say(db, world, made, answers[0], True)
    assert order(db, world) == list(SIDES)
    say(db, world, made, answers[1], True, Role.DEPUTY)
    assert order(db, world) == ["tarija", "brasschaat", "nimlahakok"]
    assert (made.outcome, made.waiting, made.closed_at is None) == ("agreed", [], False)


def test_one_no_closes_it_and_nothing_happens(db: Session) -> None:
    world = makers.world(db)
    made = swap(db, world)
    say(db, world, made, "tarija", True)
    say(db, world, made, "nimlahakok", False)
    assert (made.outcome, order(db, world)) == ("refused", list(SIDES))
    assert proposals.of_partnership(db, world.partnership) == []
    with pytest.raises(Conflict):
        say(db, world, swap(db, world, "tarija"), "tarija", False)


@pytest.mark.parametrize("yes", [True, False])
def test_pressing_twice_answers_once(db: Session, yes: bool) -> None:
    world = makers.world(db)
    made = swap(db, world)
    for _press in range(2):
        say(db, world, made, "tarija", True)
    for _press in range(3):
        say(db, world, made, "nimlahakok", yes)
    assert (order(db, world)[0], made.outcome) == (("tarija", "agreed") if yes else ("brasschaat", "refused"))
    assert db.query(Answer).count() == 3


def test_the_first_answer_of_a_side_stands(lite_db: Session, world: World) -> None:
    made = swap(lite_db, world)
    say(lite_db, world, made, "tarija", True)
    with pytest.raises(Conflict) as refused:
        say(lite_db, world, made, "tarija", False, Role.DEPUTY)
    assert refused.value.values == {"place": "Tarija"}
    lite_db.rollback()
    assert made.outcome == ""


def test_a_closed_proposal_takes_no_answer_any_more(lite_db: Session, world: World) -> None:
    made = swap(lite_db, world)
    say(lite_db, world, made, "tarija", False)
    with pytest.raises(Conflict):
        say(lite_db, world, made, "nimlahakok", True)
    lite_db.rollback()
    assert [answer.side.key for answer in made.answers] == ["brasschaat", "tarija"]


def test_asking_the_same_again_is_the_proposal_that_stands_open(lite_db: Session, world: World) -> None:
    made = swap(lite_db, world)
    assert swap(lite_db, world) is made
    assert swap(lite_db, world, "tarija") is made
    assert [side.key for side in made.waiting] == ["tarija", "nimlahakok"]  # asking again is not an answer
    lite_db.begin_writing()
    held = lead(world, "tarija")
    other = proposals.propose_swap(lite_db, held.person, held, world.partnership, ["nimlahakok", "tarija"])
    assert (other is made, lite_db.query(Proposal).count()) == (False, 2)


def test_only_a_coordinator_speaks_for_a_side(lite_db: Session, world: World) -> None:
    made = swap(lite_db, world)
    for (side, role), held in world.members.items():
        if role in LEADS and side:
            continue
        lite_db.begin_writing()
        with pytest.raises(Forbidden):
            proposals.answer(lite_db, held.person, held, made, True, proposals.KINDS)
        with pytest.raises(Forbidden):
            proposals.propose_swap(lite_db, held.person, held, world.partnership, ["tarija", "nimlahakok"])
        lite_db.rollback()
    assert lite_db.query(Answer).count() == 1


def test_a_coordinator_of_another_partnership_has_no_say(lite_db: Session, world: World) -> None:
    made = swap(lite_db, world)
    elsewhere = makers.partnership(lite_db, ("Herent", "Dogbo"))
    held = makers.membership(lite_db, makers.person(lite_db), elsewhere, "herent", Role.COORDINATOR)
    with pytest.raises(NotFound):
        proposals.answer(lite_db, held.person, held, made, True, proposals.KINDS)


@pytest.mark.parametrize("keys", [[], ["tarija"], ["tarija", "tarija"], ["tarija", "herent"], [*SIDES]])
def test_only_two_places_of_the_partnership_change_places(lite_db: Session, world: World, keys: list[str]) -> None:
    held = lead(world, "tarija")
    lite_db.begin_writing()
    with pytest.raises(Invalid):
        proposals.propose_swap(lite_db, held.person, held, world.partnership, keys)


def test_what_is_agreed_and_what_it_does_are_written_down_together_or_not_at_all(
    lite_db: Session, world: World
) -> None:
    held = lead(world, "brasschaat")
    lite_db.begin_writing()
    made = proposals.make(lite_db, held.person, held, world.partnership, "archive", world.project.id)
    lite_db.commit()

    def breaks(_db: Session, _proposal: Proposal) -> None:
        raise RuntimeError("the disk is full")

    say(lite_db, world, made, "tarija", True)
    last = lead(world, "nimlahakok")
    lite_db.begin_writing()
    with pytest.raises(RuntimeError):
        proposals.answer(lite_db, last.person, last, made, True, {"archive": breaks})
    lite_db.rollback()
    assert (made.outcome, [side.key for side in made.waiting]) == ("", ["nimlahakok"])
    done: list[int] = []
    lite_db.begin_writing()
    for _press in range(2):
        kinds = {"archive": lambda _db, proposal: done.append(proposal.subject_id)}
        proposals.answer(lite_db, last.person, last, made, True, kinds)
    lite_db.commit()
    assert done == [world.project.id]


def test_the_last_two_sides_answering_at_the_same_moment_carry_it_out_once(
    factory: orm.sessionmaker[Session],
) -> None:
    with factory() as db:
        world = makers.world(db)
        made = swap(db, world).id
        people = [lead(world, side).id for side in ("tarija", "nimlahakok")]
    together, done = threading.Barrier(4), list[str]()

    def press(member: int) -> None:
        with factory() as db:
            together.wait(20)
            db.begin_writing()
            held = db.get_one(Membership, member)
            kinds = {"swap": lambda _db, proposal: done.append(proposal.kind)}
            proposals.answer(db, held.person, held, db.get_one(Proposal, made), True, kinds)
            db.commit()

    threads = [threading.Thread(target=press, args=(member,)) for member in people * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with factory() as db:
        assert (done, db.query(Answer).count(), db.get_one(Proposal, made).outcome) == (["swap"], 3, "agreed")


def test_one_more_place_is_written_down_when_every_side_agreed(db: Session) -> None:
    world = makers.world(db)
    held = lead(world, "tarija")
    db.begin_writing()
    made = proposals.propose_join(db, held.person, held, world.partnership, DOGBO)
    db.commit()
    assert db.query(Municipality).count() == 3
    say(db, world, made, "brasschaat", True)
    say(db, world, made, "nimlahakok", True)
    added = next(side for side in world.partnership.sides if side.name == "Dogbo d'Hoop")
    assert added.municipality.facts == Facts("Dogbo d'Hoop", "municipality", "BJ", "Africa/Porto-Novo", ("fr",), ())
    assert [key for key in order(db, world) if key != added.key] == list(SIDES)


def test_a_place_that_is_there_already_cannot_join_again(lite_db: Session, world: World) -> None:
    held = lead(world, "tarija")
    lite_db.begin_writing()
    for name in ("Nimlahakok", "BRASSCHAAT"):
        facts = Facts(name, "region", "GT", "", ("es",), ())
        with pytest.raises(Invalid) as refused:
            proposals.propose_join(lite_db, held.person, held, world.partnership, facts)
        assert [problem[0] for problem in refused.value.problems] == ["name"]


# Through the pages.


def press(app: Flask, held: Membership, path: str, **typed: Any) -> Any:
    """Send a form of the partnership as a member."""
    return signed_in(app, held.person).post(f"/partnerships/{held.partnership_id}/{path}", **typed)


def page(app: Flask, held: Membership) -> str:
    """Return the words of the partnership's page."""
    return words_of(signed_in(app, held.person).get(f"/partnerships/{held.partnership_id}"))


def test_a_proposal_waits_on_the_page_of_every_coordinator_until_their_side_answered(
    app: Flask, lite_db: Session, world: World
) -> None:
    assert press(app, lead(world, "tarija"), "swap", swap="brasschaat tarija").status_code == 303
    made = lite_db.query(Proposal).one().id
    waits = "Dit wacht op jou Voorstel: Brasschaat en Tarija wisselen van plaats in de volgorde."
    assert waits in page(app, lead(world, "brasschaat"))
    assert "De volgorde wordt dan: Tarija \u2060, Brasschaat en Nimlaha'kok ." in page(app, lead(world, "brasschaat"))
    assert waits not in page(app, lead(world, "tarija"))
    assert "Nog geen antwoord van Brasschaat en Nimlaha'kok." in page(app, lead(world, "tarija"))
    assert "Wij gaan akkoord" not in page(app, world.of("brasschaat", Role.MEMBER))
    for side in ("brasschaat", "nimlahakok"):
        assert press(app, lead(world, side), f"proposals/{made}", answer="yes").status_code == 303
    words = page(app, world.of("brasschaat", Role.OBSERVER))
    told = "Onlangs beslist Voorstel: Tarija en Brasschaat wisselen van plaats in de volgorde. Elke partner zei ja."
    assert told in words
    assert "Stedenband sinds 2019 Tarija \u2060, Brasschaat en Nimlaha'kok" in words


def test_a_no_is_said_to_everybody_with_the_name_of_the_place(
    app: Flask, lite_db: Session, frozen: Callable[..., Any]
) -> None:
    world = makers.world(lite_db)
    press(app, lead(world, "tarija"), "swap", swap="tarija nimlahakok")
    press(app, lead(world, "nimlahakok"), "proposals/1", answer="no")
    words = page(app, lead(world, "tarija"))
    assert "Nimlaha'kok zei nee op 20 november 2026. Het gaat dus niet door." in words
    frozen(days=31)
    assert "Nimlaha'kok zei nee" not in page(app, lead(world, "tarija"))


def test_only_coordinators_reach_the_forms_of_a_proposal(app: Flask, lite_db: Session, world: World) -> None:
    made = swap(lite_db, world)
    for (side, role), held in world.members.items():
        if side and role in LEADS:
            continue
        assert press(app, held, f"proposals/{made.id}", answer="yes").status_code == 403, (side, role)
        assert press(app, held, "swap", swap="tarija nimlahakok").status_code == 403, (side, role)
        assert press(app, held, "sides/new", name="Dogbo").status_code == 403, (side, role)
    administrator = makers.person(lite_db, administrator=True)
    lite_db.commit()
    visitor = signed_in(app, administrator)
    for path in (f"proposals/{made.id}", "swap", "sides/new"):
        assert visitor.post(f"/partnerships/{world.partnership.id}/{path}", answer="yes").status_code == 404
    assert lite_db.query(Answer).count() == 1


def test_an_answer_is_yes_or_no_to_a_proposal_of_this_partnership(app: Flask, lite_db: Session, world: World) -> None:
    made = swap(lite_db, world)
    held = lead(world, "tarija")
    assert press(app, held, f"proposals/{made.id}", answer="perhaps").status_code == 400
    assert press(app, held, f"proposals/{made.id}").status_code == 400
    assert press(app, held, "proposals/999", answer="yes").status_code == 404
    elsewhere = makers.partnership(lite_db, ("Herent", "Dogbo"))
    other = makers.membership(lite_db, makers.person(lite_db), elsewhere, "herent", Role.COORDINATOR)
    lite_db.commit()
    assert press(app, other, f"proposals/{made.id}", answer="yes").status_code == 404


def test_a_shared_project_goes_to_the_archive_and_back_when_every_side_says_so(
    app: Flask, lite_db: Session, world: World
) -> None:
    for kind, inside in (("archive", True), ("restore", False)):
        held = lead(world, "brasschaat")
        lite_db.begin_writing()
        made = proposals.make(lite_db, held.person, held, world.partnership, kind, world.project.id)
        lite_db.commit()
        waiting = page(app, lead(world, "tarija"))
        goes = "gaat naar" if inside else "komt terug uit"
        assert f"Voorstel: het project “Speelplaatsen” {goes} het archief." in waiting
        for side in ("tarija", "nimlahakok"):
            assert press(app, lead(world, side), f"proposals/{made.id}", answer="yes").status_code == 303
        lite_db.rollback()
        lite_db.expire_all()
        assert (lite_db.get_one(Project, world.project.id).archived_at is not None) is inside
        lite_db.rollback()


def test_one_more_place_is_proposed_with_all_problems_at_once(app: Flask, lite_db: Session, world: World) -> None:
    held = lead(world, "tarija")
    answer = press(app, held, "sides/new", name="", country="EC")
    assert (answer.status_code, set(problems_of(answer))) == (400, {"name", "kind", "time_zone", "written"})
    typed = {"name": "Dogbo d'Hoop", "kind": "municipality", "country": "BJ", "written": ["fr"]}
    for _press in range(2):
        assert press(app, held, "sides/new", **typed).status_code == 303
    assert lite_db.query(Proposal).count() == 1
    assert "Voorstel: Dogbo d'Hoop komt bij deze stedenband." in page(app, lead(world, "brasschaat"))
