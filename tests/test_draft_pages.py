"""Pages of drafts: writing alone first with forms alone, and not a letter of it in what anybody else is sent."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from facilitation import alone_rounds, clock, drafts
from facilitation.access import Role
from facilitation.alone_rounds import AloneRound
from facilitation.live.checks import MOST_CARDS
from tests import made_up_tool, makers
from tests.forms_on_page import FormOnPage
from tests.table import DRAFTS, THEME, Table
from tests.visitors import Visitor, problems_of, signed_in, words_of

MINE = f"mine:{DRAFTS}"
NEW = f"{MINE}/new/question"
SECRET = "Hoe krijgen we het geheime plein groen?"


@pytest.fixture
def at_noon(frozen: Callable[..., datetime.datetime], table: Table) -> Table:
    """The table, with the clock standing still."""
    return table


def leader(table: Table, side: str = "tarija", **more: str) -> Visitor:
    """Return the browser of a facilitator."""
    return table.visitor(side, Role.FACILITATOR, **more)


def press(table: Table, who: Visitor, do: str) -> None:
    """Open the page and press a button on it."""
    assert table.form(who).send(who, do).status_code == 200


def start(table: Table) -> None:
    """Let people write alone."""
    press(table, leader(table), f"alone:{DRAFTS}")


def write(table: Table, who: Visitor, *texts: str) -> None:
    """Write drafts, each on a card."""
    form = table.form(who)
    form.fill(f"{MINE}:list@{'nl'}", "\n".join(texts))
    form.send(who, f"add:{MINE}")


def open_all(table: Table, frozen: Callable[..., datetime.datetime]) -> None:
    """Announce the opening and let it come."""
    press(table, leader(table), f"open:{DRAFTS}")
    frozen(seconds=10)
    due(table)


def due(table: Table) -> list[int]:
    """Do what the process does every second."""
    with table.app.extensions["tandem.factory"]() as db:
        done = drafts.open_due(db)
        db.commit()
        return done


def shared(table: Table) -> list[str]:
    """Return what everybody reads in the list."""
    return [card["question"]["nl"] for card in table.content()["question"]["drafts"]]


def buttons(table: Table, who: Visitor) -> set[str]:
    """Return the buttons about rounds of this list that somebody finds on the page."""
    found = re.findall(r'name="do" value="([^"]*)"', who.get(table.address).text.partition("<template")[0])
    return {each.partition(":")[0] for each in found if each.endswith(f":{DRAFTS}")} & {"alone", "open", "halt", "end"}


def own(table: Table, page: str) -> str:
    """Return the part of a page that holds own drafts."""
    return "".join(
        re.findall(rf'<div [^>]*data-mine="{DRAFTS}".*?</details>\n</div>', page.partition("<template")[0], re.S)
    )


# Who sees what.


def test_a_facilitator_of_any_side_starts_announces_and_ends_a_round_and_whoever_writes_stops_it(
    at_noon: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    who = {
        "leads": table.visitor("nimlahakok", Role.FACILITATOR),
        "writes": table.visitor("brasschaat"),
        "reads": table.visitor("brasschaat", Role.OBSERVER),
        "outside": table.visitor("", Role.INTERPRETER),
    }

    def found() -> dict[str, set[str]]:
        return {name: buttons(table, each) for name, each in who.items()}

    nothing: dict[str, set[str]] = {name: set() for name in who}
    assert found() == {**nothing, "leads": {"alone"}}
    start(table)
    assert found() == {**nothing, "leads": {"open", "end"}}
    press(table, who["leads"], f"open:{DRAFTS}")
    assert found() == {**nothing, "leads": {"halt"}, "writes": {"halt"}}
    press(table, who["writes"], f"halt:{DRAFTS}")
    assert found() == {**nothing, "leads": {"open", "end"}}
    press(table, who["leads"], f"end:{DRAFTS}")
    assert found() == {**nothing, "leads": {"alone"}}
    for name in ("writes", "reads", "outside"):
        for verb in ("alone", "open", "end"):
            assert who[name].post(table.address, do=f"{verb}:{DRAFTS}").status_code == 403
    for verb in ("share", "remove", "restore", "save"):
        assert who["writes"].post(table.address, do=f"{verb}:mine:topic.causes/aaaaaaaa").status_code == 404
    for name in ("reads", "outside"):
        assert who[name].post(table.address, do=f"halt:{DRAFTS}").status_code == 403
        posted: dict[str, Any] = {"base": "", NEW + "@nl": SECRET}
        assert who[name].post(table.address, **posted).status_code == 403


@pytest.mark.parametrize("language", ["nl", "es"])
def test_not_a_letter_of_a_draft_is_on_anybody_elses_pages_before_it_is_opened(
    at_noon: Table, language: str, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    start(table)
    author = table.visitor("nimlahakok", language=language)
    form = table.form(author)
    for code in ("nl", "es"):
        form.fill(f"{NEW}@{code}", f"{SECRET} {code}")
    form.send(author, f"add:{MINE}")
    assert SECRET in html.unescape(author.get(table.address).text)
    (card,) = re.findall(rf"{MINE}/([0-9a-f]{{24}})/question@nl", author.get(table.address).text)
    with table.app.extensions["tandem.factory"]() as db:
        db.begin_writing()
        admin = makers.person(db, "Beheer", administrator=True)
        db.commit()
    others = [
        table.visitor(side, str(role), language=language)
        for side in ("", "brasschaat", "tarija", "nimlahakok")
        for role in Role
        if (side, role) != ("nimlahakok", Role.MEMBER)
    ]
    for each in [*others, signed_in(table.app, admin), Visitor(table.app)]:
        for path in (
            table.address,
            f"{table.address}/now",
            f"{table.address}/earlier?field={DRAFTS}/{card}/question&language=nl",
            f"{table.address}?open={MINE}&open={MINE}/{card}&use={DRAFTS}/{card}",
            "/search?q=geheime",
            "/",
        ):
            got = each.get(path)
            assert got.status_code < 500
            assert "geheime plein" not in html.unescape(got.text), path
            if card not in path:
                assert card not in got.text, path
    assert "geheime plein" not in html.unescape(author.get("/search?q=geheime").text)
    open_all(table, frozen)
    for each in others:
        assert SECRET in html.unescape(each.get(table.address).text)


def test_everybody_reads_how_many_people_wrote_something_also_while_the_page_is_open(at_noon: Table) -> None:
    table = at_noon
    start(table)
    reader = table.visitor("brasschaat", Role.OBSERVER)

    def told() -> list[bool]:
        pages = reader.get(table.address), reader.get(f"{table.address}/now")
        return [table.said("Nobody has written anything yet.") in words_of(page) for page in pages]

    assert told() == [True, True]
    write(table, table.visitor("tarija"), "een", "twee")
    assert told() == [False, False]
    one = table.said("One person has written something.", plural="", num=1)
    assert one in words_of(reader.get(f"{table.address}/now"))
    write(table, table.visitor("nimlahakok"), "drie")
    two = table.said("One person has written something.", plural="%(num)s people have written something.", num=2)
    assert two in words_of(reader.get(table.address))
    assert two in words_of(reader.get(f"{table.address}/now"))


def test_the_fragment_of_an_open_page_holds_nobodys_own_drafts_not_even_those_of_who_asks(at_noon: Table) -> None:
    table = at_noon
    start(table)
    author = table.visitor("tarija")
    write(table, author, SECRET)
    assert SECRET in html.unescape(author.get(table.address).text)
    assert SECRET not in html.unescape(author.get(f"{table.address}/now").text)


def test_what_scripts_make_drafts_of_holds_no_words_and_names_the_readers_own_room(at_noon: Table) -> None:
    table = at_noon
    start(table)
    author = table.visitor("tarija")
    write(table, author, SECRET)
    for visitor, member in ((author, ("tarija", "member")), (table.visitor("brasschaat"), ("brasschaat", "member"))):
        behind = visitor.get(table.address).text.partition('<div id="aloud"')[2]
        assert SECRET not in html.unescape(behind)
        rooms = set(re.findall(r'data-room="(/person/[0-9]+)"', visitor.get(table.address).text))
        assert rooms == {f"/person/{table.world.of(*member).person_id}"}
    reader = table.visitor("brasschaat", Role.OBSERVER).get(table.address).text
    assert "/person/" not in reader


# Writing with forms.


def test_drafts_are_written_changed_taken_back_and_brought_back_by_forms_alone(at_noon: Table) -> None:
    table = at_noon
    start(table)
    here = table.visitor("tarija")
    write(table, here, "een", "twee")
    form = table.form(here)
    (one,) = [c.name for c in form.controls if c.name.endswith("/question@nl") and c.words == "een"]
    form.fill(one, "een, beter")
    form.fill(one.replace("@nl", "@es"), "uno")
    page = form.send(here, f"save:{MINE}")
    assert table.said("Saved %(time)s", time="13:00") in words_of(page)
    card = one.rpartition("/")[0]
    page = table.form(here).send(here, f"remove:{card}")
    assert "een, beter" in page.text
    assert [c.words for c in FormOnPage(page).controls if c.name.startswith(f"{MINE}/") and c.words] == ["twee"]
    table.form(here).send(here, f"restore:{card}")
    back = {c.name: c.words for c in table.form(here).controls if c.name.startswith(card) and c.tag == "textarea"}
    assert back == {f"{card}/question@nl": "een, beter", f"{card}/question@es": "uno"}
    assert (shared(table), table.content()["topic"]["theme"]["nl"]) == ([], "")


def test_one_press_keeps_the_drafts_and_everything_else_that_was_typed(
    at_noon: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    start(table)
    here = leader(table)
    form = table.form(here)
    form.fill(THEME + "@nl", "water")
    form.fill(NEW + "@nl", "mijn vraag")
    form.send(here, f"open:{DRAFTS}")
    assert table.content()["topic"]["theme"]["nl"] == "water"
    frozen(seconds=10)
    assert due(table) == [table.world.canvas.id]
    assert shared(table) == ["mijn vraag"]


def test_a_form_that_was_drawn_during_a_round_stays_private_when_the_drafts_were_opened_meanwhile(
    at_noon: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    start(table)
    here, other = table.visitor("tarija"), table.visitor("brasschaat")
    write(table, here, "op tijd")
    form = table.form(here)
    (card,) = [c for c in form.controls if c.words == "op tijd"]
    form.fill(card.name, "op tijd, en later meer")
    form.fill(NEW + "@nl", "te laat")
    open_all(table, frozen)
    page = form.send(here, f"save:{MINE}")
    assert shared(table) == ["op tijd"]
    assert "te laat" not in other.get(table.address).text
    assert [c.words for c in FormOnPage(page).controls if c.name.startswith(f"{MINE}/") and c.words] == [
        "te laat",
        "op tijd, en later meer",
    ]
    late = next(c.name for c in FormOnPage(page).controls if c.words == "te laat").rpartition("/")[0]
    for _ in range(2):
        here.post(table.address, do=f"share:{late}")
    assert shared(table) == ["op tijd", "te laat"]
    other.post(table.address, do=f"share:{card.name.rpartition('/')[0]}")
    assert shared(table) == ["op tijd", "te laat"]
    here.post(table.address, do=f"share:{card.name.rpartition('/')[0]}")
    assert shared(table) == ["op tijd", "te laat", "op tijd, en later meer"]
    assert own(table, here.get(table.address).text) == ""


def test_a_new_card_on_a_form_that_was_drawn_before_the_round_is_opened_with_the_others(
    at_noon: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    here = table.visitor("brasschaat")
    form = table.form(here)
    start(table)
    form.fill(f"{DRAFTS}/new/question@nl", "vroeg begonnen")
    form.fill(f"{DRAFTS}:list@nl", "en nog een")
    form.send(here, f"add:{DRAFTS}")
    assert shared(table) == []
    open_all(table, frozen)
    assert sorted(shared(table)) == ["en nog een", "vroeg begonnen"]
    form.send(here, f"add:{DRAFTS}")
    assert len(shared(table)) == 2, "the same form, sent again"


def test_nothing_is_lost_when_something_on_the_form_cannot_be_read(
    lay: Callable[..., Table], frozen: Callable[..., datetime.datetime]
) -> None:
    table = lay(made_up_tool.TOOL)
    lead = leader(table)
    form = table.form(lead)
    form.send(lead, "alone:garden.plants")
    here = table.visitor("brasschaat")
    form = table.form(here)
    form.fill("mine:garden.plants/new/what@nl", "roos")
    form.fill("mine:garden.plants/new/metres", "twee")
    form.fill("garden.name@nl", "de tuin")
    page = form.send(here, "add:mine:garden.plants")
    assert page.status_code == 400
    assert list(problems_of(page)) == ["mine:garden-plants-new-metres"]
    again = FormOnPage(page)
    assert again.named("mine:garden.plants/new/what@nl")[0].words == "roos"
    assert "hidden" not in re.findall(r"<div [^>]*data-while[^>]*>", page.text)[0]
    again.fill("mine:garden.plants/new/metres", "2")
    assert again.send(here, "add:mine:garden.plants").status_code == 200
    assert table.content()["garden"]["name"]["nl"] == "de tuin"
    assert table.content()["garden"]["plants"] == []
    lines = "\n".join(f"plant {number}" for number in range(MOST_CARDS + 1))
    form = table.form(here)
    form.fill("mine:garden.plants:list@nl", lines)
    page = form.send(here, "add:mine:garden.plants")
    assert (page.status_code, list(problems_of(page))) == (400, ["mine:garden-plants:list-nl"])
    assert FormOnPage(page).named("mine:garden.plants:list@nl")[0].words == lines


def test_words_on_a_draft_that_was_opened_meanwhile_come_back_when_something_else_cannot_be_read(
    lay: Callable[..., Table], frozen: Callable[..., datetime.datetime]
) -> None:
    table = lay(made_up_tool.TOOL)
    lead = leader(table)
    table.form(lead).send(lead, "alone:garden.plants")
    here = table.visitor("brasschaat")
    form = table.form(here)
    form.fill("mine:garden.plants/new/what@nl", "roos")
    form.send(here, "add:mine:garden.plants")
    form = table.form(here)
    (card,) = [c.name for c in form.controls if c.words == "roos"]
    form.fill(card, "rode roos")
    form.fill("mine:garden.plants/new/metres", "twee")
    table.form(lead).send(lead, "open:garden.plants")
    frozen(seconds=10)
    due(table)
    page = form.send(here, "save:mine:garden.plants")
    assert page.status_code == 400
    again = FormOnPage(page)
    assert again.named(card)[0].words == "rode roos"
    again.fill("mine:garden.plants/new/metres", "")
    page = again.send(here, "save:mine:garden.plants")
    assert [c.words for c in FormOnPage(page).controls if c.name == card] == ["rode roos"]
    assert [each["what"]["nl"] for each in table.content()["garden"]["plants"]] == ["roos"]


def test_only_parts_that_everybody_will_read_stand_on_a_draft(lay: Callable[..., Table]) -> None:
    table = lay(made_up_tool.TOOL)
    lead = leader(table)
    table.form(lead).send(lead, "alone:garden.plants")
    here = table.visitor("brasschaat")
    names = {c.name.removeprefix("mine:") for c in table.form(here).controls if c.name.startswith("mine:garden")}
    parts = {re.split("[@:!]", name.split("/")[2])[0] for name in names if "/new/" in name}
    assert {"secret", "doubt", "love"} & {part.partition(".")[0] for part in parts} == set()
    assert {"what", "why", "colour", "thirst", "metres", "spot", "giver"} <= parts


# The ten seconds.


def test_a_stop_that_is_pressed_in_time_wins_over_an_opening_that_nobody_carried_out_yet(
    at_noon: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    start(table)
    here = table.visitor("brasschaat")
    write(table, here, "een")
    press(table, leader(table), f"open:{DRAFTS}")
    form = table.form(here)
    frozen(seconds=10.2)
    form.fill(f"{MINE}:list@nl", "nog een")
    form.send(here, f"halt:{DRAFTS}")
    assert (shared(table), due(table)) == ([], [])
    assert form.send(here, f"halt:{DRAFTS}").status_code == 200


def test_an_opening_that_is_due_comes_with_the_next_form_that_anybody_sends_and_with_what_was_typed_on_it(
    at_noon: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    start(table)
    here = table.visitor("brasschaat")
    press(table, leader(table), f"open:{DRAFTS}")
    form = table.form(here)
    form.fill(NEW + "@nl", "net op tijd")
    frozen(seconds=11)
    page = form.send(here, f"add:{MINE}")
    assert shared(table) == ["net op tijd"]
    assert own(table, page.text) == ""


def test_a_press_without_the_rest_of_the_form_does_what_it_says(
    at_noon: Table, frozen: Callable[..., datetime.datetime]
) -> None:
    table = at_noon
    lead = leader(table)
    for verb in ("alone", "open", "halt", "open"):
        assert lead.post(table.address, do=f"{verb}:{DRAFTS}").status_code == 303
    with table.app.extensions["tandem.factory"]() as db:
        (found,) = db.scalars(sa.select(AloneRound)).all()
        assert found.opens_at == clock.now() + alone_rounds.ANNOUNCED
    frozen(seconds=10)
    assert due(table) == [table.world.canvas.id]


@pytest.mark.parametrize(("language", "opens", "zone"), [("nl", "13:00:10", "Brussels"), ("es", "08:00:10", "La Paz")])
def test_the_page_says_when_the_drafts_open_in_the_time_of_the_reader(
    at_noon: Table, language: str, opens: str, zone: str
) -> None:
    table = at_noon
    start(table)
    press(table, leader(table), f"open:{DRAFTS}")
    who = table.world.of("tarija" if language == "es" else "brasschaat").person
    with table.app.extensions["tandem.factory"]() as db:
        db.begin_writing()
        person = db.merge(who)
        person.language, person.time_zone = language, "America/La_Paz" if language == "es" else "Europe/Brussels"
        db.commit()
    here = signed_in(table.app, who, language=language)
    until = round((clock.now() + alone_rounds.ANNOUNCED).timestamp() * 1_000)
    for path in (table.address, f"{table.address}/now"):
        assert f'<time data-until="{until}">{opens}</time>' in here.get(path).text, zone
