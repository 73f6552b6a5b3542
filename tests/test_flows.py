"""Flows: what each tool hands to the next: every row of the table with a worked example, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tools
from facilitation import acceptances, accepting, canvas_edits, canvases, database
from facilitation.canvas_edits import AddCard, Change, RemoveCard, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.errors import Forbidden, NotFound
from facilitation.memberships import Membership
from facilitation.projects import Project
from tests.shelf import Shelf, words_of_page
from tests.strategies import LANGUAGES, SIDES
from tools import flows
from tools.canvas import Cards, Content, Context, Link, LinkOrText, SideOf
from tools.content import complete

PLACES = tuple(SideOf(key=key, place=key.title()) for key in SIDES)
WATER = {"nl": "waterbedrijf", "es": "empresa de agua"}


def about(**held: dict[str, dict[str, Any]]) -> Context:
    """Return what a tool of three sides knows when other tools hold this."""
    project: dict[str, list[Content]] = {}
    for key, content in held.items():
        project[key] = [complete(tools.get(key), LANGUAGES, SIDES, content)]
    return Context(languages=LANGUAGES, sides=PLACES, project=project)


def offered(tool: str, context: Context) -> list[tuple[str, str, dict[str, dict[str, str]], dict[str, Any]]]:
    """Return (list, key, texts, values) of everything that is offered."""
    return [(address, each.key, each.texts, each.values) for address, each in flows.suggestions(tool, context)]


# The table.


def test_every_row_goes_from_a_field_that_exists_to_one_that_exists_or_is_not_built_yet() -> None:
    assert len({flow.code for flow in flows.FLOWS}) == len(flows.FLOWS)
    for flow in flows.FLOWS:
        for end in (flow.source, flow.target):
            key, _, address = end.partition(":")
            assert not end or tools.get(key).field(address), flow.code
        assert flow.change, flow.code
    assert {flow.code for flow in flows.FLOWS if not flow.target} == {
        "factors-partnership",
        "core-mandate",
        "harvest-inbox",
        "activities-tags",
        "radar-tests",
    }


def test_what_a_tool_is_offered_fits_its_fields_and_it_reads_where_that_comes_from() -> None:
    for flow in flows.FLOWS:
        if not flow.target or not flow.source:
            continue
        tool = tools.get(flow.target.partition(":")[0])
        assert flow.tool in tool.reads, flow.code
        target = tool.field(flow.target.partition(":")[2])
        if flow.how != flows.SUGGEST:
            continue
        assert isinstance(target, Cards), flow.code
        parts = {part.name: part for part in target.parts}
        filled = (
            [to for _, to in (*flow.texts, *flow.same)] + [to for to, _ in flow.fixed] + [flow.link] * bool(flow.link)
        )
        assert set(filled) <= set(parts), flow.code
        assert not flow.texts or flow.texts[0][1] == target.main, flow.code
        if flow.link:
            link = parts[flow.link]
            assert isinstance(link, Link | LinkOrText), flow.code
            assert link.to == flow.source, flow.code


# Every suggestion, by hand.


def test_an_affected_group_is_offered_as_an_actor_with_what_it_notices_as_its_interest() -> None:
    group = {"id": "g1", "group": {"nl": "kinderen", "es": "niñas y niños"}, "how": {"es": "calor"}, "heard": "no"}
    context = about(focus_sharpener={"people": {"affected": [group, {"id": "g2"}]}})
    assert offered("stakeholder_analysis", context) == [
        (
            "people.actors",
            "affected-actors/g1",
            {"name": {"nl": "kinderen", "es": "niñas y niños"}, "interest": {"es": "calor"}},
            {},
        )
    ]


def test_who_decides_is_offered_as_an_actor_who_decides_unless_it_is_an_actor_already() -> None:
    said = {"question": {"decider": {"ids": [], "text": {"nl": "het college"}}}}
    assert offered("stakeholder_analysis", about(focus_sharpener=said)) == [
        (
            "people.actors",
            "decider-actor/question.decider",
            {"name": {"nl": "het college"}},
            {"role": "decides"},
        )
    ]
    linked = {"question": {"decider": {"ids": ["actor0001"], "text": {"nl": "het college"}}}}
    assert offered("stakeholder_analysis", about(focus_sharpener=linked)) == []


def test_a_plan_to_join_is_offered_as_a_decision_on_its_last_day_whichever_side_it_is_of() -> None:
    hooks = {"tarija": [{"id": "h1", "plan": {"es": "POA 2027"}, "deadline": "2027-03-01"}]}
    assert offered("trajectory_designer", about(environment_scan={"ground": {"hooks": hooks}})) == [
        ("decisions.moments", "hooks-decisions/h1", {"what": {"es": "POA 2027"}}, {"on": "2027-03-01"})
    ]


@pytest.mark.parametrize(("effect", "risks"), [(-3, 1), (-2, 1), (-1, 0), (3, 0), (None, 0)])
def test_only_what_hinders_strongly_is_offered_as_a_risk(effect: int | None, risks: int) -> None:
    factors = {"tarija": [{"id": "f1", "text": {"es": "sin presupuesto"}, "effect": effect}]}
    found = offered("trajectory_designer", about(environment_scan={"around": {"factors": factors}}))
    assert found == [("work.risks", "factors-risks/f1", {"risk": {"es": "sin presupuesto"}}, {})] * risks


def test_what_is_not_known_yet_is_offered_as_a_task_with_who_finds_out_and_by_when() -> None:
    unknown = [{"id": "u1", "question": {"nl": "Wie bezit de grond?"}, "who": {"nl": "kadaster"}, "by": "2027-01-10"}]
    assert offered("trajectory_designer", about(environment_scan={"meaning": {"unknown": unknown}})) == [
        (
            "work.tasks",
            "unknown-tasks/u1",
            {"task": {"nl": "Wie bezit de grond?"}, "who": {"nl": "kadaster"}},
            {"due": "2027-01-10"},
        )
    ]


def test_an_indicator_is_offered_as_a_moment_to_measure_it() -> None:
    indicators = [{"id": "i1", "name": {"nl": "scholen"}, "target": 3}]
    assert offered("trajectory_designer", about(ambition_setter={"signs": {"indicators": indicators}})) == [
        ("decisions.milestones", "indicators-milestones/i1", {}, {"expected": 3, "indicator": ["i1"]})
    ]


def test_a_side_effect_is_offered_as_a_risk() -> None:
    effects = [{"id": "e1", "effect": {"es": "menos riego"}}]
    assert offered("trajectory_designer", about(ambition_setter={"limits": {"side_effects": effects}})) == [
        ("work.risks", "effects-risks/e1", {"risk": {"es": "menos riego"}}, {})
    ]


def test_who_is_missing_is_offered_as_a_task_and_an_actor_as_somebody_to_invite() -> None:
    people = {
        "missing": [{"id": "m1", "group": {"es": "dueños de terrenos"}, "who_invites": {"es": "la alcaldía"}}],
        "actors": [{"id": "a1", "name": WATER}],
    }
    context = about(stakeholder_analysis={"people": people})
    assert offered("trajectory_designer", context) == [
        (
            "work.tasks",
            "missing-tasks/m1",
            {"task": {"es": "dueños de terrenos"}, "who": {"es": "la alcaldía"}},
            {},
        )
    ]
    assert offered("intervention_designer", context) == [
        ("people.invitees", "actors-invitees/a1", {}, {"actor": ["a1"]})
    ]


def test_a_tool_that_nobody_began_offers_nothing() -> None:
    for tool in tools.every():
        assert offered(tool.key, about()) == []


# Accepting, in a project of three sides.


class Desk:
    """A project on the table: edits and looks by members of its sides."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def edit(self, key: str, *changes: Change, side: str = "brasschaat") -> None:
        """Change something in a tool, as a member of a side."""
        with self.shelf.writing() as db:
            member, canvas = self._at(db, key, side)
            base = canvases.view(db, canvas, member).base
            canvas_edits.edit(db, canvas, member.person, member, base, changes)

    def accept(self, key: str, offer: str, side: str = "brasschaat", role: str = "member") -> str:
        """Accept an offer in a tool, and return the address of its card."""
        with self.shelf.writing() as db:
            member, canvas = self._at(db, key, side, role)
            return accepting.accept(db, canvas, member.person, member, offer)

    def begin(self, card: str) -> int:
        """Begin the encounter of a session, and return its number."""
        with self.shelf.writing() as db:
            member, canvas = self._at(db, "trajectory_designer", "brasschaat")
            return accepting.begin(db, canvas, member.person, member, card).number

    def look(self, key: str, side: str = "tarija") -> canvases.CanvasView:
        """Return a tool as a member of a side sees it."""
        with self.shelf.writing() as db:
            member, canvas = self._at(db, key, side)
            return canvases.view(db, canvas, member)

    def ties(self, key: str) -> tuple[list[str], dict[str, tuple[bool, bool]]]:
        """Return the keys of what is still offered, and (own words, gone) of each card that was taken over."""
        with self.shelf.writing() as db:
            member, canvas = self._at(db, key, "tarija")
            view = canvases.view(db, canvas, member)
            keys = [each.key for held in acceptances.offered(db, view).values() for each in held]
            taken = acceptances.taken(db, view)
            return keys, {card: (each.own_words, each.gone) for card, each in taken.items()}

    def _at(self, db: database.Session, key: str, side: str, role: str = "member") -> tuple[Membership, Canvas]:
        member = db.get_one(Membership, self.shelf.world.of(side, role).id)
        return member, canvases.get_or_create(db, db.get_one(Project, self.shelf.world.project.id), key)


@pytest.fixture
def desk(shelf: Callable[..., Shelf]) -> Desk:
    """Give a project in which the Focus sharpener names a group that feels it."""
    made = Desk(shelf())
    group = AddCard("people.affected", "group000001", {}, {"group": {"nl": "kinderen", "es": "niñas y niños"}})
    made.edit("focus_sharpener", group)
    return made


OFFER = "affected-actors/group000001"


def named(view: canvases.CanvasView) -> list[dict[str, str]]:
    """Return what the actors are called."""
    return [card["name"] for card in view.content["people"]["actors"]]


def test_an_offer_that_is_pressed_twice_by_two_sides_makes_one_card(desk: Desk) -> None:
    first = desk.accept("stakeholder_analysis", OFFER)
    assert desk.accept("stakeholder_analysis", OFFER, side="tarija") == first
    assert named(desk.look("stakeholder_analysis")) == [{"nl": "kinderen", "es": "niñas y niños"}]
    assert desk.ties("stakeholder_analysis") == ([], {first.rpartition("/")[2]: (False, False)})


def test_a_card_that_was_taken_over_and_then_away_is_not_offered_again(desk: Desk) -> None:
    card = desk.accept("stakeholder_analysis", OFFER).rpartition("/")[2]
    desk.edit("stakeholder_analysis", RemoveCard("people.actors", card))
    assert desk.ties("stakeholder_analysis") == ([], {})


def test_a_name_follows_its_source_until_somebody_words_it_otherwise_here_and_then_says_so(desk: Desk) -> None:
    address = desk.accept("stakeholder_analysis", OFFER)
    card = address.rpartition("/")[2]
    name = "people.affected/group000001/group"
    desk.edit("focus_sharpener", SetText(name, "nl", "alle kinderen van de wijk"), side="tarija")
    assert named(desk.look("stakeholder_analysis")) == [{"nl": "alle kinderen van de wijk", "es": "niñas y niños"}]
    desk.edit("stakeholder_analysis", SetText(f"{address}/name", "nl", "leerlingenraden"))
    desk.edit("focus_sharpener", SetText(name, "nl", "kinderen en jongeren"))
    assert named(desk.look("stakeholder_analysis")) == [{"nl": "leerlingenraden", "es": "niñas y niños"}]
    assert desk.ties("stakeholder_analysis") == ([], {card: (True, False)})


def test_a_source_that_is_taken_away_leaves_the_card_and_says_so(desk: Desk) -> None:
    card = desk.accept("stakeholder_analysis", OFFER).rpartition("/")[2]
    desk.edit("focus_sharpener", RemoveCard("people.affected", "group000001"))
    assert named(desk.look("stakeholder_analysis")) == [{"nl": "kinderen", "es": "niñas y niños"}]
    assert desk.ties("stakeholder_analysis") == ([], {card: (False, True)})


def test_who_may_not_write_accepts_nothing_and_nobody_accepts_what_is_not_offered(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        desk.accept("stakeholder_analysis", OFFER, side="", role="observer")
    for wrong in ("affected-actors/group000002", "no-such-flow/group000001", "decided-route/x", "", "/"):
        with pytest.raises(NotFound):
            desk.accept("stakeholder_analysis", wrong)
    assert named(desk.look("stakeholder_analysis")) == []


def test_an_actor_that_is_on_the_list_of_guests_already_is_not_offered_once_more(desk: Desk) -> None:
    desk.edit("stakeholder_analysis", AddCard("people.actors", "actor000001", {}, {"name": WATER}))
    assert desk.ties("intervention_designer") == (["actors-invitees/actor000001"], {})
    desk.edit("intervention_designer", AddCard("people.invitees", "guest000001", {"actor": ["actor000001"]}, {}))
    assert desk.ties("intervention_designer") == ([], {})


def test_a_session_of_the_route_begins_one_encounter_that_bears_its_name_and_points_at_it(desk: Desk) -> None:
    session = AddCard("people.sessions", "session0001", {}, {"name": {"es": "Diálogo 1", "nl": "Gesprek 1"}})
    desk.edit("trajectory_designer", session)
    assert [desk.begin("session0001"), desk.begin("session0001")] == [1, 1]
    meeting = desk.look("intervention_designer").content["meeting"]
    assert (meeting["name"], meeting["session"]) == ({"es": "Diálogo 1", "nl": "Gesprek 1"}, ["session0001"])
    with pytest.raises(NotFound):
        desk.begin("session0002")


# On the page.


def test_the_page_offers_what_was_said_before_and_a_press_makes_a_card_of_it(desk: Desk) -> None:
    visitor = desk.shelf.visitor("tarija", "member", "es")
    address = f"/projects/{desk.shelf.world.project.id}/stakeholder-analysis"
    page = visitor.get(address)
    assert f'value="accept:{OFFER}"' in page.text
    assert visitor.post(address, do=f"accept:{OFFER}").status_code == 303
    after = visitor.get(address)
    assert f'value="accept:{OFFER}"' not in after.text
    assert "niñas y niños" in words_of_page(after.text)
    assert "Tomado de: Afinar el enfoque. Sigue las palabras de allí." in words_of_page(after.text)


def test_an_offer_that_one_person_puts_away_stays_for_the_others(desk: Desk) -> None:
    address = f"/projects/{desk.shelf.world.project.id}/stakeholder-analysis"
    mine, theirs = desk.shelf.visitor("tarija"), desk.shelf.visitor("brasschaat")
    mine.post(address, do=f"leave:{OFFER}")
    assert [f'value="accept:{OFFER}"' in each.get(address).text for each in (mine, theirs)] == [False, True]


def test_both_ends_say_where_a_card_is_used_and_taking_it_away_asks_first(desk: Desk) -> None:
    desk.edit("stakeholder_analysis", AddCard("people.actors", "actor000001", {}, {"name": WATER}))
    desk.edit("trajectory_designer", AddCard("route.phases", "phase000001", {}, {"name": {"nl": "Openen"}}))
    desk.edit("trajectory_designer", SetValue("people.matrix/actor000001/phase000001", "consult"))
    address = f"/projects/{desk.shelf.world.project.id}/stakeholder-analysis"
    here, card = desk.shelf.visitor("tarija"), "people.actors/actor000001"
    used = "Gebruikt: één keer bij “Wie doet in welke fase mee, en hoe ver?” (Trajectontwerper)"
    assert used in words_of_page(here.get(address).text)
    asked = here.get(here.post(address, do=f"remove:{card}").headers["Location"])
    assert f'value="lose:{card}"' in asked.text
    assert named(desk.look("stakeholder_analysis")) == [WATER]
    here.post(address, do=f"lose:{card}")
    assert named(desk.look("stakeholder_analysis")) == []
    assert desk.look("trajectory_designer").content["people"]["matrix"] == {"actor000001": {"phase000001": "consult"}}
