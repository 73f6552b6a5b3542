"""What changes on an open page of a canvas: the right elements, for the right eyes, drawn once for all alike."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

import tools
from facilitation import canvas_edits, canvases
from facilitation.canvas_edits import SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.memberships import Membership
from facilitation.views import canvas_drawing
from facilitation.views.canvas_now import Lately
from tests import made_up_tool, makers
from tests.markup import Element, tree
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tests.test_canvas_guidance import finding
from tests.visitors import Visitor, signed_in
from tools.canvas import Content, Context, Finding, Tool

EVERY = [*tools.every(), made_up_tool.TOOL]
each_tool = pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)


def now(here: Shelf, visitor: Visitor, deep: str = "no", **headers: str) -> str:
    """Return the fragment as this browser gets it."""
    answer = visitor.get(f"{here.address}/now?deep={deep}", headers)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    return answer.text


def seen(element: Element) -> tuple[Any, ...]:
    """Return an element as plain values, to compare it with another; runs of blanks count as one."""
    held = [seen(each) if isinstance(each, Element) else " ".join(each.split()) for each in element.held]
    return element.tag, element.said, [each for each in held if each]


def change(here: Shelf, *changes: canvas_edits.Change, side: str = "brasschaat") -> None:
    """Change something on the canvas, as a member of a side does."""
    with here.writing() as db:
        canvas = db.get_one(Canvas, here.world.canvas.id)
        member = db.get_one(Membership, here.world.of(side).id)
        base = canvases.view(db, canvas, member).base
        canvas_edits.edit(db, canvas, member.person, member, base, list(changes))


@each_tool
@pytest.mark.parametrize(("side", "role"), [("tarija", "member"), ("", "observer")], ids=["writer", "observer"])
def test_every_element_takes_the_place_of_the_one_with_its_id_and_says_what_the_page_would(
    shelf: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch, tool: Tool, side: str, role: str
) -> None:
    monkeypatch.setattr(canvas_drawing, "FEW", 1_000)  # with the forms of all cards, as scripts make them
    here = shelf(tool)
    here.write(full(tool, LANGUAGES, SIDES))
    visitor = here.visitor(side, role)
    page, fragment = tree(visitor.get(here.address).text), tree(now(here, visitor, "yes"))
    parts = [each for each in fragment.inside if each.tag != "template"]
    assert len(parts) > 10
    assert [each.id for each in parts if seen(each) != seen(page.one(each.id))] == []
    form = page.one("canvas")
    written = {each.id for each in [*form.all("data-part"), *form.all("data-by")] if "-new--" not in each.id}
    inside = {each.id for part in parts for each in [part, *part.all("id")]}
    assert written - inside == set()


def test_it_says_what_changed_since_the_page_was_opened(focus: Shelf) -> None:
    here = focus.visitor()
    page, before = tree(here.get(focus.address).text), tree(now(focus, here))
    change(focus, SetValue("frame.room", 0), SetText("topic.theme", "nl", "Schaduw"))
    after = tree(now(focus, here))
    assert seen(before.one("progress")) == seen(page.one("progress"))
    assert int(after.one("progress").tagged("progress")[0].said["value"]) == 2
    stop = focus.said("If nothing can change, do not invite people to decide: inform them.")
    for place in ("coach", "at-frame-room-beside"):
        assert (stop in before.one(place).words, stop in after.one(place).words) == (False, True)
    assert after.one("counts").words == focus.said("%(num)s to solve", plural="%(num)s to solve", num=1)
    assert "Schaduw" in after.one("drawn").words
    assert "Schaduw" in after.one("at-topic-theme-read").words


def test_a_question_that_an_answer_opened_comes_along_with_the_place_it_belongs(focus: Shelf) -> None:
    here = focus.visitor()
    page = tree(here.get(focus.address).text)
    assert tree(now(focus, here)).all("data-new-box") == []
    change(focus, SetValue("frame.room", 0))
    (new,) = tree(now(focus, here)).all("data-new-box")
    (box,) = new.inside
    assert (new.said["data-after"], box.said["data-box"]) == ("at-frame-room", "frame.inform_only")
    assert [each.id for each in page.all("id") if each.id in (box.id, new.said["data-after"])] == ["at-frame-room"]
    assert seen(box) == seen(tree(here.get(focus.address).text).one(box.id))


def test_who_had_the_page_open_is_told_of_the_deep_set_and_who_opens_it_after_is_not(focus: Shelf) -> None:
    here = focus.visitor()
    assert "hidden" in tree(now(focus, here, "no")).one("deeper-open").said
    assert "hidden" not in tree(now(focus, here, "no")).one("deeper").said
    focus.visitor("brasschaat").post(focus.address, base="", do="deepen")
    told = tree(now(focus, here, "no"))
    for place in ("deeper-open", "deeper"):  # at the top, and where the button was that somebody pressed
        assert focus.said("New questions were opened here.") in told.one(place).words
        assert told.one(place).tagged("a")[0].said["href"] == focus.address
    after = tree(now(focus, here, "yes"))
    assert ["hidden" in after.one(place).said for place in ("deeper-open", "deeper")] == [True, True]
    assert tree(here.get(focus.address).text).one("canvas").said["data-now"] == f"{focus.address}/now?deep=yes"


# Who sees what.


@pytest.mark.parametrize("order", list(itertools.permutations((*SIDES, ""), 2))[:6])
def test_what_a_reader_may_not_see_is_not_sent_whoever_asked_before(
    shelf: Callable[..., Shelf], order: tuple[str, str]
) -> None:
    here = shelf(made_up_tool.TOOL)
    here.write(full(made_up_tool.TOOL, LANGUAGES, SIDES))
    secret = {side: f"people.worry.{side} in " for side in SIDES} | {
        f"{side}/doubt": f"doubt.{side} in " for side in SIDES
    }
    for reader in order:
        text = now(here, here.visitor(reader, "member" if reader else "observer"))
        assert {name for name, words in secret.items() if words in text} <= {
            name for name in secret if reader and name.startswith(reader)
        }
        parts = [each.id for each in tree(text).inside]
        assert [side for side in SIDES if f"at-people-worry-{side}-read" in parts] == [
            side for side in SIDES if side == reader
        ]


def test_a_stranger_is_told_nothing_and_who_is_signed_out_is_asked_to_sign_in(focus: Shelf) -> None:
    with focus.writing() as db:
        stranger = makers.person(db)
    assert signed_in(focus.app, stranger).get(f"{focus.address}/now").status_code == 404
    answer = Visitor(focus.app).get(f"{focus.address}/now")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in")


def test_each_reader_gets_the_fragment_in_the_own_language_and_with_the_own_rights(focus: Shelf) -> None:
    change(focus, SetText("topic.theme", "nl", "Schaduw"))
    dutch, spanish = (tree(now(focus, focus.visitor(language=language))) for language in ("nl", "es"))
    assert dutch.one("steps").words != spanish.one("steps").words
    reader, writer = focus.visitor("tarija", "observer"), focus.visitor("tarija")
    assert [each.id for each in tree(now(focus, reader)).tagged("form")] == ["hints"]
    assert [each.id for each in tree(now(focus, writer)).tagged("form")] == []


def test_a_hint_that_one_person_put_away_stays_for_the_others(shelf: Callable[..., Shelf]) -> None:
    found = [finding("tip", "garden.name", "a hint", by_words=True), finding("caution", "people.first", "a caution")]
    here = shelf(counting(found, []))
    mine, theirs = here.visitor(), here.visitor("brasschaat")
    assert "a hint" in now(here, mine)
    mine.post(here.address, do="dismiss:X-a hint@garden.name")
    after, others = tree(now(here, mine)), tree(now(here, theirs))
    assert ["a hint" in each.one("at-garden-name-beside").words for each in (after, others)] == [False, True]
    assert here.said("You put one hint away.", plural="You put %(num)s hints away.", num=1) in after.one("coach").words
    assert "a caution" in after.one("coach").words


# What it costs.


def counting(found: list[Finding], times: list[str]) -> Tool:
    """Return the made-up tool with other findings; it notes for whom each time that they are worked out."""

    def findings(content: Content, context: Context) -> list[Finding]:
        times.append(context.languages[0])
        return list(found)

    return replace(made_up_tool.TOOL, findings=findings, steps=lambda content, context: [])


def test_a_hundred_requests_for_one_state_work_the_hints_out_once_for_each_language(
    shelf: Callable[..., Shelf],
) -> None:
    times: list[str] = []
    here = shelf(counting([finding("tip", "garden.name", "a hint")], times))
    here.write(full(here.tool, LANGUAGES, SIDES))
    readers = [here.visitor("", "observer"), here.visitor("", "interpreter"), here.visitor("", "observer", "es")]
    readers[1].post(here.address, do="dismiss:X-a hint@garden.name")
    times.clear()
    sent = [now(here, readers[number % 3]) for number in range(100)]
    assert (times, len(set(sent))) == (["nl", "es"], 3)
    change(here, SetText("garden.name", "nl", "Anders"))
    times.clear()
    for reader in readers:
        now(here, reader)
    assert times == ["nl", "es"]


def test_requests_at_the_same_moment_wait_for_one_drawing(shelf: Callable[..., Shelf]) -> None:
    times: list[str] = []
    here = shelf(counting([], times))
    readers = [here.visitor("", "observer") for _ in range(8)]
    times.clear()
    with ThreadPoolExecutor(8) as threads:
        sent = set(threads.map(lambda reader: now(here, reader), readers))
    assert (len(times), len(sent)) == (1, 1)


def test_a_page_that_has_this_already_is_told_so_in_no_bytes(focus: Shelf) -> None:
    here = focus.visitor()
    address = f"{focus.address}/now?deep=no"
    first = here.get(address, {"Accept-Encoding": "gzip"})
    mark = first.headers["ETag"]
    assert first.headers["Content-Encoding"] == "gzip"
    again = here.get(address, {"If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    change(focus, SetText("topic.theme", "nl", "Schaduw"))
    after = here.get(address, {"If-None-Match": mark})
    assert (after.status_code, after.headers["ETag"] == mark) == (200, False)


def test_what_was_made_is_kept_while_it_is_asked_for_and_what_failed_is_made_again() -> None:
    made: list[str] = []

    def make(word: str) -> Callable[[], str]:
        def work() -> str:
            made.append(word)
            if word == "broken" and made.count(word) == 1:
                raise ValueError(word)
            return word

        return work

    lately = Lately(most=2)
    for word in "aba":
        assert lately.get(word, make(word)) == word
    lately.get("c", make("c"))
    lately.get("b", make("b"))
    assert made == ["a", "b", "c", "b"]
    with pytest.raises(ValueError, match="broken"):
        lately.get("broken", make("broken"))
    assert lately.get("broken", make("broken")) == "broken"
    short = Lately(seconds=-1)
    assert [short.get("a", make("a")), short.get("a", make("a")), made.count("a")] == ["a", "a", 3]


def test_one_thing_is_made_by_one_thread_while_others_make_other_things() -> None:
    lately, made, waiting = Lately(), [], threading.Barrier(2, timeout=10)

    def slow(word: str) -> str:
        waiting.wait()  # passes only when both words are being made at once
        made.append(word)
        return word

    with ThreadPoolExecutor(6) as threads:
        asked = ["a", "b", "a", "b", "a", "b"]
        found = list(threads.map(lambda word: lately.get(word, lambda: slow(word)), asked))
    assert (found, sorted(made)) == (asked, ["a", "b"])


# Whether one may come in.


def rights(here: Shelf, visitor: Visitor) -> tuple[int, list[tuple[str, bool]]]:
    """Return what a page is told about its rights: the status, and (room, whether it may be written)."""
    answer = visitor.get(f"/live{here.address}/rights")
    assert answer.status_code == 200
    said = answer.get_json()
    assert bool(said["why"]) == (said["status"] != 200)
    return said["status"], [(each["suffix"], each["write"]) for each in said["rooms"]]


def test_a_page_is_told_in_which_rooms_it_may_be_and_why_not(shelf: Callable[..., Shelf]) -> None:
    here = shelf(owner="brasschaat")
    voices = [("/voice/tarija", True), ("/voice/nimlahakok", False)]
    member = here.visitor("tarija")
    assert rights(here, member)[0] == 200
    assert [each for each in rights(here, member)[1] if each[0].startswith("/voice") or not each[0]] == [
        ("", True),
        *voices,
    ]
    assert rights(here, here.visitor("tarija", "observer")) == (
        200,
        [("", False), *((name, False) for name, _ in voices)],
    )
    assert rights(here, Visitor(here.app)) == (401, [])
    with here.writing() as db:
        db.get_one(Membership, here.world.of("tarija").id).role = "observer"
    assert [write for _, write in rights(here, member)[1]] == [False, False, False]
    unknown = f"/live/projects/{here.world.project.id}/nothing/rights"
    assert member.get(unknown).get_json()["status"] == 404
    person = here.world.of("tarija").person_id
    assert member.get(f"/live{here.address}/rights").get_json()["person"] == {"id": person}
    assert Visitor(here.app).get(f"/live{here.address}/rights").get_json()["person"] is None
