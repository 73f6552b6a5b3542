"""Pages of canvases: any tool is drawn from its declaration, for whoever may write and for whoever reads along."""

from __future__ import annotations

import gzip
import html
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext

import tools
from facilitation import canvases, clock, database
from facilitation.canvases import Canvas
from facilitation.live import addresses, document, log
from facilitation.projects import Project
from tests import made_up_tool, makers
from tests.forms_on_page import FormOnPage, said
from tests.makers import World
from tests.strategies import LANGUAGES, SIDES, full
from tests.visitors import Visitor, signed_in, words_of
from tools.canvas import SIDE, Cards, Content, Finding, Grid, Tool
from tools.content import blank, complete

EVERY = [*tools.TOOLS, made_up_tool.TOOL]
PLACES = ("Brasschaat", "Tarija", "Nimlaha'kok")
PROGRESS = "In short: %(done)s of %(all)s steps are there"
DEEPER = (
    "One more question, if there is time. It is needed for nothing.",
    "%(num)s more questions, if there is time. They are needed for nothing.",
)
each_tool = pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
in_each_language = pytest.mark.parametrize("language", ["nl", "es"])


class Shelf:
    """A world of three sides with one canvas on it, and the browsers of its people."""

    def __init__(self, app: Flask, tool: Tool, owner: str = "") -> None:
        self.app, self.tool = app, tool
        with app.extensions["tandem.factory"]() as db:
            self.world: World = makers.world(db, PLACES, owner, tool.key)
        self.address = f"/projects/{self.world.project.id}/{tool.slug}"

    def write(self, content: Content, deep: bool = True) -> None:
        """Put content on the canvas, each room its own."""
        with self.writing() as db:
            canvas = db.get_one(Canvas, self.world.canvas.id)
            canvas.deep_opened = deep
            whole = complete(self.tool, LANGUAGES, SIDES, content)
            for where in addresses.rooms(self.tool, canvases.context(canvas)):
                doc = document.from_content(self.tool, SIDES, whole, where)
                log.append(db, log.room(db, canvas.room_name(where), canvas.id), [doc.get_update()], None)

    def writing(self) -> Any:
        """Open a session that writes."""
        return database.writing(self.app.extensions["tandem.factory"])

    def said(self, sentence: str, **values: object) -> str:
        """Return a sentence of the interface in Dutch."""
        return said(self.app, sentence, **values)

    def visitor(self, side: str = "tarija", role: str = "member", language: str = "nl") -> Visitor:
        """Return somebody's browser, in which a language was chosen."""
        visitor = signed_in(self.app, self.world.of(side, role).person, language=language)
        visitor.get(f"/language/{language}?to=/")
        return visitor

    def page(self, side: str = "tarija", role: str = "member", language: str = "nl") -> str:
        """Return the page as somebody sees it."""
        answer = self.visitor(side, role, language).get(self.address)
        assert answer.status_code == 200
        return answer.text


@pytest.fixture
def shelf(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Shelf]:
    """Lay a tool on the table; one that is not in TOOLS is put there first: that is all it takes."""

    def of(tool: Tool = tools.TOOLS[0], owner: str = "") -> Shelf:
        if tool not in tools.TOOLS:
            monkeypatch.setattr(tools, "TOOLS", (*tools.TOOLS, tool))
        return Shelf(app, tool, owner)

    return of


@pytest.fixture
def focus(shelf: Callable[..., Shelf]) -> Shelf:
    """Lay the Focus sharpener on the table, blank."""
    return shelf()


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


def words_of_page(page: str) -> str:
    """Return the words of a page on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page)))


class Structure(HTMLParser):
    """What a screen reader goes by: ids, labels, and what controls refer to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.links: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str | None]] = []
        self.depth_of_label = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is called and what it points at."""
        said = dict(attrs)
        if said.get("id"):
            self.ids.append(said["id"] or "")
        for name in ("aria-describedby", "aria-labelledby", "form"):
            self.targets += (said.get(name) or "").split()
        if (said.get("href") or "").startswith("#"):
            self.links.append((said["href"] or "")[1:])
        if tag == "label":
            self.depth_of_label += 1
            if said.get("for"):
                self.targets.append(said["for"] or "")
                self.labelled.add(said["for"] or "")
        if tag in ("input", "select", "textarea") and said.get("type") != "hidden":
            self.controls.append({**said, "inside": "yes" if self.depth_of_label else None})

    def handle_endtag(self, tag: str) -> None:
        """Leave a label."""
        self.depth_of_label -= tag == "label"


def faults_of(page: str) -> list[str]:
    """Return what a screen reader would stumble over."""
    found = Structure(page)
    faults = [f"two elements are called {each}" for each, count in Counter(found.ids).items() if count > 1]
    faults += [f"nothing is called {each}" for each in (*found.targets, *found.links) if each not in found.ids]
    return faults + [
        f"no label for {control.get('name')}"
        for control in found.controls
        if not control["inside"] and control.get("id") not in found.labelled and not control.get("aria-label")
    ]


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
    assert 'id="canvas"' not in page


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


# Earlier wordings.


def test_earlier_wordings_say_who_and_when_mark_what_changed_and_can_be_put_back(
    focus: Shelf, frozen: Callable[..., Any]
) -> None:
    here, there = focus.visitor("brasschaat"), focus.visitor("tarija")
    for visitor, words in ((here, "Water voor iedereen"), (there, "Schoon water voor iedereen"), (here, "Schaduw")):
        form = FormOnPage(visitor.get(focus.address))
        form.fill("topic.theme@nl", words)
        form.send(visitor, "save:topic")
        frozen(minutes=5)
    page = here.get(f"{focus.address}/earlier?field=topic.theme&language=nl")
    items = page.text.split('<ol class="stack narrow">')[1].split("</ol>")[0].split("</li>")[:-1]
    items_say = [re.sub(r"\s+", " ", re.sub(r"<form.*|<[^>]+>", " ", item, flags=re.DOTALL)).strip() for item in items]
    now, before = focus.said("Now"), focus.said("Earlier")
    assert items_say == [
        f"{now} Brasschaat member brasschaat 20 nov 2026, 13:10 Schoon water voor iedereen Schaduw",
        f"{before} Tarija member tarija 20 nov 2026, 13:05 Water Schoon water voor iedereen",
        f"{before} Brasschaat member brasschaat 20 nov 2026, 13:00 Water voor iedereen",
    ]
    assert "<del>Water</del><ins>Schoon water</ins> voor iedereen" in items[1]
    back = re.findall(r'name="seq" value="([0-9]+)"', items[1])[0]
    base = re.findall(r'name="base" value="([^"]+)"', items[1])[0]
    answer = here.post(f"{focus.address}/earlier", field="topic.theme", language="nl", seq=back, base=base)
    assert answer.headers["Location"] == f"{focus.address}#at-topic-theme"
    shown = here.get(focus.address)
    assert FormOnPage(shown).named("topic.theme@nl")[0].words == "Schoon water voor iedereen"
    assert focus.said("Saved %(time)s", time="13:15") in words_of(shown)
    assert "Schaduw" in words_of(here.get(f"{focus.address}/earlier?field=topic.theme&language=nl"))


def test_somebody_who_reads_along_reads_earlier_wordings_and_puts_none_back(focus: Shelf) -> None:
    here, reader = focus.visitor(), focus.visitor("tarija", "observer")
    for words in ("Water", "Schaduw"):
        form = FormOnPage(here.get(focus.address))
        form.fill("topic.theme@nl", words)
        form.send(here, "save:topic")
    address = f"{focus.address}/earlier"
    page = reader.get(f"{address}?field=topic.theme&language=nl")
    assert page.status_code == 200
    assert focus.said("Put this wording back") not in page.text
    assert reader.post(address, field="topic.theme", language="nl", seq="1", base="").status_code in (403, 404)


# How heavy a page is.


@in_each_language
def test_a_full_canvas_fits_in_70_kilobytes_with_its_style_and_script(focus: Shelf, language: str) -> None:
    focus.write(full(focus.tool, LANGUAGES, SIDES))
    here = focus.visitor(language=language)
    page = here.get(focus.address, headers={"Accept-Encoding": "gzip"})
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', gzip.decompress(page.data).decode())
    assert len(files) >= 3
    total = len(page.data)
    for each in files:
        with here.get(each, headers={"Accept-Encoding": "gzip, br"}) as packed:
            total += len(packed.data)
    assert total < 70_000
