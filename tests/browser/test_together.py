"""Together: two people at one canvas in two real browsers, Dutch on a laptop and Spanish on a phone.

They write in the same texts and lists in the same moment; "the same moment" is made by an office that holds up both
lines (`offices`), so that neither hears of the other before both have acted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from facilitation.access import Role
from tests import made_up_tool
from tests.browser.conftest import Sit
from tests.browser.houses import House
from tests.browser.keys import Keys
from tests.browser.lived_in import garden_on_the_table
from tests.browser.participants import Participant, in_turns, same_everywhere, sheet, until
from tests.browser.people import LAPTOP, PHONE
from tests.live.conftest import Village
from tests.makers import world

pytestmark = pytest.mark.browser
THEME, FACTS, QUESTIONS, ROOM = "topic.theme", "topic.symptoms", "question.drafts", "frame.room"
WORRY = "people.worry"
SECRET = "Zwijgzaam kladje"
TOP = "(it) => it.getBoundingClientRect().top"


def test_two_people_write_in_the_same_texts_at_once_and_every_letter_is_everywhere(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    for language, words in (("nl", "Wie beslist over de straat?"), ("es", "¿Quién decide sobre la calle?")):
        name = f"{THEME}@{language}"
        ana.text(name).fill(words)
        expect(juan.text(name)).to_have_value(words)
    hers = [*"écht 🎉x", "Backspace", *"👩‍👧 "]
    his = ["Backspace", *" ñandú", "Backspace", "ú", *" ¿o no?"]
    with ana.office.held_up(), juan.office.held_up():
        in_turns((ana.at(f"{THEME}@nl", 4), hers), (juan.at(f"{THEME}@nl", 27), his))
    in_turns(
        (ana.at(f"{THEME}@es", 29), [" ", *"of niet 🎉"]),
        (juan.at(f"{THEME}@es", 12), [*"íx", "Backspace", "Delete", *"a hoy"]),
    )
    with juan.office.held_up():
        in_turns((ana.at(f"{THEME}@nl", 0), [*"Nu: "]), (juan.at(f"{THEME}@nl", 0), ["Delete", "w"]))
    stands = same_everywhere(village, ana, juan)
    assert stands[f"{THEME}@nl"] == [["", "Nu: wie écht 🎉👩‍👧 beslist over de straat ñandú ¿o no?"]]
    assert stands[f"{THEME}@es"] == [["", "¿Quién decidía hoy sobre la calle? of niet 🎉"]]


def test_two_people_add_change_order_and_take_away_cards_at_once_and_end_with_the_same_list(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    with ana.office.held_up(), juan.office.held_up():
        ana.add(FACTS, "text", "Fietsers remmen")
        juan.add(FACTS, "text", "Pasan camiones")
    for each in two:
        expect(each.cards(FACTS)).to_have_count(2)
    first, second = ana.ids(FACTS)
    assert juan.ids(FACTS) == [first, second]
    hers, his = (first, second) if "Fietsers" in ana.cards(FACTS).first.inner_text() else (second, first)
    with ana.office.held_up(), juan.office.held_up():
        ana.text(f"{FACTS}/{his}/text@nl").fill("Er rijden vrachtwagens")
        juan.text(f"{FACTS}/{hers}/text@es").fill("Las bicicletas frenan")
        ana.at(f"{FACTS}/{hers}/text@nl", 15).press_sequentially(" hard")
        juan.at(f"{FACTS}/{hers}/text@nl", 0).press_sequentially("Veel ")
        ana.press(ana.card(FACTS, second), "up")
        juan.add(FACTS, "text", "Falta un paso")
    for each in two:
        expect(each.cards(FACTS)).to_have_count(3)
    with ana.office.held_up(), juan.office.held_up():
        third = next(each for each in ana.ids(FACTS) if each not in (hers, his))
        juan.at(f"{FACTS}/{hers}/where@es", 0).press_sequentially("En la plaza")
        ana.press(ana.card(FACTS, hers), "remove")
        ana.press(ana.card(FACTS, third), "up")
    expect(ana.cards(FACTS)).to_have_count(2)
    expect(juan.card(FACTS, hers)).to_have_attribute("data-taken", "")
    ana.away(FACTS).locator("button[value^='restore:']").click()
    expect(juan.page.locator("[data-taken]")).to_have_count(0)
    stands = same_everywhere(village, ana, juan)
    assert [stands[f"cards of {FACTS}"], stands[f"away from {FACTS}"]] == [[third, second, first], []]
    assert stands[f"{FACTS}/{hers}/text@nl"] == [["", "Veel Fietsers remmen hard"]]
    assert stands[f"{FACTS}/{hers}/where@es"] == [["", "En la plaza"]]
    assert [sheet(village).text(f"{FACTS}/{each}/text", "es") for each in (hers, his, third)] == [
        "Las bicicletas frenan",
        "Pasan camiones",
        "Falta un paso",
    ]


def test_two_answers_of_the_same_moment_stand_on_both_screens_until_one_is_chosen(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    with ana.office.held_up(), juan.office.held_up():
        ana.choose(ROOM, "2")
        juan.choose(ROOM, "4")
    for each in two:
        beside = each.page.locator(f"[data-box='{ROOM}']")
        expect(beside.locator("[data-two] button")).to_have_count(2)
        kept = sorted(beside.locator("[data-two] button").all_inner_texts())
        assert kept == [each.who.say("Keep {answer}", answer=answer) for answer in ("2", "4")]
        expect(beside.locator("[data-unsettled]")).to_contain_text("Brasschaat")
        expect(beside.locator("[data-unsettled]")).to_contain_text("Tarija")
        assert each.stands()[ROOM] == [[step, False] for step in ("0", "1", "2", "3", "4", "5", "")]
    juan.who.find("button", "Keep {answer}", juan.page.locator(f"[data-box='{ROOM}']"), answer="4").tap()
    for each in two:
        expect(each.page.locator("[data-two], [data-unsettled]")).to_have_count(0)
    stands = same_everywhere(village, ana, juan)
    assert stands[ROOM] == [[step, step == "4"] for step in ("0", "1", "2", "3", "4", "5", "")]
    assert [each.value for each in sheet(village).standing(ROOM)] == [4]


def test_a_draft_is_nowhere_on_the_others_device_until_it_is_opened_and_an_opening_can_be_stopped(
    village: Village, sit: Sit, later: Callable[..., None]
) -> None:
    ana, juan = sit("brasschaat", "nl", LAPTOP), sit("tarija", "es", PHONE, role=Role.FACILITATOR)
    ana.add(FACTS, "text", "Fietsers remmen")
    juan.banner(FACTS).locator("button[value^='alone:']").tap()
    for each in (ana, juan):
        expect(each.page.locator(f"[data-mine='{FACTS}']")).to_be_visible()
        expect(each.page.locator(f"[data-adds='{FACTS}']")).to_be_hidden()
    ana.add(FACTS, "text", SECRET, mine=True)
    ana.saved()
    expect(juan.banner(FACTS)).to_contain_text(juan.who.say("One person has written something."))
    assert [SECRET in each.holds() for each in (ana, juan)] == [True, False]
    juan.banner(FACTS).locator("button[value^='open:']").tap()
    for each in (ana, juan):
        expect(each.page.locator(f"[data-alone='{FACTS}'] [data-until]")).to_have_text(re.compile(r"^0:(10|0\d)$"))
    assert SECRET not in juan.holds()
    ana.banner(FACTS).locator("button[value^='halt:']").click()
    for each in (ana, juan):
        expect(each.page.locator("[data-until]")).to_have_count(0)
    expect(juan.banner(FACTS)).to_contain_text("member brasschaat")
    assert SECRET not in juan.holds()
    juan.banner(FACTS).locator("button[value^='open:']").tap()
    in_sight = ana.page.locator("#strip a[href$='-alone'] [data-until]")  # wherever on the page she is
    expect(in_sight).to_have_text(re.compile(r"^0:(10|0\d)$"))
    expect(in_sight).to_be_in_viewport()
    later(seconds=11)
    for each in (ana, juan):
        expect(each.cards(FACTS)).to_have_count(2)
        expect(each.page.locator(f"[data-adds='{FACTS}']")).to_be_visible()
    assert SECRET in juan.holds()
    stands = same_everywhere(village, ana, juan)
    assert [stands[f"{FACTS}/{each}/text@nl"] for each in ana.ids(FACTS)] == [
        [["", "Fietsers remmen"]],
        [["", SECRET]],
    ]


@pytest.fixture
def garden(house: House) -> Iterator[Village]:
    """Give a canvas of the made-up tool, which has questions for one side."""
    with garden_on_the_table():
        with house.factory() as db:
            made = world(db, tool=made_up_tool.TOOL.key)
            db.begin_writing()
            made.canvas.deep_opened = True
            db.commit()
        yield Village(house, made)


def test_words_of_one_side_are_nowhere_on_the_device_of_the_other(garden: Village, sit: Sit) -> None:
    path = f"projects/{garden.world.project.id}/{made_up_tool.TOOL.slug}"
    ana, mate, juan = (
        sit(side, language, device, role, at=garden, path=path)
        for side, language, device, role in (
            ("brasschaat", "nl", LAPTOP, Role.MEMBER),
            ("brasschaat", "nl", PHONE, Role.COORDINATOR),
            ("tarija", "es", PHONE, Role.COORDINATOR),
        )
    )
    ana.text(f"{WORRY}.brasschaat@nl").fill(SECRET)
    expect(mate.text(f"{WORRY}.brasschaat@nl")).to_have_value(SECRET)
    ana.text("garden.name@nl").fill("Moestuin")
    expect(juan.text("garden.name@nl")).to_have_value("Moestuin")
    ana.page.locator("#here li").nth(2).wait_for()
    assert [SECRET in each.holds() for each in (ana, mate, juan)] == [True, True, False]


def test_who_made_a_card_takes_back_their_own_letters_only_and_what_others_wrote_on_it_stays_within_reach(
    village: Village, two: tuple[Participant, Participant]
) -> None:
    ana, juan = two
    ana.add(FACTS, "text", "Feit")
    [card] = ana.ids(FACTS)
    ana.at(f"{FACTS}/{card}/text@nl", 4).press_sequentially(" van Ana")
    juan.at(f"{FACTS}/{card}/text@nl", 8).press_sequentially(" Juan en")
    expect(ana.text(f"{FACTS}/{card}/text@nl")).to_have_value("Feit van Juan en Ana")
    ana.page.keyboard.press("Control+z")
    expect(juan.text(f"{FACTS}/{card}/text@nl")).to_have_value("Feit Juan en")
    expect(ana.page.locator("#undo")).to_be_disabled()
    ana.press(ana.card(FACTS, card), "remove")
    for each in two:
        expect(each.away(FACTS)).to_contain_text("Feit Juan en")
    juan.away(FACTS).locator("button[value^='restore:']").tap()
    assert same_everywhere(village, ana, juan)[f"{FACTS}/{card}/text@nl"] == [["", "Feit Juan en"]]


def test_by_keys_alone_one_adds_a_card_moves_it_and_undoes_and_sees_the_focus_at_every_step(
    two: tuple[Participant, Participant],
) -> None:
    ana, juan = two
    keys, page = Keys(ana.who), ana.page
    juan.add(FACTS, "text", "Pasan camiones")
    expect(ana.cards(FACTS)).to_have_count(1)
    keys.write(page.locator(f"textarea[name='{FACTS}/new/text@nl']"), "Fietsers remmen")
    keys.go_to(page.locator(f"[data-new='{FACTS}'] button"))
    keys.press("Enter")
    expect(juan.cards(FACTS)).to_have_count(2)
    first, second = juan.ids(FACTS)
    page.locator("#main").focus()
    keys.go_to(ana.card(FACTS, second).locator("[data-grip]"))
    keys.press("ArrowUp")
    until(juan, lambda: juan.ids(FACTS) == [second, first])
    expect(ana.card(FACTS, second).locator("[data-grip]")).to_be_focused()
    page.locator("#main").focus()
    keys.write(page.locator(f"textarea[name='{THEME}@nl']"), "weg ermee")
    expect(juan.text(f"{THEME}@nl")).to_have_value("weg ermee")
    keys.press("Control+z")
    expect(juan.text(f"{THEME}@nl")).to_have_value("")
    keys.press("Control+y")
    expect(juan.text(f"{THEME}@nl")).to_have_value("weg ermee")
    assert keys.unseen == []


def test_each_sees_where_the_other_writes_and_what_others_do_above_it_does_not_move_ones_own_box(
    two: tuple[Participant, Participant],
) -> None:
    ana, juan = two
    for words in ("Feit", "Nog een feit", "Derde feit"):
        ana.add(FACTS, "text", words)
    expect(juan.cards(FACTS)).to_have_count(3)
    first, second, third = ana.ids(FACTS)
    name = f"{FACTS}/{second}/text"
    box = juan.at(f"{name}@es", 0)
    box.press_sequentially("Hecho")
    who = ana.page.locator(f"[data-box='{name}'] [data-others] .who")
    expect(who).to_have_text("member tarija")
    expect(who).to_have_class(re.compile("typing"))
    expect(ana.page.locator("#here li", has_text="Tarija")).to_contain_text(ana.who.say("What is happening?"))
    before = box.evaluate(TOP)
    ana.press(ana.card(FACTS, third), "up")
    ana.press(ana.card(FACTS, third), "up")
    ana.press(ana.card(FACTS, first), "remove")
    ana.text(f"{THEME}@nl").fill("een\nlang\nthema\nvan\nveel\nregels")
    until(juan, lambda: juan.ids(FACTS) == [third, second])
    assert abs(box.evaluate(TOP) - before) <= 2
    juan.page.close()
    expect(ana.page.locator("#here li")).to_have_count(1)
    expect(who).to_have_count(0)
