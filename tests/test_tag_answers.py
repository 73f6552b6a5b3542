"""What is said about another side's territory stays a claim until that side says yes; and what a project agrees on."""

from __future__ import annotations

import pytest

from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid
from facilitation.sdg import confirmations, tag_agreements
from facilitation.sdg.confirmations import TagAnswer
from facilitation.sdg.tags import Tag
from tests.tagging import NOTHING, Tagging, told

OTHERWISE = {"original": "es", "es": "Aquí el agua no llega así."}


@pytest.fixture
def here(db: Session) -> Tagging:
    """A project shared by three sides; on both databases."""
    return Tagging(db, "", ("Brasschaat", "Tarija", "Nimlaha'kok"))


def asked(here: Tagging, tag: Tag) -> dict[str, bool | None]:
    """Return who is asked about a tag and what they answered to the claim as it is."""
    answers = confirmations.of_tags(here.db, [tag])[tag.id]
    return {each.side.key: each.answer.yes if each.answer else None for each in confirmations.asked(tag, answers)}


def answer(here: Tagging, tag: Tag, side: str, yes: bool = True, role: str = Role.COORDINATOR) -> TagAnswer:
    """Let a side answer a tag as it is."""
    held, words = here.held(side, role), NOTHING if yes else OTHERWISE
    made = confirmations.answer(here.db, held.person, held, tag, yes, words, confirmations.fingerprint(tag))
    here.db.commit()
    return made


def test_a_claim_about_another_territory_waits_for_that_side_and_for_no_other(here: Tagging) -> None:
    tag = here.add(told(side_id=here.side_id("tarija")), "brasschaat")
    assert asked(here, tag) == {"tarija": None}
    for side, role in (("brasschaat", Role.COORDINATOR), ("nimlahakok", Role.COORDINATOR), ("tarija", Role.MEMBER)):
        with pytest.raises(Forbidden):
            answer(here, tag, side, role=role)
        here.db.rollback()
    answer(here, tag, "tarija")
    assert asked(here, tag) == {"tarija": True}


def test_what_a_side_says_about_itself_asks_nobody(here: Tagging) -> None:
    assert asked(here, here.add(told(side_id=here.side_id("tarija")), "tarija")) == {}


def test_a_claim_about_everybody_asks_all_the_others(here: Tagging) -> None:
    assert asked(here, here.add(told(), "tarija")) == {"brasschaat": None, "nimlahakok": None}
    by_a_guide = here.add(told("13", ""), "", Role.FACILITATOR)
    assert asked(here, by_a_guide) == {"brasschaat": None, "tarija": None, "nimlahakok": None}


def test_a_claim_that_changes_waits_again_and_one_that_changes_back_is_answered(here: Tagging) -> None:
    whose = here.side_id("tarija")
    tag = here.add(told(side_id=whose), "brasschaat")
    answer(here, tag, "tarija")
    here.change(tag, told(side_id=whose, direction="direct_negative"), "brasschaat")
    assert asked(here, tag) == {"tarija": None}
    here.change(tag, told(side_id=whose, horizon="year", direction="direct_negative"), "brasschaat")
    answer(here, tag, "tarija", yes=False)
    here.change(tag, told(side_id=whose), "brasschaat")
    assert asked(here, tag) == {"tarija": True}


def test_seeing_it_otherwise_needs_words_and_both_stay_visible(here: Tagging) -> None:
    tag = here.add(told(side_id=here.side_id("tarija")), "brasschaat")
    held = here.held("tarija", Role.COORDINATOR)
    with pytest.raises(Invalid):
        confirmations.answer(here.db, held.person, held, tag, False, NOTHING, confirmations.fingerprint(tag))
    here.db.rollback()
    assert answer(here, tag, "tarija", yes=False).words == OTHERWISE
    assert asked(here, tag) == {"tarija": False}


def test_an_answer_is_to_exactly_what_was_looked_at_and_once_is_enough(here: Tagging) -> None:
    tag = here.add(told(side_id=here.side_id("tarija")), "brasschaat")
    seen = confirmations.fingerprint(tag)
    assert answer(here, tag, "tarija").id == answer(here, tag, "tarija").id
    here.change(tag, told("13", "", side_id=here.side_id("tarija")), "brasschaat")
    held = here.held("tarija", Role.COORDINATOR)
    with pytest.raises(Conflict):
        confirmations.answer(here.db, held.person, held, tag, True, NOTHING, seen)


# Agreeing on the tags of a project.


def agreeing(here: Tagging) -> list[str]:
    """Return the sides that agree to the tags as they are."""
    return [side.key for side in tag_agreements.standing(here.db, here.project).agreeing]


def test_nobody_agrees_before_anybody_looked_for_harm(here: Tagging) -> None:
    here.add(told(why=True))
    with pytest.raises(Conflict, match="other side of the coin"):
        here.agree("tarija")
    here.db.rollback()
    here.add(told("2", "", direction="unknown"))
    here.agree("tarija")
    assert agreeing(here) == ["tarija"]


def test_a_sentence_about_how_one_looked_is_enough_and_one_letter_is_not(here: Tagging) -> None:
    here.add(told(why=True))
    held = here.held("tarija")
    with pytest.raises(Invalid):
        tag_agreements.consider(here.db, held.person, held, here.project, {"original": "es", "es": "x"})
    here.db.rollback()
    words = {"original": "es", "es": "Preguntamos a quienes riegan y a quienes viven abajo."}
    for _press in range(2):
        tag_agreements.consider(here.db, held.person, held, here.project, words)
        here.db.commit()
    here.agree("tarija")
    assert agreeing(here) == ["tarija"]


def test_what_is_shared_is_agreed_with_the_yes_of_every_side_and_a_change_reopens_it(here: Tagging) -> None:
    tag = here.add(told(direction="unknown"))
    for side in ("tarija", "brasschaat"):
        assert not here.agree(side).agreed
    assert here.agree("nimlahakok").agreed
    here.change(tag, told(direction="indirect_negative"))
    assert agreeing(here) == []
    here.change(tag, told(direction="unknown"))
    assert tag_agreements.standing(here.db, here.project).agreed
    here.agree("tarija", yes=False)
    assert agreeing(here) == ["brasschaat", "nimlahakok"]


def test_on_a_project_of_one_side_that_side_alone_agrees(db: Session) -> None:
    here = Tagging(db)
    here.add(told(direction="unknown"))
    with pytest.raises(Forbidden):
        here.agree("brasschaat")
    db.rollback()
    assert here.agree("tarija").agreed


def test_a_yes_is_to_the_tags_that_were_seen_and_never_to_none(here: Tagging) -> None:
    with pytest.raises(Conflict, match="Nothing is tagged"):
        here.agree("tarija")
    here.db.rollback()
    here.add(told(direction="unknown"))
    seen = tag_agreements.standing(here.db, here.project).seen
    here.add(told("13", ""))
    with pytest.raises(Conflict):
        here.agree("tarija", seen=seen)
    here.db.rollback()
    assert agreeing(here) == []
