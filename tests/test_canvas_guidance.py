"""Guidance on a canvas: the short set and the deep one, the progress, and the hints of the coach."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests import made_up_tool
from tests.forms_on_page import FormOnPage
from tests.shelf import Shelf, words_of_page
from tests.strategies import LANGUAGES, SIDES, full
from tests.structure import faults_of
from tests.visitors import words_of
from tools.canvas import Content, Finding, Tool
from tools.content import blank

PROGRESS = "In short: %(done)s of %(all)s steps are there"
DEEPER = (
    "One more question, if there is time. It is needed for nothing.",
    "%(num)s more questions, if there is time. They are needed for nothing.",
)


# The light set, the deep set, the coach.


def write_light(shelf: Shelf, **given: Any) -> Content:
    """Fill the light set of the Focus sharpener."""
    content = full(shelf.tool, LANGUAGES, SIDES)
    for address, field in shelf.tool.fields():
        section, name = address.split(".")
        if field.deep:
            content[section][name] = blank(shelf.tool, LANGUAGES, SIDES)[section][name]
    content["frame"].update(given)
    shelf.write(content, deep=False)
    return content


def test_the_progress_names_every_step_that_is_not_there_yet_and_links_to_it(focus: Shelf) -> None:
    page = focus.page()
    assert focus.said(PROGRESS, done=0, all=11) in words_of_page(page)
    steps = page.split('id="steps"')[1].split("</section>")[0]
    assert re.findall(r'href="#([^"]+)"', steps) == [
        "at-topic-theme",
        "at-topic-symptoms",
        "at-people-affected",
        "at-frame-decided",
        "at-frame-room",
        "at-question-question",
        "at-question-decider",
        *(f"at-exchange-heard-{side}" for side in SIDES),
        "at-exchange-learn",
    ]
    assert focus.said("Say what it is about") in words_of_page(steps)
    write_light(focus)
    assert focus.said(PROGRESS, done=11, all=11) in words_of_page(focus.page())


def test_the_deep_set_is_named_and_opens_for_everybody_with_one_button(focus: Shelf) -> None:
    here = focus.visitor("brasschaat")
    page = here.get(focus.address)
    assert focus.said(DEEPER[0], plural=DEEPER[1], num=4) in words_of(page)
    form = FormOnPage(page)
    assert "topic.trigger@nl" not in form.names()
    form.fill("topic.theme@nl", "Water")
    form.send(here, "deepen")
    there = FormOnPage(focus.visitor("tarija").get(focus.address))
    assert {"topic.trigger@nl", "topic.causes/new/text@nl", "frame.outside/new/text@nl"} <= there.names()
    assert there.named("topic.theme@nl")[0].words == "Water"


def test_a_question_that_only_an_answer_opens_is_there_after_that_answer(focus: Shelf) -> None:
    here = focus.visitor()
    form = FormOnPage(here.get(focus.address))
    assert "frame.inform_only" not in form.names()
    form.fill("frame.room", "0")
    assert "frame.inform_only" in FormOnPage(form.send(here, "save:frame")).names()


def made_up_with(found: list[Finding]) -> Tool:
    """Return the made-up tool with other findings."""
    from dataclasses import replace

    return replace(made_up_tool.TOOL, findings=lambda content, context: list(found), steps=lambda content, context: [])


def finding(level: str, at: str, sentence: str, by_words: bool = False) -> Finding:
    """Return a finding."""
    return Finding(code=f"X-{sentence}", level=level, sentence=sentence, at=(at,), by_words=by_words)


def coach(page: str) -> str:
    """Return the column of the coach."""
    return page.split('id="coach"')[1].split("</section>")[0]


def test_the_coach_shows_three_at_most_the_most_serious_first_each_with_a_link_and_beside_its_field(
    shelf: Callable[..., Shelf],
) -> None:
    found = [
        finding("tip", "garden.plants/card0001/what", "on a card", by_words=True),
        finding("tip", "people.first", "one too many"),
        finding("stop", "garden.name", "a stop"),
        finding("caution", "people.voice.tarija", "a caution"),
    ]
    here = shelf(made_up_with(found))
    here.write(full(made_up_tool.TOOL, LANGUAGES, SIDES))
    page = here.page()
    column = coach(page)
    assert re.findall(r"a stop|a caution|on a card|one too many", re.sub(r"<button.*?</button>", "", column)) == [
        "a stop",
        "a caution",
        "one too many",
    ]
    assert re.findall(r'href="#([^"]+)"', column) == ["at-garden-name", "at-people-voice-tarija", "at-people-first"]
    for anchor, words in (("at-garden-name", "a stop"), ("at-people-voice-tarija", "a caution")):
        assert words in page.split(f'id="{anchor}"')[1][:6000]
    assert faults_of(page) == []


def test_a_tip_goes_away_with_one_tap_for_that_person_only_and_can_be_shown_again(shelf: Callable[..., Shelf]) -> None:
    here = shelf(
        made_up_with([finding("tip", "garden.name", "a hint", by_words=True), finding("stop", "people.first", "x")])
    )
    mine, theirs = here.visitor(), here.visitor("brasschaat", "observer")
    for reader in (mine, theirs):
        form = FormOnPage(reader.get(here.address), "canvas" if reader is mine else "hints")
        buttons = [each.value for each in form.controls if each.value.startswith("dismiss:")]
        assert buttons == ["dismiss:X-a hint@garden.name"]
    form = FormOnPage(mine.get(here.address))
    form.fill("garden.name@nl", "Half getypt")
    after = form.send(mine, "dismiss:X-a hint@garden.name")
    assert "a hint" not in after.text
    assert here.said("You put one hint away.", plural="You put %(num)s hints away.", num=1) in words_of(after)
    assert FormOnPage(after).named("garden.name@nl")[0].words == "Half getypt"
    assert "a hint" in theirs.get(here.address).text
    assert "a hint" in FormOnPage(after).send(mine, "remind").text
