"""The pages of the history: the course, a state to read, what differs, putting back, saved moments, what is new."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from facilitation import canvas_edits, canvases, contents
from facilitation.canvas_edits import AddCard, Change, RemoveCard, SetText, SetValue
from facilitation.memberships import Membership
from facilitation.moments import Moment
from facilitation.people import Person
from facilitation.visits import Visit
from tests.posting import GARDEN, PLANTS, REED, ROSE, plant
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tests.visitors import PASSWORD, Visitor, kept_password, words_of
from tools import every
from tools.canvas import Tool
from tools.content import walk

FACTS, FACT, OTHER = "topic.symptoms", "fact00000000", "fact11111111"
Later = Callable[..., datetime.datetime]


def write(shelf: Shelf, side: str, *changes: Change) -> None:
    """Let a member of a side change something."""
    with shelf.writing() as db:
        held = db.get_one(Membership, shelf.world.of(side).id)
        canvas = canvases.find(db, held.partnership and db.merge(shelf.world.project), shelf.tool.key)
        base = canvases.view(db, canvas, held).base
        canvas_edits.edit(db, canvas, held.person, held, base, changes)


def fact(card: str, text: str, **more: Any) -> AddCard:
    """Return a fact to add."""
    return AddCard(FACTS, card, more, {"text": {"nl": text}})


def items(page: TestResponse) -> list[str]:
    """Return the words of each line of the course."""
    course = page.text.split('<ol class="stack">')[1].split("</ol>")[0]
    found = [re.sub(r'<span class="hide">.*?</span>', "", each) for each in course.split('<li class="note ')[1:]]
    return [re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", "<" + each))).strip() for each in found]


def links(page: TestResponse, words: str) -> list[str]:
    """Return where the links with these words go."""
    return [
        html.unescape(each) for each in re.findall(rf'href="([^"]+)">(?:<svg.*?</svg>)?{re.escape(words)}', page.text)
    ]


def content(shelf: Shelf, side: str = "tarija") -> dict[str, Any]:
    """Return what a side sees now."""
    with shelf.writing() as db:
        held = db.get_one(Membership, shelf.world.of(side).id)
        canvas = canvases.find(db, db.merge(shelf.world.project), shelf.tool.key)
        return canvases.view(db, canvas, held).content


def said(shelf: Shelf, side: str = "tarija") -> list[str]:
    """Return where something stands that a side may write."""
    with shelf.writing() as db:
        held = db.get_one(Membership, shelf.world.of(side).id)
        view = canvases.view(db, canvases.find(db, db.merge(shelf.world.project), shelf.tool.key), held)
        return [each.address for each in walk(view.tool, view.content) if each.value and view.may_write(each.address)]


def test_the_course_says_who_when_which_side_and_what_in_words(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"), fact(FACT, "De bron zakt."))
    frozen(minutes=6)
    write(focus, "brasschaat", fact(OTHER, "Het is heet."), SetValue("frame.room", 3))
    frozen(minutes=11)
    write(focus, "tarija", RemoveCard(FACTS, FACT), SetText(f"{FACTS}/{OTHER}/text", "es", "Hace calor."))
    page = focus.visitor("brasschaat").get(f"{focus.address}/history")
    labels = {name: focus.said(focus.tool.field(name).label) for name in ("topic.theme", FACTS, "frame.room")}
    see = f"{focus.said('What changed')} {focus.said('As it was then')}"
    taken, changed = "1 kaart weggehaald", "1 kaart gewijzigd"
    assert [each.split(">", 1)[-1].strip() for each in items(page)] == [
        f"Tarija member tarija 20 nov 2026, 13:17 {labels[FACTS]} : {changed}, {taken} {see}",
        f"Brasschaat member brasschaat 20 nov 2026, 13:00–13:06 {labels['topic.theme']} {labels[FACTS]} "
        f": 2 kaarten toegevoegd {labels['frame.room']} {see}",
    ]


def test_in_spanish_the_course_and_the_difference_are_spanish(focus: Shelf, frozen: Later) -> None:
    write(focus, "tarija", SetText("topic.theme", "nl", "Water"), SetValue("frame.room", 3))
    there = focus.visitor("tarija", language="es")
    page = there.get(f"{focus.address}/history")
    assert "<h1>Historial</h1>" in page.text
    shown = words_of(there.get(links(page, "Qué cambió")[0]))
    assert "Desde el principio hasta el 20 nov 2026, 13:00" in shown


def test_a_state_shows_what_stood_there_and_nothing_can_be_written_in_it(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"), fact(FACT, "De bron zakt."))
    frozen(minutes=20)
    write(focus, "tarija", SetText("topic.theme", "nl", "Schaduw"), RemoveCard(FACTS, FACT))
    visitor = focus.visitor("brasschaat")
    page = visitor.get(f"{focus.address}/history")
    now, then = (visitor.get(each) for each in links(page, focus.said("As it was then")))
    assert ["Water" in words_of(each) for each in (then, now)] == [True, False]
    assert ["De bron zakt." in words_of(each) for each in (then, now)] == [True, False]
    assert focus.said("As it was, %(moment)s", moment="20 nov 2026, 13:00") in words_of(then)
    main = then.text.split("<main")[1].split("</main>")[0]
    assert re.findall(r"<(?:textarea|input|select|button)", main) == []


def test_the_difference_marks_words_and_values_that_came_and_went(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water voor iedereen"), SetValue("frame.room", 1))
    write(focus, "brasschaat", fact(FACT, "De bron zakt."))
    visitor = focus.visitor("tarija", language="nl")
    base = links(visitor.get(f"{focus.address}/history"), focus.said("As it was then"))[0]
    frozen(minutes=20)
    write(focus, "tarija", SetText("topic.theme", "nl", "Schoon water voor iedereen"), SetValue("frame.room", 4))
    write(focus, "tarija", RemoveCard(FACTS, FACT), fact(OTHER, "Het is heet."))
    page = visitor.get(f"{base}/difference").text
    assert "<del>Water</del><ins>Schoon water</ins> voor iedereen" in page
    assert "<del>1</del> <ins>4</ins>" in page
    cards = re.findall(r'<b class="say">(.*?)</b> <span class="tag[^"]*"><svg.*?</svg>(.*?)</span>', page)
    assert cards == [("Het is heet.", focus.said("card added")), ("De bron zakt.", focus.said("card gone"))]
    assert "<del>De bron zakt.</del>" in page
    assert "<ins>Het is heet.</ins>" in page


def test_a_field_and_a_card_are_put_back_with_one_press_each(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"), fact(FACT, "De bron zakt."))
    visitor = focus.visitor("tarija")
    base = links(visitor.get(f"{focus.address}/history"), focus.said("As it was then"))[0]
    frozen(minutes=20)
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Schaduw"), RemoveCard(FACTS, FACT))
    page = visitor.get(f"{base}/difference")
    hidden = ("base", "within")
    sent = "".join(f'<input type="hidden" name="{name}" value="([^"]+)">' for name in hidden)
    forms = re.findall(f'action="([^"]+)">{sent}', page.text)
    assert [within for _, _, within in forms] == ["topic.theme", f"{FACTS}/{FACT}", FACTS]
    for action, drawn, within in forms[:2]:
        answer = visitor.post(html.unescape(action), base=drawn, within=within)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{base}/difference")
    assert content(focus)["topic"]["theme"]["nl"] == "Water"
    assert [card["id"] for card in content(focus)["topic"]["symptoms"]] == [FACT]
    told = words_of(visitor.get(f"{base}/difference"))
    assert focus.said("It is put back. How it was before stays in the history.") in told
    assert focus.said("Nothing is different.") in told


def test_before_everything_is_put_back_a_page_asks(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"))
    visitor = focus.visitor("tarija")
    base = links(visitor.get(f"{focus.address}/history"), focus.said("As it was then"))[0]
    frozen(minutes=20)
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Schaduw"), SetValue("frame.room", 2))
    write(focus, "brasschaat", SetText("exchange.heard.brasschaat", "nl", "Dat kennen we."))
    page = visitor.get(f"{base}/restore")
    assert focus.said("This stays as it is: somebody else writes it") in words_of(page)
    assert content(focus)["topic"]["theme"]["nl"] == "Schaduw"
    action, drawn = re.findall(r'action="([^"]+)"><input type="hidden" name="base" value="([^"]+)"', page.text)[0]
    answer = visitor.post(html.unescape(action), base=drawn)
    assert answer.headers["Location"] == focus.address
    held = content(focus)
    assert (held["topic"]["theme"]["nl"], held["frame"]["room"]) == ("Water", None)
    assert held["exchange"]["heard"]["brasschaat"]["nl"] == "Dat kennen we."


def test_while_a_page_asks_somebody_else_writes_and_nothing_of_it_is_lost(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water voor iedereen"), SetValue("frame.room", 1))
    visitor = focus.visitor("tarija")
    base = links(visitor.get(f"{focus.address}/history"), focus.said("As it was then"))[0]
    frozen(minutes=20)
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Schaduw voor iedereen"), SetValue("frame.room", 2))
    page = visitor.get(f"{base}/restore")
    write(focus, "nimlahakok", SetText("topic.theme", "nl", "Schaduw voor iedereen, overal"), SetValue("frame.room", 5))
    action, drawn = re.findall(r'action="([^"]+)"><input type="hidden" name="base" value="([^"]+)"', page.text)[0]
    visitor.post(html.unescape(action), base=drawn)
    held = content(focus)
    assert (held["topic"]["theme"]["nl"], held["frame"]["room"]) == ("Water voor iedereen, overal", 5)
    told = words_of(visitor.get(focus.address))
    assert "Eén antwoord blijft zoals het is: iemand anders koos het intussen." in told


def test_who_reads_along_sees_everything_and_puts_nothing_back(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"))
    reader = focus.visitor("tarija", "observer")
    base = links(reader.get(f"{focus.address}/history"), focus.said("As it was then"))[0]
    frozen(minutes=20)
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Schaduw"))
    for page in (reader.get(f"{focus.address}/history"), reader.get(base), reader.get(f"{base}/difference")):
        assert page.status_code == 200
        assert '<form class="' not in page.text.split("<main")[1]
    answer = reader.post(f"{base}/restore", base=base.rsplit("/", 1)[1], within="topic.theme")
    assert answer.status_code == 403
    assert content(focus)["topic"]["theme"]["nl"] == "Schaduw"


def test_what_one_side_keeps_to_itself_is_on_no_page_of_the_history_of_another(
    shelf: Callable[..., Shelf], frozen: Later
) -> None:
    garden = shelf(GARDEN)
    write(garden, "tarija", plant(ROSE), SetText("people.worry.tarija", "es", "primero"))
    frozen(minutes=20)
    write(garden, "tarija", SetText("people.worry.tarija", "es", "secreto"), plant(REED))
    write(garden, "tarija", SetText(f"{PLANTS}/{ROSE}/doubt.tarija", "es", "quizás"))
    own, other, outside = garden.visitor("tarija"), garden.visitor("brasschaat"), garden.visitor("", "facilitator")
    whole = [link for link in links(own.get(f"{garden.address}/history"), garden.said("As it was then")) if "," in link]
    assert len(whole) == 2

    def everything(visitor: Visitor) -> str:
        paths = [f"{garden.address}/history", *whole, f"{whole[1]}/difference", f"{whole[1]}/restore"]
        paths += [
            f"{whole[1]}/difference?to={whole[0].rsplit('/', 1)[1]}",
            f"{garden.address}/history/start/difference",
        ]
        pages = [visitor.get(path) for path in paths]
        assert [page.status_code for page in pages] == [200] * len(pages)
        return "".join(page.text for page in pages)

    assert all(word in everything(own) for word in ("primero", "secreto", "quizás"))
    for visitor in (other, outside):
        assert not any(word in everything(visitor) for word in ("primero", "secreto", "quizás"))
        label = html.escape("What we only say at home")
        assert label not in everything(visitor)
    alone = whole[0].rsplit("/", 1)[0] + "/" + whole[0].rsplit("/", 1)[1].split(",")[1]
    assert [visitor.get(alone).status_code for visitor in (own, other, outside)] == [200, 404, 404]


def test_a_moment_is_saved_under_a_name_in_two_languages_and_found_again(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"))
    lead, address = focus.visitor("tarija", "coordinator"), f"{focus.address}/history"
    answer = lead.post(address, **{"name.nl": "Na het eerste gesprek", "name.es": "Tras conversar", "of": ""})
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    frozen(minutes=20)
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Schaduw"))
    page = focus.visitor("nimlahakok").get(address)
    told = page.text.split('aria-labelledby="moments"')[1].split("</section>")[0]
    assert ("Na het eerste gesprek" in told, "Tras conversar" in told, "coordinator tarija" in told) == (True,) * 3
    [then] = re.findall(r'href="([^"]+)">' + focus.said("As it was then"), told)
    assert "Water" in words_of(focus.visitor("nimlahakok").get(html.unescape(then)))


def test_a_moment_without_a_name_is_asked_again_and_nobody_else_is_offered_to_save_one(focus: Shelf) -> None:
    lead, member = focus.visitor("tarija", "facilitator"), focus.visitor("tarija")
    answer = lead.post(f"{focus.address}/history", of="project")
    assert answer.status_code == 400
    assert focus.said("Give this moment a name, such as “After the first conversation”.") in words_of(answer)
    assert focus.said("Save this moment") not in words_of(member.get(f"{focus.address}/history"))
    assert member.post(f"{focus.address}/history", **{"name.nl": "Nu"}).status_code == 403
    with focus.writing() as db:
        assert db.scalars(sa.select(Moment)).all() == []


def test_who_comes_back_reads_on_the_project_and_on_top_of_the_canvas_what_is_new(focus: Shelf, frozen: Later) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"))
    here, project = focus.visitor("brasschaat"), f"/projects/{focus.world.project.id}"
    here.get(focus.address)
    frozen(days=2)
    write(focus, "tarija", SetText("topic.theme", "es", "Agua"), fact(FACT, "De bron zakt."), SetValue("frame.room", 3))
    words = f"{focus.said('Since you were here, %(moment)s:', moment='20 nov 2026, 13:00')} Tarija 3 velden"
    on_project = here.get(project)
    assert words in words_of(on_project)
    page = here.get(focus.address)
    assert words in words_of(page)
    [link] = links(page, focus.said("See what is different"))
    assert "Agua" in here.get(link).text
    assert words not in words_of(focus.visitor("nimlahakok").get(focus.address))
    frozen(minutes=61)
    assert focus.said("See what is different") not in here.get(focus.address).text
    assert focus.said("See what is different") not in here.get(project).text


def test_only_opening_the_page_is_a_visit_and_who_leaves_takes_their_visits_along(focus: Shelf) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"))
    here = focus.visitor("brasschaat")

    def visits() -> int:
        with focus.writing() as db:
            return len(db.scalars(sa.select(Visit)).all())

    here.head(focus.address)
    here.get(f"{focus.address}/now")
    here.get(f"{focus.address}/history")
    assert visits() == 0
    here.get(focus.address)
    assert visits() == 1
    with focus.writing() as db:
        db.get_one(Person, focus.world.of("brasschaat").person_id).password = kept_password()
    assert here.post("/account/leave", password=PASSWORD).status_code == 303
    assert visits() == 0


@pytest.mark.parametrize("path", ["x", "1:999", "history", "1:1/difference?to=x", "?before=x", "?before=2026-11-20~1"])
def test_an_address_that_is_no_state_does_not_exist(focus: Shelf, path: str) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"))
    address = f"{focus.address}/history" + (path if path.startswith("?") else f"/{path}")
    assert focus.visitor().get(address).status_code == 404


def test_a_blank_canvas_has_an_empty_history(app: Flask, focus: Shelf) -> None:
    page = focus.visitor().get(f"/projects/{focus.world.project.id}/environment-scan/history")
    assert page.status_code == 200
    assert focus.said("Nobody has written anything yet.") in words_of(page)


def test_the_course_is_read_without_the_log(focus: Shelf) -> None:
    write(focus, "brasschaat", SetText("topic.theme", "nl", "Water"))
    write(focus, "tarija", SetText("topic.theme", "nl", "Schaduw"))
    here, asked = focus.visitor(), []
    sa.event.listen(focus.app.extensions["tandem.engine"], "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert here.get(f"{focus.address}/history").status_code == 200
    assert [statement for statement in asked if "updates" in statement or "contents" in statement] == []


def test_the_course_goes_on_on_a_second_page(focus: Shelf, frozen: Later) -> None:
    for number in range(52):
        write(focus, "brasschaat", SetText("topic.theme", "nl", f"Water {number}"))
        frozen(minutes=11)
    here = focus.visitor()
    first = here.get(f"{focus.address}/history")
    [older] = re.findall(r'rel="next" href="([^"]+)"', first.text)
    second = here.get(html.unescape(older))
    assert (len(items(first)), len(items(second))) == (50, 2)
    assert 'rel="next"' not in second.text


@pytest.mark.parametrize("tool", [*every(), GARDEN], ids=lambda tool: tool.key)
def test_every_tool_has_its_states_its_differences_and_goes_there_and_back(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here = shelf(tool)
    here.write(full(tool, LANGUAGES, SIDES))
    with here.writing() as db:
        contents.rebuild(db)
    address = here.address
    tarija = here.visitor("tarija")
    before = content(here)
    now = links(tarija.get(f"{address}/history"), here.said("As it was then"))[0]
    for path in (now, f"{address}/history/start", f"{address}/history/start/difference", f"{now}/difference?to=start"):
        assert tarija.get(path).status_code == 200
    for state, left in ((f"{address}/history/start", []), (now, said(here))):
        page = tarija.get(f"{state}/restore")
        [base] = re.findall(r'name="base" value="([^"]+)"', page.text)
        assert tarija.post(f"{state}/restore", base=base).status_code == 303
        assert said(here) == left
    assert content(here) == before
