"""Pages of the agreement: people of three sides read, answer and agree in their browsers, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from facilitation import approvals, overrulings, projects, replies, text_checks
from facilitation.access import Role
from facilitation.agreements import ADJUSTED, AGREED, PRESENTED
from facilitation.approvals import Approval
from facilitation.canvas_edits import SetText, SetValue
from facilitation.database import Session
from tests import makers
from tests.agreeing import ASKED, QUESTION, SIDES, THIRD_OF_JUNE, Agreeing
from tests.forms_on_page import FormOnPage, said
from tests.markup import tree
from tests.visitors import Visitor, problems_of, signed_in, words_of


class Meeting(Agreeing):
    """The same people, each at a browser."""

    def __init__(self, app: Flask, db: Session, owner: str = "") -> None:
        super().__init__(db, owner=owner)
        self.app = app
        self.project_page = f"/projects/{self.world.project.id}"
        self.address = f"{self.project_page}/focus-sharpener"
        self.agreement = f"{self.address}/agreement"
        self.partnership_page = f"/partnerships/{self.world.partnership.id}"

    def visitor(self, side: str, role: str = Role.COORDINATOR, language: str = "nl") -> Visitor:
        """Return somebody's browser, in which a language was chosen."""
        visitor = signed_in(self.app, self.held(side, role).person)
        visitor.get(f"/language/{language}?to=/")
        return visitor

    def page(self, side: str, role: str = Role.COORDINATOR, language: str = "nl") -> str:
        """Return the words of the page about the agreement."""
        answer = self.visitor(side, role, language).get(self.agreement)
        assert answer.status_code == 200
        return words_of(answer)

    def press(self, visitor: Visitor, form: str, **typed: str) -> TestResponse:
        """Fill a form of the page about the agreement as it is now, and press its button."""
        on_page = FormOnPage(visitor.get(self.agreement), form)
        for name, text in typed.items():
            on_page.fill(name, text)
        return on_page.send(visitor)

    def tick(self, visitor: Visitor, *languages: str) -> TestResponse:
        """Tick every text in these languages, and save."""
        on_page = FormOnPage(visitor.get(self.agreement), "texts")
        ticks = [each.value for each in on_page.named("right") if each.value.split("|")[1] in languages]
        on_page.fill("right", *ticks)
        return on_page.send(visitor)

    def given(self) -> list[Approval]:
        """Return every approval, the latest first."""
        self.db.rollback()
        return approvals.of(self.db, self.canvas)

    def checked(self) -> list[tuple[str, str]]:
        """Return (address, language) of every text that somebody read over."""
        self.db.rollback()
        return [each[:2] for each in text_checks.of(self.db, self.canvas)]

    def says(self, sentence: str, **values: object) -> str:
        """Return a sentence of the interface in Dutch."""
        return said(self.app, sentence, **values)


@pytest.fixture
def meet(app: Flask, lite_db: Session) -> Callable[..., Meeting]:
    """Bring people together round a canvas of all sides, or of one."""

    def of(owner: str = "") -> Meeting:
        return Meeting(app, lite_db, owner)

    return of


# From blank to agreed.


def test_three_sides_read_over_present_and_agree_by_forms_alone(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.fill()
    here.tick(here.visitor("brasschaat", Role.MEMBER), "nl")
    here.tick(here.visitor("tarija", Role.MEMBER, "es"), "es")
    here.press(here.visitor("brasschaat", Role.FACILITATOR), "present")
    assert here.state == PRESENTED
    for side in SIDES:
        answer = here.press(here.visitor(side), "approve", on_behalf="core")
        assert answer.status_code == 200
    assert here.state == AGREED
    assert here.says("Every side that decides here agrees.") in words_of(answer)
    assert here.says("This is a working agreement, not a municipal decision.") in here.page("tarija", Role.OBSERVER)
    bodies = [f"Raad {number}" for number in range(len(SIDES))]
    for side, body in zip(SIDES, bodies, strict=True):
        here.press(here.visitor(side), "approve", on_behalf="ratified", body=body, decided_on="2026-06-03")
    page = here.page("tarija", Role.OBSERVER)
    for body in bodies:
        assert here.says("ratified by %(body)s on %(day)s", body=body, day="3 juni 2026") in page
    assert here.says("Ratified by a body of every side that decides.") in page


def test_tarija_agrees_on_its_own_project_while_brasschaat_never_opened_it(meet: Callable[..., Meeting]) -> None:
    here = meet("tarija")
    here.fill("tarija", voices=())
    visitor = here.visitor("tarija", language="es")
    here.tick(visitor, "nl", "es")
    answer = here.press(visitor, "approve", on_behalf="core")
    assert answer.status_code == 200
    assert here.state == AGREED
    assert "Brasschaat puede leer y responder" in words_of(answer)


def test_a_member_of_another_side_recognises_asks_and_advises_and_everybody_reads_it(
    meet: Callable[..., Meeting],
) -> None:
    here = meet("tarija")
    here.fill("tarija", voices=())
    here.present("tarija")
    answer = here.press(here.visitor("brasschaat", Role.MEMBER), "reply", kind="ask", words="")
    assert (answer.status_code, list(problems_of(answer))) == (400, ["words"])
    here.press(here.visitor("brasschaat", Role.MEMBER), "reply", kind="ask", words="Van wie is de <bron>?")
    page = here.visitor("tarija").get(here.agreement)
    assert "Van wie is de &lt;bron&gt;?" in page.text
    assert "Brasschaat heeft een vraag" in words_of(page)
    here.write("tarija", SetValue("frame.room", 5))
    assert here.says("About an earlier version.") in here.page("tarija")


def test_a_side_that_decides_says_what_must_change(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.fill()
    here.present("brasschaat")
    here.press(here.visitor("tarija", language="es"), "reply", words="El plazo es muy corto.")
    page = here.page("brasschaat")
    assert "Tarija nog niet akkoord: dit moet anders" in page
    assert "El plazo es muy corto." in page
    here.db.rollback()
    assert [each.kind for each in replies.of(here.db, here.canvas)] == [replies.CHANGE]


# Scenarios of the method.


def test_scenario_3_one_side_alone_archives_nothing_and_the_other_sees_what_waits(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.agree("brasschaat")
    here.visitor("brasschaat").post(f"{here.project_page}/archive")
    here.db.expire_all()
    assert here.world.project.archived_at is None
    tarija = here.visitor("tarija")
    asked = here.says("Read it, and say whether your side agrees.")
    for path in (here.partnership_page, here.project_page, "/"):
        answer = tarija.get(path)
        assert asked in words_of(answer)
        assert f'href="{here.agreement}"' in answer.text
    assert "naar het archief" in words_of(tarija.get(here.partnership_page))
    assert asked not in words_of(here.visitor("brasschaat").get(here.partnership_page))
    here.press(tarija, "approve", on_behalf="core")
    assert asked not in words_of(tarija.get(here.partnership_page))


def test_scenario_4_after_an_edit_both_sides_read_the_difference_in_their_language_and_the_old_version(
    meet: Callable[..., Meeting],
) -> None:
    here = meet()
    here.agree()
    old = here.given()[-1]
    here.write("nimlahakok", SetValue("frame.room", 5), SetText(QUESTION, "es", "¿Cómo cuidamos el agua?"))
    assert here.state == ADJUSTED
    for side, language, sentence in (("brasschaat", "nl", "Wat er anders is"), ("tarija", "es", "Qué cambió")):
        page = tree(here.visitor(side, language=language).get(here.agreement).text).one("different")
        assert sentence in page.words
        assert [each.words for each in page.tagged("dd")] == ["3", "5"]
        assert [each.words for each in page.tagged("del")] == ["3", "podemos compartir"]
        assert [each.words for each in page.tagged("ins")] == ["5", "cuidamos"]
        waits = words_of(here.visitor(side, language=language).get(here.partnership_page))
        assert said(here.app, "This changed since your side agreed.", language) in waits
    answer = here.visitor("tarija", Role.OBSERVER).get(f"{here.agreement}/{old.id}")
    assert answer.status_code == 200
    assert ASKED["es"] in words_of(answer)
    assert re.findall(r'<p class="value">([^<]*)</p>', answer.text)[-1] == "3"
    assert here.says("This is an earlier version: something among the decisions changed since.") in words_of(answer)


def test_scenario_16_an_idea_for_anothers_territory_is_seen_by_both_and_an_alternative_stands_beside_it(
    meet: Callable[..., Meeting],
) -> None:
    here = meet("nimlahakok")
    here.fill("nimlahakok", voices=())
    here.check()
    here.db.begin_writing()
    here.world.project.proposed = here.world.project.chosen = "brasschaat"
    here.db.commit()
    asks = here.says("This idea comes from {proposer} and is about the territory of {owner}. Did {owner} choose it?")
    asks = asks.format(proposer="Brasschaat", owner="Nimlaha'kok")
    for side in ("brasschaat", "nimlahakok"):
        assert asks in words_of(here.visitor(side).get(here.address))
        assert asks in here.page(side)
    owner = here.visitor("nimlahakok")
    seen = here.now().fingerprint
    refused = owner.post(f"{here.agreement}/approve", seen=seen, on_behalf="core")
    assert (refused.status_code, here.given()) == (409, [])
    assert here.says("Some things still stand in the way of an agreement. They are listed here.") in words_of(refused)
    answer = here.press(owner, "caution-1", **{"reason-1": " "})
    assert (answer.status_code, list(problems_of(answer))) == (400, ["reason-1"])
    here.press(owner, "caution-1", **{"reason-1": "Wij vroegen er zelf om."})
    assert "Wij vroegen er zelf om." in here.page("brasschaat", Role.OBSERVER)
    here.press(owner, "approve", on_behalf="core")
    assert here.state == AGREED
    assert [each.side.key for each in overrulings.of(here.db, here.canvas)] == ["nimlahakok"]
    here.db.begin_writing()
    beside = makers.project(here.db, here.world.partnership, "nimlahakok")
    here.db.commit()
    page = owner.get(f"/projects/{beside.id}/focus-sharpener/agreement")
    assert (page.status_code, "Wij vroegen" in page.text) == (200, False)
    listed = owner.get(here.partnership_page).text
    assert [f'href="/projects/{each.id}"' in listed for each in (here.world.project, beside)] == [True, True]
    own = here.given()[0]
    assert owner.get(f"/projects/{beside.id}/focus-sharpener/agreement/{own.id}").status_code == 404


# What moved on, what is missing.


def test_who_agrees_to_what_changed_meanwhile_reads_the_difference_first_and_loses_nothing(
    meet: Callable[..., Meeting],
) -> None:
    here = meet()
    here.fill()
    here.check()
    visitor = here.visitor("tarija")
    form = FormOnPage(visitor.get(here.agreement), "approve")
    form.fill("on_behalf", "ratified")
    form.fill("body", "Concejo Municipal")
    form.fill("decided_on", "2026-06-03")
    here.write("brasschaat", SetValue("frame.room", 1))
    answer = form.send(visitor)
    assert answer.status_code == 409
    assert here.given() == []
    told = tree(answer.text).one("problems")
    assert [each.words for each in told.tagged("dd")] == ["3", "1"]
    again = FormOnPage(answer, "approve")
    assert [each.value for each in again.named("body")] == ["Concejo Municipal"]
    assert again.send(visitor).status_code == 200
    (made,) = here.given()
    assert (made.body, made.decided_on) == ("Concejo Municipal", THIRD_OF_JUNE)


@pytest.mark.parametrize("base", ["", "x", "1:999", "999:1", "9" * 400])
def test_a_base_that_never_was_is_answered_with_the_page_as_it_is(meet: Callable[..., Meeting], base: str) -> None:
    here = meet()
    here.agree("tarija")
    answer = here.visitor("brasschaat").post(f"{here.agreement}/approve", seen="0" * 64, base=base, on_behalf="core")
    assert answer.status_code == 409
    assert here.says("This changed while you were reading. Nothing was said in your name.") in words_of(answer)


def test_what_is_missing_stands_beside_its_field_all_at_once_and_what_was_typed_stays(
    meet: Callable[..., Meeting],
) -> None:
    here = meet()
    here.fill()
    here.check()
    visitor = here.visitor("tarija")
    seen = here.now().fingerprint
    wrong = {"seen": seen, "on_behalf": "ratified", "body": " ", "decided_on": "gisteren"}
    answer = visitor.post(f"{here.agreement}/approve", **wrong)
    assert (answer.status_code, set(problems_of(answer))) == (400, {"body", "decided_on"})
    assert 'value="gisteren"' in answer.text
    assert here.given() == []


def test_before_everything_is_there_the_page_says_what_is_to_be_done_and_offers_no_yes(
    meet: Callable[..., Meeting],
) -> None:
    here = meet()
    page = here.visitor("tarija").get(here.agreement)
    assert here.says("Nothing is decided here yet. Answer the short questions first.") in words_of(page)
    here.fill(voices=("brasschaat", "tarija"))
    here.write("tarija", SetText("question.decider", "es", ""))
    page = here.visitor("tarija").get(here.agreement)
    ways = tree(page.text).one("ways")
    links = [each.said["href"] for each in ways.tagged("a")]
    assert links == [
        f"{here.address}#at-exchange-heard-nimlahakok",
        f"{here.address}#at-question-decider",
        "#decided",
    ]
    assert 'id="approve"' not in page.text


def test_a_tick_is_a_yes_to_one_text_in_one_language_and_can_be_taken_back(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.fill()
    visitor = here.visitor("brasschaat", Role.MEMBER)
    form = FormOnPage(visitor.get(here.agreement), "texts")
    assert len(form.named("right")) == 6
    assert [each for each in form.named("right") if "checked" in each.said] == []
    form.fill("right", form.named("right")[0].value)
    here.write("tarija", SetText("exchange.learn", "nl", "Anders?"))
    page = words_of(form.send(visitor))
    assert here.says("Read over: %(name)s, %(day)s", name="member brasschaat", day="").rstrip(", ") in page
    assert here.checked() == [(QUESTION, "nl")]
    back = FormOnPage(visitor.get(here.agreement), "texts").named("back")[0].value
    assert FormOnPage(here.visitor("tarija", Role.MEMBER).get(here.agreement), "texts").names() == {"right"}
    visitor.post(f"{here.agreement}/check", back=back)
    assert here.checked() == []


def test_a_text_that_changed_before_the_tick_was_saved_is_told(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.fill()
    visitor = here.visitor("brasschaat", Role.MEMBER)
    form = FormOnPage(visitor.get(here.agreement), "texts")
    form.fill("right", *[each.value for each in form.named("right")])
    here.write("tarija", SetText(QUESTION, "nl", "Anders?"))
    assert "1 van deze teksten" in words_of(form.send(visitor))
    assert len(here.checked()) == 5
    for wrong in ("x", "a|b", "a|b|c|d"):
        assert visitor.post(f"{here.agreement}/check", right=wrong).status_code == 404


def test_one_tap_keeps_the_yes_when_only_the_wording_changed(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.agree()
    here.write("brasschaat", SetText(QUESTION, "nl", "Hoe kunnen we water delen?"))
    here.tick(here.visitor("brasschaat"), "nl")
    here.press(here.visitor("brasschaat"), "same")
    tarija = here.visitor("tarija")
    waits = here.says("Another side says that only the wording changed. One tap keeps your agreement.")
    assert waits in words_of(tarija.get(here.project_page))
    assert "Brasschaat zegt: enkel de formulering" in words_of(tarija.get(here.agreement))
    for side in ("tarija", "nimlahakok"):
        here.press(here.visitor(side), "same")
    assert here.state == AGREED


def test_withdrawing_is_one_press_and_everybody_sees_it(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.agree()
    given = approvals.latest_of(here.given(), here.held("tarija").side_id)
    here.press(here.visitor("tarija", Role.DEPUTY), "withdraw")
    assert here.state == PRESENTED
    assert "Ingetrokken door deputy tarija" in here.page("brasschaat", Role.OBSERVER)
    assert given is not None
    page = words_of(here.visitor("brasschaat").get(f"{here.agreement}/{given.id}"))
    assert here.says("This agreement was withdrawn. It stays here to be read.") in page


# Who sees what.


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.INTERPRETER])
def test_who_reads_along_is_offered_nothing_to_press(meet: Callable[..., Meeting], role: Role) -> None:
    here = meet()
    here.agree("tarija")
    answer = here.visitor("tarija", role).get(here.agreement)
    main = answer.text.partition("<main")[2]
    assert ("<form" in main, "<input" in main) == (False, False)
    assert ASKED["nl"] in words_of(answer)


def test_the_bar_at_the_foot_of_the_canvas_and_of_pages_that_are_open_says_how_it_stands(
    meet: Callable[..., Meeting],
) -> None:
    here = meet()
    here.fill()
    here.check()
    visitor = here.visitor("nimlahakok", Role.MEMBER)

    def bars() -> list[str]:
        return [
            " ".join(tree(visitor.get(here.address + path).text).one("agreement").words.split())
            for path in ("", "/now")
        ]

    first = bars()
    assert first[0] == first[1]
    assert "ontwerp" in first[0]
    seen = [first[0]]
    steps: list[Callable[[], object]] = [
        lambda: here.present("brasschaat"),
        lambda: here.reply("tarija", replies.CHANGE, "Dit.", Role.COORDINATOR),
        lambda: here.approve("tarija"),
        lambda: here.withdraw("tarija"),
        lambda: here.write("brasschaat", SetValue("frame.room", 1)),
    ]
    for step in steps:
        step()
        page, fragment = bars()
        assert page == fragment
        assert page != seen[-1]
        seen.append(page)
    assert "aangepast" in seen[-1]


def test_the_path_of_a_project_shows_which_sides_agree(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.agree("tarija")
    page = here.visitor("brasschaat").get(here.project_page)
    mark = next(
        each
        for each in tree(page.text).tagged("svg")
        if each.said.get("class") == "duo" and "Tarija: gaat" in each.said["aria-label"]
    )
    assert mark.said["aria-label"].startswith("Brasschaat: leest nog, Tarija: gaat akkoord")


def test_in_the_archive_the_agreement_is_read_and_nothing_is_pressed(meet: Callable[..., Meeting]) -> None:
    here = meet()
    here.agree("tarija")
    here.db.begin_writing()
    projects.archive(here.db, here.world.project)
    here.db.commit()
    visitor = here.visitor("brasschaat")
    assert "<form" not in visitor.get(here.agreement).text.partition("<main")[2]
    for verb in ("present", "approve", "withdraw", "same-meaning", "reply", "overrule", "check"):
        assert visitor.post(f"{here.agreement}/{verb}", seen=here.now().fingerprint).status_code in (403, 409)
    assert len(here.given()) == 1
