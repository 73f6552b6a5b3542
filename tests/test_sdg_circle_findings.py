"""What the exercise of the circle notices: of every finding when it comes, when not, and the nearest false alarm."""

from __future__ import annotations

from typing import Any

import pytest

from tests.circle_canvases import ALL_PARTS, activity, change, circle, context, noticed_codes, one
from tests.focus_canvases import KEYS, LANGUAGES, SIDES
from tools import goals
from tools.canvas import CAUTION, TIP, Content, Finding
from tools.content import blank
from tools.sdg_circle import TOOL
from tools.tags import RINGS


def said(found: Finding) -> str:
    return found.sentence.format(**found.values)


def test_nothing_is_noticed_of_a_blank_canvas_and_of_one_with_something_in_every_part() -> None:
    assert noticed_codes(blank(TOOL, LANGUAGES, KEYS)) == []
    assert noticed_codes(circle(*ALL_PARTS)) == []


def test_sdg_1_names_what_is_not_in_the_circle_once_something_else_is() -> None:
    found = one(circle(activity("a", "local people"), activity("b"), activity("c", goal=6)))
    assert (found.code, found.level, said(found)) == (
        "SDG-1",
        TIP,
        "Some activities are not in the circle yet (kaart b; kaart c).",
    )
    assert found.at == ("today.activities/b/ring", "today.activities/c/ring")


def test_sdg_1_is_silent_while_everybody_is_still_writing_and_once_all_have_their_place() -> None:
    assert noticed_codes(circle(activity("a"), activity("b"))) == []
    assert noticed_codes(circle(activity("a", "local people"), {**activity("b", goal=6), "ring": "local"})) == []


def test_sdg_1_names_three_and_no_more() -> None:
    lost = [activity(id) for id in "bcde"]
    found = one(circle(activity("a", "local people"), *lost))
    assert said(found) == "Some activities are not in the circle yet (kaart b; kaart c; kaart d …)."
    assert len(found.at) == 4


@pytest.mark.parametrize(
    ("p", "name"),
    [
        ("people", "People"),
        ("planet", "Planet"),
        ("prosperity", "Prosperity"),
        ("peace", "Peace"),
        ("partnership", "Partnership"),
    ],
)
def test_sdg_2_asks_whether_a_part_is_empty_on_purpose(p: str, name: str) -> None:
    rest = [card for card in ALL_PARTS if card["p"] != p]
    rings = [activity(f"r{ring}", f"{ring} {rest[0]['p']}") for ring in ("internal", "local", "global")]
    found = one(circle(*rest, *rings))
    assert (found.code, found.level, found.at) == ("SDG-2", CAUTION, ("step_back.empty",))
    assert said(found) == f"{name}: still empty. On purpose?"


@pytest.mark.parametrize(
    ("ring", "sentence"),
    [
        ("internal", "The inner ring, our own organisation, is still empty. On purpose?"),
        ("local", "The middle ring, local policy, is still empty. On purpose?"),
        ("global", "The outer ring, global policy, is still empty. On purpose?"),
    ],
)
def test_sdg_3_asks_whether_a_ring_is_empty_on_purpose(ring: str, sentence: str) -> None:
    others = [key for key, _ in RINGS if key != ring]
    cards = [activity(p, f"{others[at % 2]} {p}") for at, (p, _) in enumerate(goals.PS)]
    found = one(circle(*cards))
    assert (found.code, found.level, said(found)) == ("SDG-3", CAUTION, sentence)


def test_sdg_2_and_3_speak_of_one_part_and_one_ring_at_a_time() -> None:
    assert noticed_codes(circle(*(activity(str(at), "local planet") for at in range(5)))) == ["SDG-2", "SDG-3"]


def test_sdg_2_and_3_are_silent_while_fewer_have_a_place_than_there_are_parts() -> None:
    cards = [activity(str(at), "local planet") for at in range(4)]
    assert noticed_codes(circle(*cards)) == []
    assert noticed_codes(circle(*cards, activity("x", goal=3))) == ["SDG-1"]


def test_sdg_2_is_silent_once_every_field_of_the_part_is_explained() -> None:
    rest = [card for card in ALL_PARTS if card["p"] != "peace"]
    five = [*rest, activity("x", "local people")]
    whole = {"id": "w", "p": "peace", "ring": None, "answer": "unknown"}
    fields = [{"id": ring, "p": "peace", "ring": ring, "answer": "on_purpose"} for ring, _ in RINGS]
    assert noticed_codes(circle(*five)) == ["SDG-2"]
    assert noticed_codes(circle(*five, step_back__empty=[whole])) == []
    assert noticed_codes(circle(*five, step_back__empty=fields)) == []
    assert noticed_codes(circle(*five, step_back__empty=fields[:2])) == ["SDG-2"]
    assert noticed_codes(circle(*five, step_back__empty=[{**whole, "answer": None}])) == ["SDG-2"]
    assert noticed_codes(circle(*five, step_back__empty=[{**whole, "p": "planet"}])) == ["SDG-2"]


def pointing(*directions: str | None, **more: Any) -> Content:
    """Activities in every part, with these directions."""
    cards = [{**card, "direction": direction, **more} for card, direction in zip(ALL_PARTS, directions, strict=False)]
    return circle(*cards, *ALL_PARTS[len(cards) :])


def test_sdg_4_asks_who_could_be_harmed_when_everything_helps() -> None:
    found = one(pointing("direct_positive", "indirect_positive", "direct_positive"))
    assert (found.code, found.level, found.at[0]) == ("SDG-4", CAUTION, "today.activities")
    assert found.at[1:] == tuple(f"today.activities/p{at}/direction" for at in range(3))


@pytest.mark.parametrize("other", ["neutral", "indirect_negative", "direct_negative", "unknown"])
def test_sdg_4_is_silent_with_one_that_does_not_help_and_while_fewer_than_three_directions_are_known(
    other: str,
) -> None:
    helps = ["direct_positive"] * 3
    assert noticed_codes(pointing(*helps, other)) == []
    assert noticed_codes(pointing(*helps[:2], None)) == []


@pytest.mark.parametrize("missing", SIDES, ids=lambda side: side.key)
def test_sdg_5_asks_a_side_that_has_nothing_in_the_circle_whichever_it_is(missing: Any) -> None:
    others = [key for key in KEYS if key != missing.key]
    cards = [{**card, "whose": others[at % 2]} for at, card in enumerate(ALL_PARTS[:3])]
    found = one(circle(*cards, *ALL_PARTS[3:]))
    assert (found.code, found.level) == ("SDG-5", CAUTION)
    assert said(found) == f"{missing.place}: nothing stands in the circle yet. What do they already do?"


def test_sdg_5_counts_a_card_for_the_side_of_who_wrote_it() -> None:
    authors = {"p0": "herent", "p1": "tarija", "p2": "nimlahakok"}
    assert noticed_codes(circle(*ALL_PARTS), context(authors=authors)) == []
    assert noticed_codes(circle(*ALL_PARTS), context(authors={**authors, "p2": "tarija"})) == ["SDG-5"]


def test_sdg_5_is_silent_in_a_project_of_one_side_with_something_done_together_and_of_too_few_cards() -> None:
    mine = [{**card, "whose": "herent"} for card in ALL_PARTS]
    assert noticed_codes(circle(*mine)) == ["SDG-5", "SDG-5"]
    assert noticed_codes(circle(*mine), context(shared=False, owner="herent")) == []
    assert noticed_codes(circle(*mine[:4], {**mine[4], "whose": "together"})) == []
    assert noticed_codes(circle(*mine[:2], *ALL_PARTS[2:])) == []


def test_sdg_6_asks_for_the_why_of_a_goal_that_has_a_direction() -> None:
    card = activity("a", "local planet", 6, "neutral")
    found = one(circle(card))
    assert (found.code, found.level, found.at) == ("SDG-6", TIP, ("today.activities/a/why",))
    assert said(found) == "A goal without a why (kaart a): who notices it, and where?"
    assert noticed_codes(circle({**card, "why": {"es": "Llega agua a la escuela."}})) == []
    assert noticed_codes(circle({**card, "why": {"es": "  "}})) == ["SDG-6"]
    assert noticed_codes(circle({**card, "direction": None}), context()) == []


def test_sdg_7_asks_who_could_find_out_what_nobody_knows_once_changes_are_looked_for() -> None:
    card = activity("a", "local planet", direction="unknown")
    found = one(circle(card, reflex__improvements=[change("c")]))
    assert (found.code, found.level, found.at) == ("SDG-7", TIP, ("today.activities/a/direction",))
    assert noticed_codes(circle(card)) == [], "step 5 has not begun"
    assert noticed_codes(circle(card, reflex__improvements=[change("c", card=["a"])])) == []
    assert noticed_codes(circle({**card, "direction": "neutral"}, reflex__improvements=[change("c")])) == []


def test_sdg_8_asks_which_three_come_first_when_more_are_chosen() -> None:
    four = [change(id) for id in "abcd"]
    found = one(circle(reflex__improvements=four))
    assert (found.code, found.level, said(found)) == (
        "SDG-8",
        CAUTION,
        "4 changes are chosen. Which three come first?",
    )
    assert found.at == ("reflex.improvements", *(f"reflex.improvements/{id}/chosen" for id in "abcd"))
    assert noticed_codes(circle(reflex__improvements=four[:3])) == []
    assert noticed_codes(circle(reflex__improvements=[*four[:3], change("d", chosen="no")])) == []


def test_sdg_9_asks_what_changes_when_every_card_says_goal_17() -> None:
    cards = [{**card, "goal": "sdg_17"} for card in ALL_PARTS]
    found = one(circle(*cards[:3], *ALL_PARTS[3:]))
    assert (found.code, found.level, len(found.at)) == ("SDG-9", CAUTION, 4)
    assert noticed_codes(circle(*cards[:2], *ALL_PARTS[2:])) == []
    assert noticed_codes(circle(*cards[:4], {**ALL_PARTS[4], "goal": "sdg_16"})) == []
    assert noticed_codes(circle(*({**card, "goal": "sdg_7"} for card in ALL_PARTS))) == []


@pytest.mark.parametrize("typed", ["6.10", "6.z", "99.1", "el agua", "6", "ODS 6", "6.1 6.2", "６．１"])
def test_sdg_10_says_that_no_target_is_called_so_and_leaves_it_as_it_was_typed(typed: str) -> None:
    found = one(circle(activity("a", "local planet", goal=6, target={"es": f" {typed} "})))
    assert (found.code, found.level, found.at) == ("SDG-10", TIP, ("today.activities/a/target",))
    assert said(found) == f"No target is called “{typed}” (kaart a). Write its number, such as 6.1 or 6.b."


@pytest.mark.parametrize("typed", ["6.1", "6.B", "ODS 6,b", "meta 6.6", "06.1", " 6 . 1 ", "", "  "])
def test_sdg_10_is_silent_once_a_target_is_meant_and_while_nothing_is_written(typed: str) -> None:
    assert noticed_codes(circle(activity("a", "local planet", goal=6, target={"es": typed}))) == []


def test_sdg_10_is_silent_when_the_number_stands_in_one_language_and_words_in_another() -> None:
    both = activity("a", "local planet", goal=6, target={"nl": "water voor iedereen", "es": "6.1"})
    assert noticed_codes(circle(both)) == []


def test_sdg_10_names_three_and_tells_17_1_from_17_10() -> None:
    wrong = [activity(id, target={"nl": f"6.{at}0"}) for at, id in enumerate("bcde", 1)]
    right = [activity(id, target={"nl": typed}) for id, typed in (("x", "17.1"), ("y", "17.10"))]
    found = one(circle(*right, *wrong))
    assert said(found).startswith("No target is called “6.10”, “6.20”, “6.30” … (kaart b; kaart c; kaart d …).")
    assert len(found.at) == 4


def test_sdg_11_says_when_a_target_is_one_of_another_goal_than_the_card_says() -> None:
    found = one(circle(activity("a", "local planet", goal=6, target={"nl": "13.1"})))
    assert (found.code, found.level, found.at) == ("SDG-11", TIP, ("today.activities/a/target",))
    assert said(found) == "The target is one of another goal than the card says (kaart a). Which of the two is meant?"


def test_sdg_11_is_silent_of_a_card_without_a_goal_and_of_a_target_of_its_own_goal() -> None:
    alone = activity("a", "local planet", target={"nl": "13.1"})
    assert noticed_codes(circle(alone, activity("b", "local planet", goal=13, target={"es": "13.a"}))) == []
