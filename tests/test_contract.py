"""The contract: what every tool, also one that nobody has written yet, promises by its declaration.

The made-up tool stands beside the real ones: it uses every kind of field and every option, so what holds for it
holds for the next tool too.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import made_up_tool
from tests.strategies import LANGUAGES, SIDES, contents, full
from tools import by_slug, every, get
from tools.canvas import (
    CAUTION,
    LEVELS,
    SHARED,
    SIDE,
    STOP,
    TIP,
    Cards,
    Choice,
    Choices,
    Context,
    Day,
    Field,
    Finding,
    Grid,
    Link,
    LinkOrText,
    Number,
    Scale,
    SideOf,
    Text,
    Time,
    Tool,
    agreeable,
    field_address,
    noticed,
)
from tools.content import blank, check, check_value, complete, walk

EVERY = [*every(), made_up_tool.TOOL]
PLACES = tuple(SideOf(key=key, place=key.title()) for key in SIDES)
ABOUT = (
    Context(languages=LANGUAGES, sides=PLACES, deep_opened=True),
    Context(languages=LANGUAGES, sides=PLACES, shared=False, owner=SIDES[2], deep_opened=True),
)
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

each_tool = pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)


def declared(tool: Tool) -> Iterator[tuple[str, Field, bool]]:
    """Every (address, field, whether it is a part or a cell), also those inside cards and tables."""
    for address, field in tool.fields():
        yield address, field, False
        inside = field.parts if isinstance(field, Cards) else (field.cell,) if isinstance(field, Grid) else ()
        for part in inside:
            yield f"{address}/{part.name}", part, True


def labels(tool: Tool) -> Iterator[tuple[str, str]]:
    """Every sentence somebody reads, with where it stands; empty ones only where none is needed."""
    yield from ((f"tool.{name}", getattr(tool, name)) for name in ("title", "purpose", "line"))
    yield from ((section.name, section.title) for section in tool.sections)
    for address, field, _ in declared(tool):
        yield address, field.label
        for name in ("options", "rows", "columns"):
            yield from ((f"{address}.{key}", label) for key, label in getattr(field, name, ()))


# Names


def test_each_tool_has_a_key_a_slug_and_a_code_of_its_own() -> None:
    for name in ("key", "slug", "code", "title"):
        values = [getattr(tool, name) for tool in EVERY]
        assert len(set(values)) == len(values), name
    for tool in every():
        assert get(tool.key) is tool
        assert by_slug(tool.slug) is tool
    for find in (get, by_slug):
        with pytest.raises(KeyError):
            find("no-such-tool")


@each_tool
def test_names_are_snake_case_and_unique(tool: Tool) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", tool.slug)
    assert SNAKE.fullmatch(tool.key)
    sections = [section.name for section in tool.sections]
    addresses = [address for address, _, _ in declared(tool)]
    assert len(set(sections)) == len(sections)
    assert len(set(addresses)) == len(addresses)
    names = [*sections, *(field.name for _, field, _ in declared(tool))]
    assert [name for name in names if not SNAKE.fullmatch(name)] == []
    assert {"id", "order", "removed", "none", "values"}.isdisjoint(names)


@each_tool
def test_everything_that_people_read_has_words(tool: Tool) -> None:
    assert [where for where, label in labels(tool) if not label.strip() or label != label.strip()] == []


@each_tool
def test_only_the_place_may_be_filled_into_a_label_and_nothing_into_the_rest(tool: Tool) -> None:
    for _, label in labels(tool):
        assert set(re.findall(r"\{(\w*)\}", label)) <= {"place"}
    for address, field, _ in declared(tool):
        assert "{" not in field.help + field.none, address


# Kinds and options


@each_tool
def test_options_rows_and_columns_have_unique_keys_and_a_scale_goes_up(tool: Tool) -> None:
    for address, field, _ in declared(tool):
        for name in ("options", "rows", "columns"):
            keys = [key for key, _ in getattr(field, name, ())]
            assert len(set(keys)) == len(keys), address
            assert all(SNAKE.fullmatch(key) for key in keys), address
        if isinstance(field, (Choice, Choices)):
            assert len(field.options) + 2 * field.sides > 1, address
        if isinstance(field, Scale):
            assert field.low < field.high, address


def pointed_at(field: Field) -> list[str]:
    """Return the addresses of cards that a field points at."""
    if isinstance(field, (Link, LinkOrText)):
        return [field.to] if field.to else []
    return [edge for edge in (field.rows_of, field.columns_of) if edge] if isinstance(field, Grid) else []


@each_tool
def test_links_and_drafts_point_at_fields_that_exist(tool: Tool) -> None:
    for address, field, _ in declared(tool):
        for to in pointed_at(field):
            key, _, home = to.rpartition(":")
            if key in [each.key for each in every()] or not key:  # a tool may name one that comes later
                assert isinstance((get(key) if key else tool).field(home), Cards), address
            assert not key or key in tool.reads, address
        if isinstance(field, Cards) and field.into:
            text = tool.field(field.into)
            assert isinstance(text, Text), address
            assert (text.room, text.per_side) == (SHARED, False), address
            assert any(isinstance(part, Text) for part in field.parts), address


@each_tool
def test_a_field_that_is_shown_only_sometimes_waits_for_an_answer_that_can_be_given(tool: Tool) -> None:
    before: list[str] = []
    for address, field in tool.fields():
        if field.shown_when is not None:
            other, value = field.shown_when
            assert other in before, address
            assert value is not None
            assert check_value(tool.field(other), other, value) == [], address
        before.append(address)


@each_tool
def test_options_stand_only_where_the_document_can_keep_them(tool: Tool) -> None:
    for address, field, inside in declared(tool):
        assert field.per_side or field.room == SHARED, f"{address}: whose room is it in?"
        assert field.per_side or not field.others, address
        assert isinstance(field, Cards) or not field.alone_first, address
        assert not (field.decision and field.room == SIDE), f"{address}: the other sides could not see it"
        assert not (field.none and isinstance(field, (Text, Grid, LinkOrText))), address
        if inside:
            assert not isinstance(field, (Cards, Grid)), address
            plain = ("deep", "alone_first", "others", "shown_when")
            assert not any(getattr(field, name) for name in plain), address
        if isinstance(field, Cards):
            parts = {part.name: part for part in field.parts}
            for part in field.parts:
                twin = parts[part.shared_as] if part.shared_as else None
                assert twin is None or (type(twin), twin.room, twin.per_side) == (type(part), SHARED, False), address
        if isinstance(field, Grid):
            cell = field.cell
            assert not isinstance(cell, (Text, Link, LinkOrText)), address
            assert (cell.per_side, cell.room) == (False, SHARED), address
        if isinstance(field, Cards):
            assert field.one, f"{address}: what does the button say?"


@each_tool
def test_lists_that_have_hours_or_weeks_have_the_parts_that_say_so(tool: Tool) -> None:
    for address, field, _ in declared(tool):
        if not isinstance(field, Cards):
            continue
        parts = {part.name: part for part in field.parts}
        if field.clock:
            timed = tool.field(field.clock)
            assert isinstance(timed, Cards), address
            assert (field.per_side, timed.per_side) == (False, False), address
            kinds = {part.name: type(part) for part in timed.parts}
            assert {"on": Day, "at": Time, "clock": Choice, "minutes": Number}.items() <= kinds.items(), address
            assert isinstance(parts["minutes"], Number), address
            assert [part.to for part in field.parts if isinstance(part, Link) and part.to == field.clock], address
        if field.weeks:
            assert {name: type(parts[name]) for name in ("starts", "ends", "effect")} == {
                "starts": Day,
                "ends": Day,
                "effect": Choice,
            }, address


def test_the_made_up_tool_uses_every_kind_of_field_and_every_option() -> None:
    kinds = {type(field) for _, field, _ in declared(made_up_tool.TOOL)}
    assert kinds == set(Field.__subclasses__())
    used: set[str] = set()
    known: set[str] = set()
    for _, field, _ in declared(made_up_tool.TOOL):
        for option in dataclasses.fields(field):
            known.add(f"{type(field).__name__}.{option.name}" if option.name not in BASIC else option.name)
            if getattr(field, option.name) != option.default:
                used.add(f"{type(field).__name__}.{option.name}" if option.name not in BASIC else option.name)
    assert known - used == set()


BASIC = {option.name for option in dataclasses.fields(Field)}


# Content


@each_tool
def test_a_blank_canvas_is_complete_notices_nothing_serious_and_cannot_be_agreed(tool: Tool) -> None:
    empty = blank(tool, LANGUAGES, SIDES)
    assert check(tool, empty) == []
    assert complete(tool, LANGUAGES, SIDES, empty) == empty
    for about in ABOUT:
        assert not agreeable(tool, empty, about)
        assert {step.done for step in tool.steps(empty, about)} == {False}
        assert "stop" not in [found.level for found in noticed(tool, empty, about)]


@each_tool
def test_a_canvas_on_which_everything_is_filled_can_be_agreed(tool: Tool) -> None:
    content = full(tool)
    assert check(tool, content) == []
    assert [place.address for place in walk(tool, content) if place.value in (None, "", [])] == BLANK_IN_FULL[tool.key]
    for about in ABOUT:
        assert agreeable(tool, content, about)


BLANK_IN_FULL: dict[str, list[str]] = {
    "focus_sharpener": ["question.decider"],
    "environment_scan": [],
    "ambition_setter": [
        *(f"change.goals/card000{each}/leader" for each in (1, 2)),
        *(f"signs.markers/card000{each}/actor" for each in (1, 2)),
    ],
    "stakeholder_analysis": [],
    "trajectory_designer": [
        *(f"people.feedback/card000{each}/to_whom" for each in (1, 2)),
        *(f"decisions.moments/card000{each}/who" for each in (1, 2)),
        *(f"comms.messages/card000{each}/to_whom" for each in (1, 2)),
    ],
    "intervention_designer": [f"people.invitees/card000{each}/actor" for each in (1, 2)],
    "sdg_circle": [],
    "made_up": ["garden.plants/card0001/giver", "garden.plants/card0002/giver", "people.keeper"],
}
"""Where a full canvas still holds nothing: the links of those who were named in words."""


@each_tool
@settings(max_examples=60)
@given(st.data())
def test_findings_and_steps_are_plain_and_point_at_places_of_the_canvas(tool: Tool, data: st.DataObject) -> None:
    content = data.draw(contents(tool))
    known = {address for address, _ in tool.fields()}
    for about in ABOUT:
        for found in noticed(tool, content, about):
            assert found.level in LEVELS
            assert found.code.startswith(f"{tool.code}-")
            assert {field_address(at) for at in found.at} <= known
            assert "{" not in found.sentence.format(**dict.fromkeys(found.values, "what people wrote"))
        for step in tool.steps(content, about):
            assert field_address(step.at) in known
            assert "{" not in step.label.format(**dict.fromkeys(step.values, "what people wrote"))
        if tool.picture is not None:
            assert plain_data(tool.picture(content, about))


def plain_data(value: Any) -> bool:
    """Whether it is only of dicts, lists, texts, numbers and booleans, so that any page can draw it."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain_data(held) for key, held in value.items())
    if isinstance(value, list):
        return all(plain_data(held) for held in value)
    return value is None or isinstance(value, (str, int, float, bool))


def test_what_is_noticed_stands_most_serious_first_and_guesses_last_whatever_the_tool_returns() -> None:
    mixed = [
        Finding(code="M-1", level=TIP, sentence="a guess", by_words=True),
        Finding(code="M-2", level=TIP, sentence="a fact"),
        Finding(code="M-3", level=CAUTION, sentence="a caution"),
        Finding(code="M-4", level=TIP, sentence="a second fact"),
        Finding(code="M-5", level=STOP, sentence="a stop"),
    ]
    tool = dataclasses.replace(made_up_tool.TOOL, findings=lambda content, context: mixed)
    assert [found.code for found in noticed(tool, full(tool), ABOUT[0])] == ["M-5", "M-3", "M-2", "M-4", "M-1"]


def test_a_finding_about_the_deep_set_is_silent_until_it_is_opened() -> None:
    tool = made_up_tool.TOOL
    content = full(tool)
    content["numbers"]["shade"] = 0
    for about in ABOUT:
        closed = dataclasses.replace(about, deep_opened=False)
        assert [found.code for found in noticed(tool, content, about)] == ["M-2"]
        assert noticed(tool, content, closed) == []


def test_a_voice_is_asked_of_every_side_that_does_not_own_the_project_alone() -> None:
    tool = made_up_tool.TOOL
    shared, owned = ABOUT
    assert [side.key for side in shared.asked(tool.field("people.voice"))] == list(SIDES)
    assert [side.key for side in owned.asked(tool.field("people.voice"))] == list(SIDES[:2])
    assert [side.key for side in owned.asked(tool.field("people.wishes"))] == list(SIDES)


@pytest.mark.parametrize(
    ("address", "belongs_to"),
    [
        ("people.voice", "people.voice"),
        ("people.voice.tarija", "people.voice"),
        ("garden.plants.none", "garden.plants"),
        ("garden.plants/card0001/doubt.tarija", "garden.plants"),
        ("people.wishes.tarija/card0001/wish", "people.wishes"),
        ("numbers.levels/river/january", "numbers.levels"),
    ],
)
def test_every_address_tells_its_field(address: str, belongs_to: str) -> None:
    assert field_address(address) == belongs_to
