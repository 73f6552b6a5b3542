"""Tags: saved without a reason, never overwritten unseen, worth what their data say, after everything that is done."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from facilitation import projects
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, RemoveCard, RestoreCard
from facilitation.database import Session
from facilitation.errors import Conflict, Forbidden, Invalid, NotFound
from facilitation.sdg import evidence, interactions, tagging, tags
from facilitation.sdg.tagging import Spot, Told
from facilitation.sdg.tags import Tag, TagWording
from tests.tagging import NOTHING, WHERE, WHO, Tagging, told
from tools import tags as worth
from tools.tags import CLAIMED, EVIDENCED, REASONED


@pytest.fixture
def here(db: Session) -> Tagging:
    """A project of Tarija with Brasschaat beside it; on both databases."""
    return Tagging(db)


def states(here: Tagging) -> list[str]:
    """Return what the tags of the project are worth today, and check that what is kept says the same."""
    here.db.expire_all()
    found = tags.of_project(here.db, here.project)
    assert [worth.STATES[each.level] for each in found] == [worth.state(each.claim) for each in found]
    return [each.shown(tagging.today(here.world.partnership)) for each in found]


def test_nine_goals_without_a_word_are_saved_and_stay_claimed(here: Tagging) -> None:
    for number in range(1, 10):
        here.add(told(str(number), ""))
    assert states(here) == [CLAIMED] * 9


def test_a_tag_rises_with_its_reason_and_its_evidence_and_falls_when_they_go(here: Tagging) -> None:
    tag = here.add(told())
    here.change(tag, told(why=True))
    assert states(here) == [REASONED]
    shown = here.show(tag)
    assert states(here) == [EVIDENCED]
    evidence.withdraw(here.db, here.held("tarija"), tag, shown.id)
    here.db.commit()
    assert states(here) == [REASONED]
    evidence.withdraw(here.db, here.held("tarija"), tag, shown.id, away=False)
    here.db.commit()
    here.change(tag, told())
    assert states(here) == [CLAIMED]  # evidence of nothing that is reasoned shows nothing
    here.change(tag, told(why=True))
    assert states(here) == [EVIDENCED]


def test_one_letter_is_kept_and_is_no_reason(here: Tagging) -> None:
    short = {"who": {"original": "es", "es": "x"}, "where": WHERE, "measure": NOTHING}
    tag = here.add(told(direction="direct_positive", texts=short))
    assert states(here) == [CLAIMED]
    assert tag.who == {"original": "es", "es": "x"}


def test_evidence_goes_with_the_sign_that_it_points_at_and_comes_back_with_it(here: Tagging) -> None:
    here.sign()
    tag = here.add(told(why=True))
    here.show(tag, "sign0001")
    assert states(here) == [EVIDENCED]
    here.canvas("ambition_setter", RemoveCard("signs.indicators", "sign0001"))
    assert states(here) == [REASONED]
    here.canvas("ambition_setter", RestoreCard("signs.indicators", "sign0001"))
    assert states(here) == [EVIDENCED]


def test_a_sign_that_is_not_there_shows_nothing(here: Tagging) -> None:
    tag = here.add(told(why=True))
    with pytest.raises(Invalid) as refused:
        here.show(tag, "sign9999")
    assert [problem[0] for problem in refused.value.problems] == ["entry"]
    assert tag.evidence == []


def test_evidence_needs_words_or_a_sign_and_a_day_that_came(here: Tagging) -> None:
    tag = here.add(told(why=True))
    late = tagging.today(here.world.partnership).replace(year=2099)
    with pytest.raises(Invalid) as refused:
        here.show(tag, words={"original": "es", "es": "x"}, on=late)
    assert [problem[0] for problem in refused.value.problems] == ["evidence.es", "seen_on"]


def test_a_year_later_it_fades_and_standing_up_for_it_brings_it_back(here: Tagging, frozen: Any) -> None:
    tag = here.add(told(why=True))
    frozen(days=366)
    assert states(here) == [CLAIMED]
    held = here.held("brasschaat", Role.COORDINATOR)
    with pytest.raises(Forbidden):
        tagging.renew(here.db, held.person, here.held("", Role.OBSERVER), tag)
    here.db.rollback()
    own = here.held("tarija")
    tagging.renew(here.db, own.person, own, tag)
    here.db.commit()
    assert states(here) == [REASONED]


def test_who_writes_in_the_project_tags_it_and_nobody_else(here: Tagging) -> None:
    for side, role in (("brasschaat", Role.OBSERVER), ("", Role.INTERPRETER), ("tarija", Role.TRANSLATOR)):
        with pytest.raises(Forbidden):
            here.add(told(), side, role)
        here.db.rollback()
    here.add(told(), "brasschaat", Role.MEMBER)
    assert len(tags.of_project(here.db, here.project)) == 1


def test_pressing_twice_adds_one_tag(here: Tagging) -> None:
    assert here.add(told()).id == here.add(told()).id
    assert here.add(told("13", "")).id != here.add(told()).id


def test_what_somebody_else_changed_is_never_overwritten_unseen(here: Tagging) -> None:
    tag = here.add(told())
    seen = tag.version
    here.change(tag, told(why=True))
    with pytest.raises(Invalid):
        here.change(tag, told("13", ""), version=seen)
    here.db.rollback()
    assert (tag.goal, tag.who) == ("6", WHO)


def test_every_earlier_wording_is_kept_and_a_tag_that_went_comes_back_whole(here: Tagging) -> None:
    tag = here.add(told())
    here.change(tag, told(why=True))
    own = here.held("tarija")
    for away in (True, False):
        tagging.put_away(here.db, own.person, own, tag, away)
        here.db.commit()
        assert len(tags.of_project(here.db, here.project)) == (0 if away else 1)
    said = [each.said["who"] for each in tags.wordings(here.db, tag)]
    assert said == [WHO, WHO, NOTHING]
    assert here.db.scalar(sa.select(sa.func.count()).select_from(TagWording)) == 3
    assert states(here) == [REASONED]


def test_a_text_in_a_language_that_no_form_offers_any_more_stays(here: Tagging) -> None:
    texts = {"who": WHO | {"fr": "Les familles"}, "where": WHERE, "measure": NOTHING}
    tag = here.add(told(texts=texts))
    here.change(tag, told(why=True, direction="unknown"))
    assert tag.who == {"fr": "Les familles", **WHO}


def test_the_ranking_orders_the_tags_and_one_that_is_left_out_has_no_place(here: Tagging) -> None:
    one, two, three = (here.add(told(number, "")) for number in ("1", "2", "3"))
    tagging.rank(here.db, here.held("tarija"), here.spot(), [three.id, one.id, three.id, 9_999])
    here.db.commit()
    assert [each.id for each in tags.of_project(here.db, here.project)] == [three.id, one.id, two.id]
    assert [each.rank for each in (one, two, three)] == [2, None, 1]


def test_a_goal_of_the_ambition_setter_and_an_encounter_are_tagged_too(here: Tagging) -> None:
    goals = here.canvas("ambition_setter", AddCard("change.goals", "goal0001", texts={"statement": {"es": "Agua"}}))
    meeting = here.canvas("intervention_designer")
    held = here.held("tarija")
    places = []
    for canvas, entry in ((None, ""), (goals, "goal0001"), (meeting, "")):
        where = tagging.spot(here.db, held, here.project, canvas.id if canvas else None, entry)
        places.append(here.add(told(), where=where).place)
    places.append(here.add(told(), where=Spot(here.world.partnership)).place)
    assert places == ["project", "goal", "encounter", "partnership"]
    assert len(tags.of_project(here.db, here.project)) == 3
    assert len(tags.of_partnership(here.db, here.world.partnership)) == 1
    for canvas_id, entry in (
        (goals.id, "goal9999"),
        (goals.id, ""),
        (meeting.id, "goal0001"),
        (9_999, ""),
        (None, "x"),
    ):
        with pytest.raises(NotFound):
            tagging.spot(here.db, held, here.project, canvas_id, entry)


def test_nothing_is_tagged_in_the_archive(here: Tagging) -> None:
    tag = here.add(told())
    here.db.begin_writing()
    projects.archive(here.db, here.project)
    here.db.commit()
    for act in (lambda: here.add(told("1", "")), lambda: here.change(tag, told(why=True)), lambda: here.show(tag)):
        with pytest.raises(Conflict):
            act()
        here.db.rollback()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (told("18", ""), [("goal", tagging.GOAL_NEEDED)]),
        (told("", ""), [("goal", tagging.GOAL_NEEDED)]),
        (told(6, ""), [("goal", tagging.GOAL_NEEDED)]),
        (told("6", "6.10"), [("target", tagging.TARGET_UNKNOWN)]),
        (told("6", 6.1), [("target", tagging.TARGET_UNKNOWN)]),
        (told("6", "13.1"), [("target", tagging.TARGET_UNKNOWN)]),
        (told(ring=""), [("ring", tagging.RING_NEEDED)]),
        (told(side_id=9_999), [("whose", tagging.WHOSE_UNKNOWN)]),
        (told(direction="up"), [("direction", tagging.DIRECTION_UNKNOWN)]),
        (told(strength=4), [("strength", tagging.STRENGTH_UNKNOWN)]),
        (told(horizon="soon"), [("horizon", tagging.HORIZON_UNKNOWN)]),
        (told("99", "6.z", ring="x", direction="y"), [
            ("goal", tagging.GOAL_NEEDED),
            ("target", tagging.TARGET_UNKNOWN),
            ("ring", tagging.RING_NEEDED),
            ("direction", tagging.DIRECTION_UNKNOWN),
        ]),
        (told(texts={"who": {"es": "a" * 4_001}, "where": {}, "measure": {}}), [("who.es", tagging.TOO_LONG)]),
        (told(why=True), []),
    ],
)  # fmt: skip
def test_everything_that_cannot_stay_is_said_at_once_beside_its_field(
    lite_db: Session, said: Told, wrong: list[tuple[str, str]]
) -> None:
    partnership = Tagging(lite_db).world.partnership
    assert [problem[:2] for problem in tagging.problems(partnership, said)] == wrong


def test_goals_that_a_project_names_are_joined_once_and_only_those(here: Tagging) -> None:
    for goal in ("6", "2"):
        here.add(told(goal, ""))
    held = here.held("tarija")
    reason = {"original": "es", "es": "menos riego en época seca"}
    for score in (-1, -2):
        interactions.join(here.db, held.person, held, here.project, ("6", "2"), score, reason)
        here.db.commit()
    found = interactions.of_project(here.db, here.project)
    assert [(each.one, each.other, each.score) for each in found] == [("2", "6", -2)]
    with pytest.raises(Invalid) as refused:
        interactions.join(here.db, held.person, held, here.project, ("6", "13"), 5, NOTHING)
    assert [problem[0] for problem in refused.value.problems] == ["other", "score", "reason.nl"]


def test_a_tag_of_another_partnership_does_not_exist(db: Session, here: Tagging) -> None:
    tag = here.add(told())
    other = Tagging(db, places=("Brasschaat", "Nimlaha'kok"), owner="")
    with pytest.raises(NotFound):
        tags.find(db, other.world.partnership, tag.id)
    assert isinstance(tags.find(db, here.world.partnership, tag.id), Tag)
