"""Pages of canvases: any tool is drawn from its declaration, for whoever may write and for whoever reads along."""

from __future__ import annotations

import gzip
import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from flask_babel import force_locale, gettext

import tools
from facilitation import clock
from facilitation.projects import Project
from tests import made_up_tool, makers
from tests.forms_on_page import FormOnPage, said
from tests.shelf import PLACES, Shelf, words_of_page
from tests.strategies import LANGUAGES, SIDES, full
from tests.structure import faults_of
from tests.visitors import signed_in, words_of
from tools.canvas import SIDE, Cards, Grid, Tool
from tools.content import blank

EVERY = [*tools.every(), made_up_tool.TOOL]
each_tool = pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
in_each_language = pytest.mark.parametrize("language", ["nl", "es"])


# Any tool.


def labels(tool: Tool, side: str, parts: bool, writes: bool) -> Iterator[str]:
    """Yield every label that a member of a side is to see, as declared."""
    for _, field in tool.fields():
        if field.room == SIDE and not side:
            continue
        yield field.label
        inside = field.parts if isinstance(field, Cards) and parts else ()
        if not writes and inside:  # on a card that is read, its first words stand without a label
            inside = tuple(part for part in inside if part.name != field.main)
        yield from (part.label for part in inside if part.room != SIDE or side)
        if isinstance(field, Grid):
            yield from (label for _, label in (*field.rows, *field.columns))


@each_tool
@in_each_language
@pytest.mark.parametrize("filled", [False, True], ids=["blank", "full"])
@pytest.mark.parametrize(("side", "role"), [("tarija", "member"), ("", "observer")], ids=["writer", "observer"])
def test_every_tool_is_drawn_with_everything_it_declares(
    shelf: Callable[..., Shelf], tool: Tool, language: str, filled: bool, side: str, role: str
) -> None:
    here = shelf(tool)
    wanted = full(tool, LANGUAGES, SIDES) if filled else blank(tool, LANGUAGES, SIDES)
    for _, field in tool.fields():  # what another answer opens is on the page once it is given
        if field.shown_when:
            section, name = field.shown_when[0].split(".")
            wanted[section][name] = field.shown_when[1]
    here.write(wanted)
    page = here.page(side, role, language)
    words = words_of_page(page)
    with here.app.test_request_context(), force_locale(language):
        wanted_words = [gettext(label) for label in labels(tool, side, filled or role == "member", role == "member")]
    missing = [
        label
        for label in wanted_words
        if not all(piece.strip() in words for piece in label.split("{place}"))
        or (
            "{place}" in label
            and not any(label.replace("{place}", place) in words for place in (*PLACES, joined(language)))
        )
    ]
    assert missing == []
    assert ("<form" in page.split("<main")[1].split("</main>")[0].replace('<form id="hints"', "")) == (role == "member")
    assert faults_of(page) == []


def joined(language: str) -> str:
    """Return the three places as a sentence names them."""
    return f"Brasschaat, Tarija {'en' if language == 'nl' else 'y'} Nimlaha'kok"


@each_tool
def test_a_text_is_drawn_in_the_reader_s_own_language_on_top_and_the_other_marked_as_such(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here = shelf(tool)
    here.write(full(tool, LANGUAGES, SIDES))
    for language, other in (("nl", "es"), ("es", "nl")):
        form = FormOnPage(here.visitor(language=language).get(here.address))
        areas = [each for each in form.controls if each.kind == "textarea" and ":list@" not in each.name]
        pairs = (
            list(itertools.batched(areas, 2))
            if hasattr(itertools, "batched")
            else list(zip(areas[::2], areas[1::2], strict=True))
        )
        assert [(a.name.rpartition("@")[2], b.name.rpartition("@")[2]) for a, b in pairs] == [(language, other)] * len(
            pairs
        )
        assert [(a.said.get("lang"), b.said.get("lang")) for a, b in pairs] == [(None, other)] * len(pairs)
        assert all("maxlength" not in each.said for each in areas)


def test_what_one_side_keeps_to_itself_is_on_nobody_elses_page(shelf: Callable[..., Shelf]) -> None:
    here = shelf(made_up_tool.TOOL)
    here.write(full(made_up_tool.TOOL, LANGUAGES, SIDES))
    secret = {side: f"people.worry.{side} in " for side in SIDES} | {
        f"{side}/doubt": f"doubt.{side} in " for side in SIDES
    }
    for reader in (*SIDES, ""):
        page = here.page(reader, "member")
        assert {name for name, words in secret.items() if words in page} == {
            name for name in secret if reader and name.startswith(reader)
        }
        assert [side for side in SIDES if f'id="at-people-worry-{side}"' in page] == [
            side for side in SIDES if side == reader
        ]
    assert not any(words in here.page("tarija", "observer") for words in secret.values())


def test_the_voice_of_another_side_is_read_by_all_and_written_by_that_side_only(shelf: Callable[..., Shelf]) -> None:
    here = shelf(owner="brasschaat")
    for reader in SIDES:
        page = here.visitor(reader).get(here.address)
        boxes = {name for name in FormOnPage(page).names() if name.startswith("exchange.heard")}
        own = set() if reader == "brasschaat" else {f"exchange.heard.{reader}@nl", f"exchange.heard.{reader}@es"}
        assert boxes == own
        others = [place for side, place in zip(SIDES, PLACES, strict=True) if side not in ("brasschaat", reader)]
        assert [
            place for place in PLACES if here.said("Only %(place)s can write this", place=place) in words_of(page)
        ] == others


def test_somebody_who_reads_along_sees_why_and_an_archived_project_is_for_reading_only(focus: Shelf) -> None:
    why = "You are reading along. Members, facilitators and coordinators of the partnership write here."
    assert focus.said(why) in words_of_page(focus.page("tarija", "observer"))
    assert said(focus.app, why, "es") in words_of_page(focus.page("tarija", "observer", "es"))
    with focus.writing() as db:
        db.get_one(Project, focus.world.project.id).archived_at = clock.now()
    page = focus.page()
    archived = "This project is in the archive. Everything in it can be read, and nothing changes."
    assert focus.said(archived) in words_of_page(page)
    assert re.findall(r'<(\w+)[^>]* id="canvas"', page) == ["div"]


def test_an_interpreter_sees_every_language_of_a_card_at_once(focus: Shelf) -> None:
    card = {"id": "c1c1c1c1c1c1", "text": {"nl": "de speelplaats is heet", "es": "el patio quema"}}
    card |= {"where": {"nl": "op school", "es": "en la escuela"}, "said_by": {"nl": "", "es": ""}}
    focus.write({"topic": {"symptoms": [card]}})
    page = focus.page("", "interpreter")
    for said_on_card in ("de speelplaats is heet", "el patio quema", "op school", "en la escuela"):
        shown = re.search(rf"<(\w+)([^>]*)>{said_on_card}</\1>", page)
        assert shown is not None
        assert "paper" not in shown.group(2)


def test_a_stranger_and_an_unknown_tool_or_field_are_not_found(focus: Shelf) -> None:
    with focus.writing() as db:
        stranger = makers.person(db)
    here, inside = signed_in(focus.app, stranger), focus.visitor()
    assert here.get(focus.address).status_code == 404
    assert here.post(focus.address, base="").status_code == 404
    assert here.get(f"{focus.address}/earlier?field=topic.theme&language=nl").status_code == 404
    project = f"/projects/{focus.world.project.id}"
    assert inside.get(f"{project}/no-such-tool").status_code == 404
    for query in (
        "field=topic.nothing&language=nl",
        "field=frame.room&language=nl",
        "field=topic.theme&language=xx",
        "",
    ):
        assert inside.get(f"{focus.address}/earlier?{query}").status_code == 404
    for do in ("up:topic.theme/x", "up:nothing", "explode:topic", "use:topic.symptoms/none", "restore:a.b/c"):
        assert inside.post(focus.address, base="", do=do).status_code in (303, 404), do
    assert inside.post(focus.address, base="", do="restore:topic.symptoms/card0009").status_code == 404


def test_somebody_who_reads_along_cannot_save(focus: Shelf) -> None:
    reader = focus.visitor("tarija", "observer")
    typed = {"base": "", "topic.theme@nl": "Water", "do": "save"}
    assert reader.post(focus.address, **typed).status_code == 403
    assert reader.post(focus.address, base="", do="deepen").status_code == 403
    assert "Water" not in focus.page()


@pytest.mark.parametrize(
    "name", ["people.voice.brasschaat@nl", "people.worry.brasschaat@nl", "people.wishes.brasschaat:list@nl"]
)
def test_nobody_writes_for_another_side_whatever_their_browser_sends(shelf: Callable[..., Shelf], name: str) -> None:
    here = shelf(made_up_tool.TOOL)
    forged = {"base": "", "do": "save", "garden.name@nl": "Onze tuin", name: "Namens jullie"}
    assert here.visitor("tarija").post(here.address, **forged).status_code in (403, 404)
    page = here.page("brasschaat")
    assert ("Namens jullie" in page, "Onze tuin" in page) == (False, False)


# How heavy a page is.


@in_each_language
def test_a_full_canvas_takes_32_kilobytes_to_be_read_and_its_scripts_50_more(focus: Shelf, language: str) -> None:
    focus.write(full(focus.tool, LANGUAGES, SIDES))
    here = focus.visitor(language=language)
    page = here.get(focus.address, headers={"Accept-Encoding": "gzip"})
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page.data).decode())
    assert len(files) >= 4
    sizes = {}
    for each in files:
        with here.get(each, headers={"Accept-Encoding": "gzip, br"}) as packed:
            sizes[each] = len(packed.data)
    scripts = sum(size for each, size in sizes.items() if each.endswith(".js"))
    assert len(page.data) + sum(sizes.values()) - scripts < 32_000
    assert scripts < 50_000
