"""What the Stakeholder analysis notices: of every finding when it comes and when it does not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actor_canvases import DECIDERS, actor, analysis, context, noticed_codes, one, seen_by
from tests.focus_canvases import KEYS, LANGUAGES, SIDES
from tools import intervention_designer
from tools.canvas import CAUTION, STOP, TIP, Content, Finding, agreeable, noticed
from tools.content import complete
from tools.stakeholder_analysis import TOOL

PAIRED = {"people__pairs": [{"id": "p", "here": ["d-herent"], "there": ["d-tarija"]}]}
"""A pair, so that its absence is not noticed beside what is tried."""


def canvas(*more: dict[str, Any], **changed: Any) -> Content:
    """Somebody who decides on every side, a pair, and these actors."""
    return analysis(*DECIDERS, *more, **{**PAIRED, **changed})


def said(found: Finding) -> str:
    return found.sentence.format(**found.values)


def test_nothing_is_noticed_of_the_canvas_to_which_everything_else_is_added() -> None:
    assert noticed_codes(canvas()) == []


# T4-1: an empty quarter of the picture


CORNERS = {"together": (80, 80), "satisfied": (20, 80), "strengthen": (80, 20), "inform": (20, 20)}


def placed(*quarters: str, **changed: Any) -> Content:
    return canvas(*(actor(f"a{at}", at=CORNERS[key]) for at, key in enumerate(quarters)), **changed)


@pytest.mark.parametrize(
    ("empty", "sentence"),
    [
        ("strengthen", "“Strengthen and give a voice” is empty: who feels this, but has little say?"),
        ("together", "“Make it together” is empty: who wants this and can make it happen?"),
        ("satisfied", "“Keep satisfied, involve in time” is empty: who can stop this, but looks elsewhere?"),
        ("inform", "“Inform, with an open door” is empty: is there really nobody?"),
    ],
)
def test_t4_1_asks_who_belongs_in_a_quarter_that_is_empty(empty: str, sentence: str) -> None:
    three = [key for key in CORNERS if key != empty]
    found = one(placed(*three, three[0]))
    assert (found.code, found.level, found.at, said(found)) == ("T4-1", CAUTION, ("people.actors",), sentence)


def test_t4_1_asks_of_one_quarter_at_a_time_and_first_of_those_with_little_say() -> None:
    assert said(one(placed(*["together"] * 4))).startswith("“Strengthen and give a voice”")


def test_t4_1_is_silent_with_somebody_in_every_quarter_and_while_fewer_than_four_have_a_place() -> None:
    assert noticed_codes(placed(*CORNERS)) == []
    assert noticed_codes(placed("together", "together", "together")) == []


def test_t4_1_is_silent_once_it_is_said_why_there_is_nobody_but_a_reason_is_needed() -> None:
    three = ("together", "satisfied", "strengthen", "strengthen")
    why = {"id": "n", "quadrant": "inform", "why": {"es": "Aquí a todos les importa el agua."}}
    assert noticed_codes(placed(*three, people__nobody=[why])) == []
    assert noticed_codes(placed(*three, people__nobody=[{**why, "why": {}}])) == ["T4-1"]
    assert noticed_codes(placed(*three, people__nobody=[{**why, "quadrant": "together"}])) == ["T4-1"]


# T4-2: nobody decides


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.key)
def test_t4_2_stops_an_agreement_while_nobody_decides_on_a_side_that_has_actors(side: Any) -> None:
    rest = [each for each in DECIDERS if each["side"] != side.key]
    content = analysis(*rest, actor("a", side.key, "leads"), actor("b", side.key))
    (found,) = (each for each in noticed(TOOL, content, context()) if each.code == "T4-2")
    assert (found.level, said(found)) == (STOP, f"{side.place}: nobody decides yet. Who takes the decision?")
    assert found.at == ("people.actors", "people.actors/a/role", "people.actors/b/role")
    assert not agreeable(TOOL, content, context())


def test_t4_2_is_silent_on_a_side_of_which_nobody_was_named_where_it_is_a_step_instead() -> None:
    content = canvas()
    content["people"]["actors"] = content["people"]["actors"][:2]
    assert noticed_codes(content) == []
    missing = [step.values for step in TOOL.steps(content, context()) if step.values and not step.done]
    assert missing == [{"place": "Nimlaha'kok"}]
    assert not agreeable(TOOL, content, context())


def test_t4_2_is_silent_when_somebody_of_every_side_decides() -> None:
    content = analysis(actor("a", "tarija", "leads"), actor("b", "herent"), actor("c", "bridge", "decides"))
    assert "T4-2" not in noticed_codes(content)


def test_t4_2_asks_nobody_else_in_a_project_of_one_side() -> None:
    content = analysis(actor("a", "tarija", "decides"), actor("b", "herent", "advises"))
    assert "T4-2" not in noticed_codes(content, context(shared=False, owner="tarija"))
    assert noticed_codes(content, context(shared=False, owner="herent"))[0] == "T4-2"


def test_t4_2_is_silent_about_actors_of_whom_nobody_said_the_side() -> None:
    assert noticed_codes(analysis(actor("a", None, "leads"))) == []


# T4-3: affected very strongly, only informed


def test_t4_3_asks_about_who_is_affected_the_most_and_only_informed() -> None:
    found = one(canvas(actor("a", "tarija", "is_informed", affected=3)))
    assert (found.code, found.level) == ("T4-3", CAUTION)
    assert found.at == ("people.actors/a/role", "people.actors/a/affected")
    assert said(found) == "groep a: affected very strongly, yet only informed. Is that what you want?"


@pytest.mark.parametrize(
    ("role", "affected"), [("is_informed", 2), ("is_heard", 3), (None, 3), ("is_informed", None), ("watches", 3)]
)
def test_t4_3_is_silent_with_another_role_or_when_it_affects_them_less(role: str | None, affected: int | None) -> None:
    assert noticed_codes(canvas(actor("a", "tarija", role, affected=affected))) == []


# T4-4: mostly estimates


def judged(*how: str | None) -> Content:
    return analysis(*(actor(f"a{at}", **seen_by("tarija", judged=each)) for at, each in enumerate(how)))


def test_t4_4_asks_with_whom_to_talk_when_more_than_half_is_an_estimate() -> None:
    found = one(judged("estimate", "estimate", "asked"))
    assert (found.code, found.level) == ("T4-4", CAUTION)
    assert found.at == ("people.actors", "people.actors/a0/judged", "people.actors/a1/judged")
    assert said(found) == "More than half is an estimate. With whom are you really going to talk?"


@pytest.mark.parametrize(
    "how",
    [
        ("estimate", "estimate", "asked", "asked"),
        ("estimate", "estimate"),
        ("estimate", "hearsay", "hearsay"),
        ("estimate", None, None),
    ],
)
def test_t4_4_is_silent_at_half_or_less_and_while_there_are_fewer_than_three(how: tuple[str | None, ...]) -> None:
    assert noticed_codes(judged(*how)) == []


def test_t4_4_counts_what_was_shared_too() -> None:
    shared = [actor(f"a{at}", judged_shared="estimate") for at in range(3)]
    assert noticed_codes(analysis(*shared)) == ["T4-4"]


# T4-5: only institutions


def of_kinds(side: str, *kinds: str | None) -> Content:
    return canvas(*(actor(f"a{at}", side, kind=each) for at, each in enumerate(kinds)))


def without_kind_of_deciders(content: Content) -> Content:
    """The same, with those who decide as politics: their kind is known too."""
    for card in content["people"]["actors"]:
        if card["id"].startswith("d-"):
            card["kind"] = "politics"
    return content


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.key)
def test_t4_5_asks_where_the_residents_are_when_a_side_has_only_institutions(side: Any) -> None:
    found = one(without_kind_of_deciders(of_kinds(side.key, "administration", "funder")))
    assert (found.code, found.level) == ("T4-5", CAUTION)
    at = [f"people.actors/{key}/kind" for key in (f"d-{side.key}", "a0", "a1")]
    assert found.at == ("people.actors", *at)
    assert said(found) == f"{side.place}: there are only institutions here. Where are the residents?"


@pytest.mark.parametrize(
    "kinds",
    [
        ("administration", "residents"),
        ("administration", "youth"),
        ("education", "indigenous"),
        ("media", "civil_society"),
        ("administration", None),
        ("administration",),
    ],
)
def test_t4_5_is_silent_with_people_who_speak_for_themselves_an_unknown_kind_or_fewer_than_three(
    kinds: tuple[str | None, ...],
) -> None:
    assert noticed_codes(without_kind_of_deciders(of_kinds("tarija", *kinds))) == []


def test_t4_5_is_silent_when_residents_of_every_place_are_there() -> None:
    content = of_kinds("tarija", "administration", "business")
    content["people"]["actors"].append({**content["people"]["actors"][0], "id": "b", "side": "bridge"})
    content["people"]["actors"][-1].update(role=None, kind="residents")
    assert noticed_codes(without_kind_of_deciders(content)) == []


# T4-6: everybody in favour


def standing(*stances: str | None) -> Content:
    return analysis(*(actor(f"a{at}", **seen_by("herent", stance=each)) for at, each in enumerate(stances)))


@pytest.mark.parametrize("stances", [("for", "for", "driving"), ("driving", "driving", "driving", None)])
def test_t4_6_asks_who_doubts_in_silence_when_everybody_is_in_favour(stances: tuple[str | None, ...]) -> None:
    found = one(standing(*stances))
    assert (found.code, found.level, found.at) == ("T4-6", CAUTION, ("people.actors",))
    assert said(found) == "Is everybody in favour? Who doubts in silence?"


@pytest.mark.parametrize(
    "stances",
    [("for", "for", "neutral"), ("for", "for"), ("for", "driving", None), ("against", "against", "against")],
)
def test_t4_6_is_silent_with_one_who_is_not_and_while_fewer_than_three_are_known(
    stances: tuple[str | None, ...],
) -> None:
    assert noticed_codes(standing(*stances)) == []


def test_t4_6_says_nothing_of_what_only_another_side_wrote() -> None:
    seen, unseen = standing("for", "for", "for"), standing(None, None, None)
    assert [noticed_codes(each) for each in (seen, unseen)] == [["T4-6"], []]


# T4-7: the core group


@pytest.mark.parametrize(
    ("card", "parts", "sentence"),
    [
        ({"mandate": "no", "deputy": {"nl": "collega"}}, ("mandate",), "milieudienst: no mandate yet."),
        ({"mandate": "asked", "deputy": {"es": "colega"}}, ("mandate",), "milieudienst: no mandate yet."),
        ({"mandate": "yes"}, ("deputy",), "milieudienst: nobody stands in yet."),
        ({}, ("mandate", "deputy"), "milieudienst: no mandate yet, and nobody stands in."),
    ],
)
def test_t4_7_names_who_of_the_core_group_has_no_mandate_or_nobody_who_stands_in(
    card: dict[str, Any], parts: tuple[str, ...], sentence: str
) -> None:
    content = canvas(core__members=[{"id": "m", "function": {"nl": "milieudienst"}, **card}])
    found = one(content)
    assert (found.code, found.level, said(found)) == ("T4-7", CAUTION, sentence)
    assert found.at == tuple(f"core.members/m/{part}" for part in parts)
    assert noticed_codes(content, context(deep_opened=False)) == []


def test_t4_7_is_silent_with_a_mandate_and_somebody_who_stands_in_and_about_a_blank_card() -> None:
    whole = {"id": "m", "function": {"nl": "x"}, "mandate": "yes", "deputy": {"nl": "collega"}}
    assert noticed_codes(canvas(core__members=[whole, {"id": "n"}])) == []


# T4-8: deciding about another's territory


def deciding(side: str | None, role: str = "decides") -> Content:
    own = actor("o", "tarija", "decides")
    return analysis(own, actor("a", side, role))


@pytest.mark.parametrize(("side", "place"), [("herent", "Herent"), ("nimlahakok", "Nimlaha'kok")])
def test_t4_8_says_that_another_side_decides_in_a_project_of_one_side(side: str, place: str) -> None:
    found = one(deciding(side), context(shared=False, owner="tarija", deep_opened=False))
    assert (found.code, found.level) == ("T4-8", CAUTION)
    assert found.at == ("people.actors/a/role", "people.actors/a/side")
    assert said(found) == f"{place} decides here about the territory of Tarija."


@pytest.mark.parametrize(("side", "role"), [("herent", "advises"), ("bridge", "decides"), (None, "decides")])
def test_t4_8_is_silent_when_the_other_side_has_another_role_or_it_is_of_every_side(
    side: str | None, role: str
) -> None:
    assert noticed_codes(deciding(side, role), context(shared=False, owner="tarija", deep_opened=False)) == []


def test_t4_8_is_silent_in_a_shared_project_where_every_side_decides() -> None:
    assert noticed_codes(canvas()) == []


# T4-9: a barrier that no encounter answers


def encounter(**changed: Any) -> Content:
    content: Content = {}
    for address, value in changed.items():
        section, name = address.split("__")
        content.setdefault(section, {})[name] = value
    return complete(intervention_designer.TOOL, LANGUAGES, KEYS, content)


def with_barriers(*barriers: str) -> Content:
    return canvas(actor("a", "tarija", barriers=list(barriers)), actor("b", "herent"))


def test_t4_9_points_at_barriers_that_no_encounter_answers() -> None:
    met = encounter(people__conditions=["distance", "camera"])
    content = with_barriers("distance", "childcare")
    found = one(content, context(project={"intervention_designer": [encounter(), met]}))
    assert (found.code, found.level, found.at) == ("T4-9", TIP, ("people.actors/a/barriers",))
    assert said(found) == "A barrier was noted, and no encounter answers it yet: groep a."


def test_t4_9_is_silent_as_long_as_there_is_no_encounter() -> None:
    assert noticed_codes(with_barriers("childcare")) == []
    assert noticed_codes(with_barriers("childcare"), context(project={"intervention_designer": []})) == []


def test_t4_9_is_silent_when_encounters_together_answer_every_barrier() -> None:
    two = [encounter(people__conditions=["distance"]), encounter(people__conditions=["childcare"])]
    about = context(project={"intervention_designer": two})
    assert noticed_codes(with_barriers("distance", "childcare"), about) == []
    assert noticed_codes(canvas(), about) == []


@pytest.mark.parametrize(
    ("barrier", "form", "answered"),
    [
        ("internet", "in_person", True),
        ("camera", "in_person", True),
        ("distance", "online", True),
        ("distance", "in_person", False),
        ("camera", "online", False),
        ("internet", "mixed", False),
        ("childcare", "in_person", False),
    ],
)
def test_t4_9_knows_which_barriers_go_away_by_meeting_in_person_or_online(
    barrier: str, form: str, answered: bool
) -> None:
    about = context(project={"intervention_designer": [encounter(meeting__form=form)]})
    assert noticed_codes(with_barriers(barrier), about) == ([] if answered else ["T4-9"])


@pytest.mark.parametrize(
    ("interpretation", "answered"), [("whispered", True), ("bilingual", True), ("none_needed", False), (None, False)]
)
def test_t4_9_takes_interpreting_as_an_answer_to_the_barrier_of_language(
    interpretation: str | None, answered: bool
) -> None:
    blocks = [{"id": "b", "minutes": 20, "interpretation": interpretation}]
    about = context(project={"intervention_designer": [encounter(agenda__blocks=blocks)]})
    assert noticed_codes(with_barriers("language"), about) == ([] if answered else ["T4-9"])


# T4-10: no pair


def test_t4_10_asks_for_a_pair_when_two_sides_have_actors_once_the_deep_set_is_open() -> None:
    content = canvas(people__pairs=[])
    found = one(content)
    assert (found.code, found.level, found.at) == ("T4-10", TIP, ("people.pairs",))
    assert said(found) == "Who is whose match, here and there?"
    assert noticed_codes(content, context(deep_opened=False)) == []


@pytest.mark.parametrize(
    "pair", [{"here": ["d-herent"]}, {"here": ["d-herent"], "there": ["gone"]}, {"there": ["d-tarija"]}]
)
def test_t4_10_does_not_take_half_a_pair_for_one(pair: dict[str, Any]) -> None:
    assert noticed_codes(canvas(people__pairs=[{"id": "p", **pair}])) == ["T4-10"]


def test_t4_10_is_silent_with_actors_of_one_side_only_and_of_none() -> None:
    assert noticed_codes(analysis(DECIDERS[0], actor("a", "bridge"), actor("b"))) == []


# T4-11: two who decide on the same


@pytest.mark.parametrize("side", [*KEYS, "bridge"])
def test_t4_11_asks_who_has_the_last_word_when_two_of_one_side_decide(side: str) -> None:
    content = canvas(actor("a", side, "decides"), *([actor("b", side, "decides")] if side == "bridge" else []))
    ids = ("a", "b") if side == "bridge" else (f"d-{side}", "a")
    found = one(content)
    assert (found.code, found.level) == ("T4-11", TIP)
    assert found.at == tuple(f"people.actors/{key}/role" for key in ids)
    names = f"groep {ids[0]}, groep {ids[1]}"
    assert said(found) == f"More than one decides on the same: {names}. Who has the last word?"


def test_t4_11_is_silent_when_each_of_them_is_of_another_side() -> None:
    assert noticed_codes(canvas(actor("a", "bridge", "decides"), actor("b", None, "decides"))) == []


# Three sides


def test_every_rule_about_a_side_comes_once_for_each_side_and_names_its_place() -> None:
    content = analysis(*(actor(f"a-{key}", key, "advises") for key in KEYS), **PAIRED)
    found = [said(each) for each in noticed(TOOL, content, context()) if each.code == "T4-2"]
    assert found == [f"{side.place}: nobody decides yet. Who takes the decision?" for side in SIDES]
