"""Talk pages: one talks beside the work with forms alone, in either language, and nobody is sent what is not theirs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from facilitation import canvas_edits, projects
from facilitation.access import Role
from facilitation.canvas_edits import AddCard
from facilitation.canvases import Canvas
from facilitation.comments import LONGEST
from facilitation.memberships import Membership
from tests import made_up_tool
from tests.forms_on_page import FormOnPage
from tests.markup import tree
from tests.table import THEME, Table, add, card
from tests.talking import said, say
from tests.visitors import Visitor, problems_of, words_of

AT_THEME = f"?at={THEME}"
CARD = "0123456789abcdef"


def talk(table: Table, query: str = AT_THEME) -> str:
    """Return the address of the page of talk."""
    return f"{table.address}/talk{query}"


def speak(table: Table, who: Visitor, words: str, query: str = AT_THEME, **typed: str) -> None:
    """Fill in the form of the page and send it."""
    form = FormOnPage(who.get(talk(table, query)), "new")
    form.fill("new-text", words)
    for name, value in typed.items():
        form.fill(f"new-{name}", value)
    assert form.send(who, "new").status_code == 200


def press(table: Table, who: Visitor, do: str, query: str = AT_THEME, **typed: str) -> int:
    """Press the button with this value on the page, with something typed in its form; return the status."""
    assert f'value="{do}"' in who.get(talk(table, query)).text
    return who.post(talk(table, ""), do=do, at=query.removeprefix("?at="), **typed).status_code


def first_id(table: Table, who: Visitor, query: str = AT_THEME) -> int:
    """Return the number of the first comment on the page."""
    found = re.search(r'id="comment-([0-9]+)"', who.get(talk(table, query)).text)
    assert found
    return int(found[1])


def number_at(table: Table, who: Visitor, at: str) -> str:
    """Return how many comments the canvas says stand at a place, as the page and what comes anew say it."""
    numbers = [tree(who.get(table.address + path).text).one(f"{at}-talk").tagged("b") for path in ("", "/now")]
    page, now = ("".join(each.words for each in found) for found in numbers)
    assert page == now
    return page


def test_somebody_asks_and_somebody_answers_and_each_reads_the_other_with_the_language_marked(table: Table) -> None:
    brasschaat, tarija = table.visitor("brasschaat"), table.visitor("tarija", language="es")
    tarija.get("/language/es?to=/")
    speak(table, brasschaat, "Waarom net hier?", kind="question:tarija")
    page = tarija.get(talk(table))
    assert '<p class="say" lang="nl">Waarom net hier?</p>' in page.text
    assert "Una pregunta a Tarija" in words_of(page)
    number = first_id(table, tarija)
    press(
        table, tarija, f"reply:{number}", **{f"reply-{number}-text": "Por el calor.", f"reply-{number}-language": "es"}
    )
    page = brasschaat.get(talk(table))
    assert '<p class="say" lang="es">Por el calor.</p>' in page.text
    assert '<p class="say">Waarom net hier?</p>' in page.text


def test_each_field_and_card_says_how_many_comments_stand_open_there(table: Table) -> None:
    here = add(table, "Te warm")
    address = card(table, "Te warm")
    spot = "at-" + re.sub(r"[^A-Za-z0-9]", "-", address)
    assert [number_at(table, here, at) for at in ("at-topic-theme", spot, "canvas")] == ["", "", ""]
    speak(table, here, "eerste woord")
    speak(table, here, "twee", f"?at={address}")
    speak(table, here, "drie", f"?at={address}")
    assert [number_at(table, here, at) for at in ("at-topic-theme", spot, "canvas")] == ["1", "2", "3"]
    reader = table.visitor("", Role.OBSERVER)
    assert [number_at(table, reader, at) for at in ("at-topic-theme", "canvas")] == ["1", "3"]
    link = tree(here.get(table.address).text).one(f"{spot}-talk").tagged("a")[0].said["href"]
    assert "drie" in here.get(str(link)).text
    assert "eerste woord" not in here.get(str(link)).text
    assert "Te warm" in words_of(here.get(str(link)))


def test_an_open_page_is_asked_for_anew_only_when_something_was_said(table: Table) -> None:
    here = table.visitor()
    here.post(table.address, do="save", base="", **{"topic.theme@nl": "Schaduw"})
    first = here.get(f"{table.address}/now")
    mark = {"If-None-Match": first.headers["ETag"]}
    assert here.get(f"{table.address}/now", mark).status_code == 304
    speak(table, table.visitor("tarija"), "Hm?")
    assert here.get(f"{table.address}/now", mark).status_code == 200


def test_a_canvas_on_which_nobody_wrote_yet_can_be_talked_about(table: Table) -> None:
    with table.app.extensions["tandem.factory"]() as db:
        db.begin_writing()
        other = projects.start(
            db,
            table.world.of("tarija", Role.COORDINATOR).person,
            db.get_one(Membership, table.world.of("tarija", Role.COORDINATOR).id),
            db.get_one(Canvas, table.canvas.id).project.partnership,
            {"nl": "Nieuw", "original": "nl"},
            None,
        )
        db.commit()
        address = f"/projects/{other.id}/focus-sharpener"
    who = table.visitor("tarija", Role.OBSERVER)
    form = FormOnPage(who.get(f"{address}/talk"), "new")
    form.fill("new-text", "Waar beginnen we?")
    assert "Waar beginnen we?" in form.send(who, "new").text


def test_all_talk_about_a_page_stands_on_one_page_open_first_each_with_its_place(table: Table) -> None:
    here = table.visitor()
    for words, query in (("over het thema", AT_THEME), ("over alles", "")):
        speak(table, here, words, query)
    number = first_id(table, here)
    press(table, here, f"settle:{number}")
    page = words_of(here.get(talk(table, "")))
    assert page.index("over alles") < page.index("over het thema")
    assert table.said("Settled (%(number)s)", number=1) in page
    assert f'href="{talk(table)}"' in here.get(talk(table, "")).text


def test_who_is_asked_finds_the_question_on_the_page_of_the_project_until_it_is_answered(table: Table) -> None:
    speak(table, table.visitor("brasschaat"), "Hoe doen jullie dat?", kind="question:tarija")
    home = f"/projects/{table.world.project.id}"
    asked, title = table.visitor("tarija"), table.said("Open questions to us")
    assert "Hoe doen jullie dat?" in words_of(asked.get(home))
    for other in (table.visitor("brasschaat"), table.visitor("nimlahakok"), table.visitor("", Role.FACILITATOR)):
        assert title not in words_of(other.get(home))
    press(table, asked, f"settle:{first_id(table, asked)}")
    assert title not in words_of(asked.get(home))


def test_only_own_words_have_buttons_to_change_them_and_pressing_others_is_refused(table: Table) -> None:
    here, other = table.visitor("brasschaat"), table.visitor("brasschaat", Role.COORDINATOR)
    speak(table, here, "Mijn woorden")
    number = first_id(table, here)
    for verb in ("edit", "take"):
        assert f'value="{verb}:{number}"' in here.get(talk(table)).text
        assert f'value="{verb}:{number}"' not in other.get(talk(table)).text
        typed = {f"edit-{number}-text": "Zijn woorden"}
        assert other.post(talk(table, ""), do=f"{verb}:{number}", at=THEME, **typed).status_code == 403
    press(table, here, f"edit:{number}", **{f"edit-{number}-text": "Mijn betere woorden"})
    page = words_of(other.get(talk(table)))
    assert ("Mijn betere woorden" in page, "Mijn woorden" in page) == (True, True)


def test_what_was_taken_away_is_sent_to_nobody_else_and_comes_back(table: Table) -> None:
    here, other = table.visitor("brasschaat"), table.visitor("tarija")
    speak(table, here, "Geheim misschien")
    number = first_id(table, here)
    press(table, other, f"reply:{number}", **{f"reply-{number}-text": "Ja", f"reply-{number}-language": "nl"})
    press(table, here, f"edit:{number}", **{f"edit-{number}-text": "Geheim toch niet"})
    press(table, here, f"take:{number}")
    for page in (talk(table), talk(table, ""), table.address, f"/projects/{table.world.project.id}"):
        assert "Geheim" not in other.get(page).text
    assert "Geheim toch niet" in here.get(talk(table)).text
    press(table, here, f"bring:{number}")
    assert "Geheim toch niet" in other.get(talk(table)).text


@pytest.mark.parametrize("words", ["", "  \n ", "x" * 200_000, "🌱" * (LONGEST + 1)])
def test_what_cannot_be_placed_comes_back_whole_with_all_that_was_typed(table: Table, words: str) -> None:
    here = table.visitor()
    typed = {"new-text": words, "new-kind": "question:tarija", "new-language": "es", "new-mentions": "side:tarija"}
    answer = here.post(talk(table, ""), do="new", at=THEME, **typed)
    assert (answer.status_code, set(problems_of(answer))) == (400, {"new-text"})
    form = FormOnPage(answer, "new")
    back = form.sent("new")
    assert [back[name].replace("\r\n", "\n") for name in typed] == list(typed.values())
    with_place = [each.value for each in form.controls if each.name == "at"]
    assert with_place == [THEME]
    assert "Waarom" not in words_of(here.get(talk(table)))


@pytest.mark.parametrize("words", ["👩🏽‍🌾🌱", "مرحبا", "\u202eomgekeerd", "<script>alert(1)</script>", "a\n\nb  c"])
def test_whatever_somebody_writes_is_read_as_it_was_written(table: Table, words: str) -> None:
    here = table.visitor()
    speak(table, here, words)
    shown = re.search(r'<p class="say">(.*?)</p>', here.get(talk(table)).text.partition("<ol")[2], re.DOTALL)
    assert shown
    assert html.unescape(shown[1]) == words


def test_a_reply_that_cannot_be_placed_comes_back_under_its_comment(table: Table) -> None:
    here = table.visitor()
    speak(table, here, "Waarom?")
    number = first_id(table, here)
    typed = {f"reply-{number}-text": "y" * 9_000, f"reply-{number}-language": "nl"}
    answer = here.post(talk(table, ""), do=f"reply:{number}", at=THEME, **typed)
    assert (answer.status_code, set(problems_of(answer))) == (400, {f"reply-{number}-text"})
    assert "y" * 9_000 in answer.text
    assert FormOnPage(answer, "new").sent("new")["new-text"] == ""


@pytest.mark.parametrize("do", ["reply:999", "take:x", "edit:9٣", "nothing", "settle:", "take:" + "9" * 30])
def test_a_button_that_no_page_has_is_unknown(table: Table, do: str) -> None:
    assert table.visitor().post(talk(table, ""), do=do, at=THEME).status_code == 404


@pytest.mark.parametrize("at", ["nothing", "topic.nothing", "topic.symptoms/0123456789", "people.worry.tarija", "%00"])
def test_a_place_that_is_not_there_is_unknown(table: Table, at: str) -> None:
    here = table.visitor()
    assert here.get(talk(table, f"?at={at}")).status_code == 404
    typed = {"new-text": "Hm", "new-kind": "remark", "new-language": "nl"}
    assert here.post(talk(table, ""), do="new", at=at, **typed).status_code == 404


def test_in_the_archive_one_reads_and_finds_no_form(table: Table) -> None:
    here = table.visitor()
    speak(table, here, "Was het de moeite?")
    with table.app.extensions["tandem.factory"]() as db:
        db.begin_writing()
        projects.archive(db, db.get_one(Canvas, table.canvas.id).project)
        db.commit()
    page = here.get(talk(table))
    assert "Was het de moeite?" in page.text
    assert "<form" not in page.text.partition("<main")[2]
    typed = {"new-text": "Nog iets", "new-kind": "remark", "new-language": "nl"}
    assert here.post(talk(table, ""), do="new", at=THEME, **typed).status_code == 409


def test_people_are_called_from_a_list_and_find_a_notice_that_leads_there(table: Table) -> None:
    here, ana = table.visitor("brasschaat"), table.visitor("tarija")
    assert table.said("not read yet") not in words_of(ana.get("/"))
    speak(table, here, "Kijk eens", mentions=f"person:{table.world.of('tarija').person_id}")
    assert f"1 {table.said('not read yet')}" in words_of(ana.get("/"))
    page = ana.get("/notices")
    assert "member brasschaat (Brasschaat)" in words_of(page)
    found = re.search(r'action="(/notices/[0-9]+)"', page.text)
    assert found
    there = ana.post(found[1], do="go")
    assert there.status_code == 303
    assert there.headers["Location"].startswith(talk(table))
    assert "Kijk eens" in ana.get(there.headers["Location"].partition("#")[0]).text
    assert table.said("not read yet") not in words_of(ana.get("/"))
    ana.post(found[1], do="unread")
    assert f"1 {table.said('not read yet')}" in words_of(ana.get("/notices"))
    ana.post("/notices")
    assert table.said("not read yet") not in words_of(ana.get("/notices"))
    assert here.post(found[1], do="go").status_code == 404
    assert ana.post(found[1], do="eat").status_code == 404


def test_who_decides_for_a_side_finds_a_notice_that_there_is_something_to_agree(table: Table) -> None:
    here = table.visitor("brasschaat", Role.COORDINATOR)
    here.post(table.address, do="save", base="", **{"question.question@nl": "Hoe delen we het water?"})
    seen = re.search(r'name="seen" value="([^"]+)"', here.get(f"{table.address}/agreement").text)
    assert seen
    for _ in range(2):
        assert here.post(f"{table.address}/agreement/present", seen=seen[1]).status_code == 303
    told = {key: table.visitor(*key).get("/notices").text.count('id="notice-') for key in table.world.members}
    leads = (str(Role.COORDINATOR), str(Role.DEPUTY))
    assert {key for key, number in told.items() if number} == {
        (side, role) for side in ("brasschaat", "tarija", "nimlahakok") for role in leads
    } - {("brasschaat", "coordinator")}
    assert max(told.values()) == 1
    ana = table.visitor("tarija", Role.COORDINATOR)
    found = re.search(r'action="(/notices/[0-9]+)"', ana.get("/notices").text)
    assert found
    assert ana.post(found[1], do="go").headers["Location"] == f"{table.address}/agreement"


# What one side keeps to itself.


@pytest.mark.parametrize("address", ["people.worry.tarija", f"garden.plants/{CARD}/doubt.tarija"])
def test_no_byte_of_what_one_side_says_to_itself_reaches_another(lay: Callable[..., Table], address: str) -> None:
    garden = lay(made_up_tool.TOOL)
    with garden.app.extensions["tandem.factory"]() as db:
        held = db.get_one(Membership, garden.world.of("tarija").id)
        canvas = db.get_one(Canvas, garden.canvas.id)
        db.begin_writing()
        canvas.deep_opened = True
        plant = AddCard("garden.plants", CARD, {}, {"what": {"nl": "Linde"}})
        canvas_edits.edit(db, canvas, held.person, held, "", [plant])
        db.commit()
    here = garden.visitor("tarija")
    speak(garden, here, "Onder ons", f"?at={address}", mentions="side:tarija")
    page = here.get(talk(garden, f"?at={address}"))
    assert garden.said("Only %(place)s sees this", place="Tarija") in words_of(page)
    assert "question:" not in page.text
    colleague = garden.visitor("tarija", Role.COORDINATOR)
    assert "Onder ons" in colleague.get(talk(garden, "")).text
    assert "Onder ons" in colleague.get("/notices").text
    number = first_id(garden, here, f"?at={address}")
    for side, role in (("brasschaat", Role.COORDINATOR), ("nimlahakok", Role.MEMBER), ("tarija", Role.OBSERVER)):
        other = garden.visitor(side, role)
        assert other.get(talk(garden, f"?at={address}")).status_code == 404
        for path in ("", "/now", "/talk"):
            assert "Onder ons" not in other.get(garden.address + path).text
            assert f"at={address}" not in other.get(garden.address + path).text
        assert "Onder ons" not in other.get("/notices").text
        typed = {f"reply-{number}-text": "Ik zie je", f"reply-{number}-language": "nl"}
        assert other.post(talk(garden, ""), do=f"reply:{number}", at=address, **typed).status_code == 404


def test_a_draft_that_somebody_writes_alone_has_no_talk_beside_it(table: Table) -> None:
    leader = table.visitor("tarija", Role.FACILITATOR)
    table.form(leader).send(leader, "alone:question.drafts")
    here = table.visitor()
    form = table.form(here)
    form.fill("mine:question.drafts:list@nl", "Mijn ontwerp")
    form.send(here, "add:mine:question.drafts")
    page = here.get(table.address).text
    assert "Mijn ontwerp" in page
    assert "talk?at=mine" not in page
    assert "talk?at=question.drafts/" not in page


def test_a_name_of_somebody_who_left_stands_no_more_beside_what_they_said(table: Table) -> None:
    here = table.visitor("brasschaat")
    speak(table, here, "Tot later")
    with table.app.extensions["tandem.factory"]() as db:
        db.begin_writing()
        person = db.get_one(Membership, table.world.of("brasschaat").id).person
        person.left_at, person.left_from, person.name = person.created_at, "Brasschaat", "Brasschaat"
        db.commit()
    page = words_of(table.visitor("tarija").get(talk(table)))
    assert "member brasschaat" not in page
    assert table.said("a former member of %(place)s", place="Brasschaat") in page


def test_hundreds_of_comments_are_one_page_in_good_time(table: Table) -> None:
    with table.app.extensions["tandem.factory"]() as db:
        canvas, held = db.get_one(Canvas, table.canvas.id), db.get_one(Membership, table.world.of("tarija").id)
        for number in range(200):
            say(db, canvas, held, said(f"opmerking {number}"), "" if number % 2 else THEME)
    page = words_of(table.visitor().get(talk(table, "")))
    assert len(re.findall("opmerking [0-9]", page)) == 200


def test_what_the_form_offers_is_what_the_method_knows(table: Table) -> None:
    form = FormOnPage(table.visitor("tarija").get(talk(table)), "new")
    (kinds,) = form.named("new-kind")
    assert [value for value, _ in kinds.options] == [
        "remark",
        "question:brasschaat",
        "question:nimlahakok",
        "surprise:brasschaat",
        "surprise:nimlahakok",
    ]
    assert {value for value, _ in form.named("new-language")[0].options} == {"nl", "es"}
