"""Approvals: who says yes to what, what stands in the way, and how the agreement stands after whatever happens."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable

import pytest

from facilitation import (
    agreements,
    approvals,
    clock,
    hindrances,
    municipalities,
    overrulings,
    partnerships,
    projects,
    replies,
    text_checks,
)
from facilitation.access import Role
from facilitation.agreements import ADJUSTED, AGAIN, AGREE, AGREED, ANSWER, DRAFT, PRESENTED, SAME
from facilitation.approvals import CORE, RATIFIED, SAME_MEANING
from facilitation.canvas_edits import SetText, SetValue
from facilitation.database import Session
from facilitation.decisions import Different
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.hindrances import Hindrances
from facilitation.municipalities import Facts
from facilitation.text_checks import Words
from tests import moments
from tests.agreeing import ASKED, DECIDER, LEARN, QUESTION, SIDES, THIRD_OF_JUNE, Agreeing, texts


@pytest.fixture
def shared(lite_db: Session) -> Agreeing:
    """A shared project of three sides."""
    return Agreeing(lite_db)


@pytest.fixture
def own(lite_db: Session) -> Agreeing:
    """A project of Tarija alone."""
    return Agreeing(lite_db, owner="tarija")


def in_the_way(of: Agreeing) -> Hindrances:
    """Return what stands in the way of an agreement."""
    return hindrances.find(of.db, of.now())


# How the agreement stands.


def test_a_shared_canvas_is_agreed_with_the_yes_of_the_last_side_whatever_the_order(db: Session) -> None:
    for order in (SIDES, SIDES[::-1]):
        here = Agreeing(db)
        here.fill()
        here.check()
        assert here.state == DRAFT
        here.present(order[1])
        assert here.state == PRESENTED
        for side in order[:2]:
            here.approve(side)
            assert here.state == PRESENTED
        assert [side.key for side in here.standing().waiting] == [order[2]]
        here.approve(order[2])
        assert (here.state, here.standing().waiting) == (AGREED, [])


def test_tarija_agrees_on_its_own_canvas_while_brasschaat_never_opened_it(own: Agreeing) -> None:
    own.fill("tarija", voices=())
    assert own.state == DRAFT
    own.check()
    assert not in_the_way(own).any
    own.approve("tarija")
    assert own.state == AGREED
    assert [side.key for side in own.standing().deciders] == ["tarija"]


def test_an_edit_after_the_agreement_makes_it_adjusted_and_says_what_is_different(shared: Agreeing) -> None:
    shared.agree()
    agreed = approvals.of(shared.db, shared.canvas)[0]
    shared.write("nimlahakok", SetValue("frame.room", 5), SetText("topic.theme", "nl", "Iets anders"))
    assert shared.state == ADJUSTED
    (change,) = agreed.changes(shared.now())
    assert (change.address, change.before, change.after) == ("frame.room", 3, 5)
    assert json.loads(agreed.written)["values"]["frame.room"] == 3
    shared.write("brasschaat", SetValue("frame.room", 3))
    assert shared.state == AGREED


def test_what_is_no_decision_never_reopens_an_agreement(shared: Agreeing) -> None:
    shared.agree()
    shared.write("tarija", SetText("topic.theme", "es", "El agua de todos"))
    shared.write("tarija", SetText("exchange.heard.tarija", "es", "Sí."))
    assert shared.state == AGREED


def test_after_a_change_a_new_yes_of_every_side_agrees_anew(shared: Agreeing) -> None:
    shared.agree()
    shared.write("tarija", SetValue("frame.room", 4))
    shared.approve("tarija")
    assert shared.state == PRESENTED
    for side in ("brasschaat", "nimlahakok"):
        shared.approve(side)
    assert shared.state == AGREED


def test_a_presentation_that_changed_is_adjusted_and_presented_once_more(shared: Agreeing) -> None:
    shared.fill()
    shared.present("brasschaat", Role.FACILITATOR)
    shared.write("tarija", SetValue("frame.room", 1))
    assert shared.state == ADJUSTED
    shared.present("tarija")
    shared.present("tarija")
    assert shared.state == PRESENTED
    assert len(approvals.presentations(shared.db, shared.canvas)) == 2


def test_a_yes_that_is_withdrawn_falls_back_to_presented(shared: Agreeing, lite_db: Session) -> None:
    shared.agree()
    shared.withdraw("tarija")
    assert shared.state == PRESENTED
    assert [side.key for side in shared.standing().waiting] == ["tarija"]
    alone = Agreeing(lite_db, owner="tarija")
    alone.agree()
    alone.withdraw("tarija")
    assert alone.state == PRESENTED


def test_withdrawing_takes_back_every_earlier_yes_too(shared: Agreeing) -> None:
    shared.agree()
    shared.write("tarija", SetValue("frame.room", 4))
    shared.approve("tarija")
    shared.withdraw("tarija")
    shared.write("tarija", SetValue("frame.room", 3))
    assert [side.key for side in shared.standing().waiting] == ["tarija"]


def test_a_language_that_joins_later_never_changes_an_agreement_and_its_texts_do_not_either(shared: Agreeing) -> None:
    shared.agree()
    shared.db.begin_writing()
    shared.world.partnership.sides[2].municipality.written = ["es", "fr"]
    shared.db.commit()
    assert shared.state == AGREED
    shared.write("nimlahakok", SetText(QUESTION, "fr", "Comment partager l'eau ?"))
    assert shared.state == AGREED
    assert in_the_way(shared).missing == [("question.decider", "fr"), ("exchange.learn", "fr")]
    shared.write("nimlahakok", *texts("question.decider", {"fr": "Le conseil"}), *texts("exchange.learn", {"fr": "?"}))
    with pytest.raises(Conflict):
        shared.approve("tarija")
    shared.check("nimlahakok", "fr")
    shared.approve("tarija")
    assert shared.state == AGREED  # one yes in three languages, two in two
    shared.write("tarija", SetText(QUESTION, "fr", "Comment garder l'eau ?"))
    assert [side.key for side in shared.standing().waiting] == ["tarija"]


def test_a_side_that_joins_later_is_waited_for_and_nobody_elses_yes_changes(shared: Agreeing) -> None:
    shared.agree()
    shared.db.begin_writing()
    place = municipalities.add(shared.db, Facts("Herent", "municipality", "BE", "", ("nl",), ()))
    partnerships.welcome(shared.db, shared.world.partnership, place)
    shared.db.commit()
    assert (shared.state, [side.name for side in shared.standing().waiting]) == (PRESENTED, ["Herent"])


def test_a_form_that_this_program_does_not_know_is_not_taken_for_an_agreement(shared: Agreeing) -> None:
    shared.agree()
    shared.db.begin_writing()
    approvals.of(shared.db, shared.canvas)[0].form = 99
    shared.db.commit()
    assert len(shared.standing().holds) == 2


# Who says yes.


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.MEMBER, Role.INTERPRETER, Role.TRANSLATOR, Role.OBSERVER])
def test_only_who_decides_for_a_side_agrees_for_it(shared: Agreeing, role: Role) -> None:
    shared.fill()
    shared.check()
    for side in ("tarija", ""):
        with pytest.raises(Forbidden):
            shared.approve(side, role=role)


def test_nobody_agrees_for_another_side_or_on_the_project_of_another(own: Agreeing) -> None:
    own.fill("tarija", voices=())
    own.check()
    for side in ("brasschaat", "nimlahakok", ""):
        with pytest.raises(Forbidden):
            own.approve(side)
        with pytest.raises(Forbidden):
            own.withdraw(side)
    assert approvals.of(own.db, own.canvas) == []


def test_who_was_put_off_while_waiting_for_their_turn_agrees_no_more(shared: Agreeing) -> None:
    shared.fill()
    shared.check()
    shared.db.begin_writing()
    shared.held("tarija").ended_at = clock.now()
    shared.db.commit()
    with pytest.raises(Conflict):
        shared.approve("tarija")


def test_nothing_is_agreed_presented_answered_or_withdrawn_in_the_archive(shared: Agreeing) -> None:
    shared.agree("tarija")
    shared.db.begin_writing()
    projects.archive(shared.db, shared.world.project)
    shared.db.commit()
    for act in (shared.approve, shared.present, shared.withdraw, shared.same_meaning):
        with pytest.raises(Conflict, match="archive"):
            act("brasschaat")
    with pytest.raises(Conflict, match="archive"):
        shared.reply("brasschaat", replies.CHANGE, "Dit", Role.COORDINATOR)
    with pytest.raises(Conflict, match="archive"):
        shared.check()
    assert shared.waiting("brasschaat") == []


def test_a_yes_is_to_what_was_seen_and_never_to_what_came_since(shared: Agreeing) -> None:
    shared.fill()
    shared.check()
    seen = shared.now().fingerprint
    shared.write("tarija", SetValue("frame.room", 0), SetValue("frame.inform_only", "yes"))
    with pytest.raises(Different):
        shared.approve("brasschaat", seen)
    assert approvals.of(shared.db, shared.canvas) == []


def test_pressing_twice_says_yes_once(shared: Agreeing) -> None:
    shared.agree()
    first = approvals.of(shared.db, shared.canvas)[0]
    assert shared.approve("nimlahakok", role=Role.DEPUTY).id == first.id
    assert len(approvals.of(shared.db, shared.canvas)) == 3


def test_a_yes_says_on_whose_behalf_in_which_function_and_when(
    shared: Agreeing, frozen: Callable[..., datetime.datetime]
) -> None:
    frozen(hours=14)  # in Brasschaat it is Saturday already, in Tarija still Friday
    shared.agree("brasschaat", "tarija")
    made = shared.approve("tarija", role=Role.DEPUTY, body="Concejo Municipal", on=THIRD_OF_JUNE)
    assert (made.on_behalf, made.body, made.decided_on, made.role) == (
        RATIFIED,
        "Concejo Municipal",
        THIRD_OF_JUNE,
        "deputy",
    )
    by_side = {each.side.key: each for each in approvals.of(shared.db, shared.canvas)}
    assert (by_side["brasschaat"].on, by_side["tarija"].on) == (
        datetime.date(2026, 11, 21),
        datetime.date(2026, 11, 20),
    )
    assert by_side["brasschaat"].on_behalf == CORE
    assert not shared.standing().ratified


def test_it_is_ratified_once_a_body_of_every_side_decided(shared: Agreeing) -> None:
    shared.agree()
    for side in SIDES:
        assert not shared.standing().ratified
        shared.approve(side, body="Raad", on=THIRD_OF_JUNE)
    assert shared.standing().ratified


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (("", "", None), ["on_behalf"]),
        (("mayor", "x" * 161, None), ["on_behalf", "body"]),
        ((CORE, "Raad", None), ["on_behalf"]),
        ((RATIFIED, " ", None), ["body", "decided_on"]),
        ((RATIFIED, "Raad", datetime.date(2026, 11, 21)), ["decided_on"]),
        ((RATIFIED, "Raad", datetime.date(2026, 11, 20)), []),
        ((CORE, "", None), []),
    ],
)
def test_what_is_wrong_with_on_whose_behalf_is_said_all_at_once(
    shared: Agreeing, frozen: object, told: tuple[str, str, datetime.date | None], fields: list[str]
) -> None:
    side = shared.world.partnership.sides[1]
    assert [each[0] for each in approvals.problems(side, *told)] == fields


# What stands in the way.


def test_a_blank_canvas_can_be_neither_presented_nor_agreed(shared: Agreeing) -> None:
    for act in (shared.present, shared.approve):
        with pytest.raises(Conflict, match="Nothing is decided"):
            act("tarija")
    assert in_the_way(shared).blank


def test_every_text_among_the_decisions_is_read_over_by_a_person_in_every_language(shared: Agreeing) -> None:
    shared.fill()
    every = [(at, code) for at in (QUESTION, "question.decider", "exchange.learn") for code in ("nl", "es")]
    assert [each[:2] for each in in_the_way(shared).unread] == every
    shared.check("brasschaat", "nl")
    with pytest.raises(Conflict):
        shared.approve("brasschaat")
    shared.check("", "es", role=Role.TRANSLATOR)
    assert not in_the_way(shared).any
    shared.write("tarija", SetText(QUESTION, "es", "¿Y ahora?"))
    assert [each[:2] for each in in_the_way(shared).unread] == [(QUESTION, "es")]
    shared.write("tarija", SetText(QUESTION, "es", ASKED["es"]))
    assert not in_the_way(shared).any


def test_a_text_that_is_missing_in_a_language_is_named(shared: Agreeing) -> None:
    shared.fill()
    shared.check()
    shared.write("tarija", SetText("question.decider", "es", " "))
    assert in_the_way(shared).missing == [("question.decider", "es")]


def test_a_text_that_changed_while_it_was_ticked_gets_no_yes(shared: Agreeing) -> None:
    shared.fill()
    ticked = [each for each in text_checks.to_read(shared.now()) if each.address == QUESTION]
    shared.write("tarija", SetText(QUESTION, "nl", "Iets anders?"))
    held = shared.held("brasschaat", Role.MEMBER)
    late = text_checks.check(shared.db, shared.canvas, held.person, held, [*ticked, Words("x.y", "nl", "0")])
    shared.db.commit()
    assert [each[:2] for each in late] == [(QUESTION, "nl"), ("x.y", "nl")]
    assert [each[:2] for each in text_checks.of(shared.db, shared.canvas)] == [(QUESTION, "es")]


def test_who_said_yes_to_a_text_takes_it_back_and_nobody_else_does(shared: Agreeing) -> None:
    shared.fill()
    shared.check("tarija")
    shared.check("brasschaat")  # the first yes stands
    (words, given), *_ = text_checks.of(shared.db, shared.canvas).items()
    assert given.side is not None
    assert given.side.key == "tarija"
    for side, left in (("brasschaat", 6), ("tarija", 5)):
        held = shared.held(side, Role.MEMBER)
        text_checks.take_back(shared.db, shared.canvas, held.person, held, words)
        shared.db.commit()
        assert len(text_checks.of(shared.db, shared.canvas)) == left


@pytest.mark.parametrize("role", [Role.INTERPRETER, Role.OBSERVER])
def test_who_only_reads_along_says_yes_to_no_text(shared: Agreeing, role: Role) -> None:
    shared.fill()
    with pytest.raises(Forbidden):
        shared.check("tarija", role=role)


def test_what_the_method_asks_to_solve_and_steps_that_are_missing_stand_in_the_way(shared: Agreeing) -> None:
    shared.fill(voices=("brasschaat", "tarija"))
    shared.check()
    assert [each.at for each in in_the_way(shared).steps] == ["exchange.heard.nimlahakok"]
    shared.write("tarija", SetValue("frame.room", 0))
    assert [each.code for each in in_the_way(shared).stops] == ["T1-4"]
    with pytest.raises(Conflict, match="stand in the way"):
        shared.approve("tarija")


def test_two_answers_that_stand_beside_each_other_are_to_be_settled_first(shared: Agreeing) -> None:
    shared.fill()
    shared.check()
    shared.db.begin_writing()
    chosen = [(shared.held(side), value) for side, value in (("brasschaat", 2), ("tarija", 4))]
    moments.choose(shared.db, shared.canvas, "frame.room", *chosen)
    shared.db.commit()
    assert in_the_way(shared).unsettled == ["frame.room"]
    with pytest.raises(Conflict):
        shared.approve("tarija")
    shared.write("tarija", SetValue("frame.room", 4))
    assert in_the_way(shared).unsettled == []


def test_a_caution_needs_a_reason_that_stays_readable(own: Agreeing) -> None:
    own.fill("tarija", voices=())
    own.check()
    own.db.begin_writing()
    own.world.project.proposed = own.world.project.chosen = "brasschaat"
    own.db.commit()
    (caution,) = in_the_way(own).cautions
    assert caution.code == "T1-5"
    with pytest.raises(Conflict):
        own.approve("tarija")

    def overrule(side: str, reason: str, finding: str = caution.key, role: str = Role.COORDINATOR) -> None:
        held = own.held(side, role)
        overrulings.overrule(own.db, own.canvas, held.person, held, finding, reason, "es")
        own.db.commit()

    for side, role in (("brasschaat", Role.COORDINATOR), ("tarija", Role.MEMBER)):
        with pytest.raises(Forbidden):
            overrule(side, "No.", role=role)
        own.db.rollback()
    with pytest.raises(Invalid):
        overrule("tarija", " \n")
    own.db.rollback()
    with pytest.raises(NotFound):
        overrule("tarija", "Sí.", "T1-4@")
    own.db.rollback()
    for _ in range(2):
        overrule("tarija", "Nosotros también lo queríamos.")
    own.approve("tarija")
    assert own.state == AGREED
    own.db.begin_writing()
    own.world.project.chosen = "tarija"
    own.db.commit()
    assert in_the_way(own).cautions == []
    (kept,) = overrulings.of(own.db, own.canvas)
    assert (kept.reason, kept.details) == (
        "Nosotros también lo queríamos.",
        {"proposer": "Brasschaat", "owner": "Tarija"},
    )


# Only the wording changed.


def test_a_yes_stays_with_one_tap_of_every_side_when_only_the_wording_changed(shared: Agreeing) -> None:
    shared.agree()
    ratified = shared.approve("tarija", body="Concejo", on=THIRD_OF_JUNE)
    shared.write("brasschaat", SetText(QUESTION, "nl", "Hoe kunnen we water delen?"))
    assert shared.state == ADJUSTED
    with pytest.raises(Conflict):
        shared.same_meaning("brasschaat")  # nobody read the new words over yet
    shared.db.rollback()
    shared.check("brasschaat")
    shared.same_meaning("brasschaat")
    assert [each.kind for each in shared.waiting("tarija")] == [SAME]
    made = shared.same_meaning("tarija")
    assert (made.kind, made.first.id, made.body, made.decided_on) == (
        SAME_MEANING,
        ratified.id,
        "Concejo",
        THIRD_OF_JUNE,
    )
    assert shared.state == PRESENTED
    shared.same_meaning("nimlahakok")
    assert shared.state == AGREED
    assert shared.same_meaning("nimlahakok").id == shared.standing().yes[shared.held("nimlahakok").side_id or 0].id


def test_on_a_project_of_one_side_its_own_tap_is_enough(own: Agreeing) -> None:
    own.agree()
    own.write("tarija", SetText(QUESTION, "es", "¿Cómo compartimos el agua?"))
    own.check()
    own.same_meaning("tarija")
    assert own.state == AGREED


@pytest.mark.parametrize(
    "change",
    [SetValue("frame.room", 4), SetText("exchange.learn", "nl", ""), SetValue("question.decider", ["group001"])],
    ids=["a value", "a text that went", "a link"],
)
def test_more_than_the_wording_needs_a_new_yes(shared: Agreeing, change: SetText | SetValue) -> None:
    shared.agree()
    shared.write("tarija", change)
    shared.check()
    with pytest.raises(Conflict, match="More than the wording"):
        shared.same_meaning("tarija")


def test_who_never_agreed_has_no_yes_that_could_stay(shared: Agreeing) -> None:
    shared.agree("tarija")
    with pytest.raises(Conflict, match="More than the wording"):
        shared.same_meaning("brasschaat")


# Answers.


def test_the_others_read_and_answer_and_never_stand_in_the_way(own: Agreeing) -> None:
    own.fill("tarija", voices=())
    own.check()
    own.present("tarija")
    assert [each.kind for each in own.waiting("brasschaat", Role.MEMBER)] == [ANSWER]
    own.reply("brasschaat", replies.RECOGNISE)
    own.reply("nimlahakok", replies.ASK, "¿Y la lluvia?")
    own.reply("nimlahakok", replies.ASK, "¿Y la lluvia?")
    assert [(each.side.key, each.kind) for each in replies.of(own.db, own.canvas)] == [
        ("nimlahakok", replies.ASK),
        ("brasschaat", replies.RECOGNISE),
    ]
    assert own.waiting("brasschaat", Role.MEMBER) == []
    assert own.standing().marks == {"brasschaat": "half", "nimlahakok": "half", "tarija": "half"}
    own.approve("tarija")
    assert (own.state, own.standing().marks["tarija"]) == (AGREED, "full")
    own.write("tarija", SetValue("frame.room", 5))
    assert own.standing().says == {}
    for side, role in (("tarija", Role.COORDINATOR), ("brasschaat", Role.OBSERVER), ("", Role.MEMBER)):
        with pytest.raises(Forbidden):
            own.reply(side, replies.RECOGNISE, role=role)


@pytest.mark.parametrize(
    ("kind", "words", "fields"),
    [
        ("", "x", ["kind"]),
        (replies.CHANGE, "x", ["kind"]),
        (replies.ASK, " ", ["words"]),
        (replies.ADVISE, "", ["words"]),
        (replies.RECOGNISE, "x" * 4_001, ["words"]),
        ("x", "x" * 4_001, ["kind", "words"]),
    ],
)
def test_an_answer_says_what_is_missing_all_at_once(own: Agreeing, kind: str, words: str, fields: list[str]) -> None:
    own.fill("tarija", voices=())
    with pytest.raises(Invalid) as refused:
        own.reply("brasschaat", kind, words)
    assert [each[0] for each in refused.value.problems] == fields


def test_a_side_that_decides_says_not_yet_and_what_must_change(shared: Agreeing) -> None:
    shared.fill()
    shared.check()
    shared.approve("brasschaat")
    assert [each.kind for each in shared.waiting("tarija")] == [AGREE]
    with pytest.raises(Forbidden):
        shared.reply("tarija", replies.CHANGE, "El plazo.", Role.MEMBER)
    shared.db.rollback()
    shared.reply("tarija", replies.CHANGE, "El plazo.", Role.COORDINATOR)
    assert (shared.state, shared.waiting("tarija")) == (PRESENTED, [])
    assert [each.kind for each in shared.standing().says.values()] == [replies.CHANGE]


# What waits for whom.


def test_what_waits_is_told_to_who_can_do_something_about_it(shared: Agreeing) -> None:
    shared.fill()
    shared.check()
    assert shared.waiting("tarija") == []
    shared.present("brasschaat")
    kinds = {(side, role): [each.kind for each in shared.waiting(side, role)] for side in SIDES for role in Role}
    assert {who for who, found in kinds.items() if found == [AGREE]} == {
        (side, role) for side in SIDES for role in (Role.COORDINATOR, Role.DEPUTY)
    }
    assert [found for found in kinds.values() if found not in ([], [AGREE])] == []
    shared.approve("tarija")
    assert shared.waiting("tarija") == []
    shared.write("brasschaat", SetValue("frame.room", 1))
    assert [each.kind for each in shared.waiting("tarija")] == [AGAIN]
    assert shared.waiting("brasschaat") == []
    other = projects.of_partnership(shared.db, shared.world.partnership)[0]
    assert [each.canvas.id for each in agreements.waiting(shared.db, shared.held("tarija"), other)] == [
        shared.canvas.id
    ]


def test_the_texts_among_the_decisions_are_those_of_decision_fields_alone(shared: Agreeing) -> None:
    shared.fill()
    now = shared.now()
    assert {each.address: each.words for each in now.texts} == {
        QUESTION: ASKED,
        "question.decider": DECIDER,
        "exchange.learn": LEARN,
    }
    assert (now.covers("frame.room"), now.covers("topic.theme"), now.covers("exchange.heard.tarija")) == (
        True,
        False,
        False,
    )
