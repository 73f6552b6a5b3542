"""The pages of overviews: what a partnership sees of its own goals, and an organisation of those who let it look."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from facilitation.access import Role
from facilitation.database import Session
from facilitation.people import Person
from facilitation.sdg import openings, organisations
from facilitation.sdg.organisations import Organisation
from facilitation.sdg.tags import Tag
from tests import makers
from tests.forms_on_page import said
from tests.tagging import WHERE, WHO, Tagging, told
from tests.visitors import Visitor, signed_in, words_of

HARMS = "direct_negative"


@dataclass
class Here:
    """Two sides with a shared project, and Vera, who works for an organisation that they may let look along."""

    app: Flask
    tagging: Tagging
    db: Session
    organisation: Organisation
    vera: Person

    @property
    def own(self) -> str:
        """Return the overview of the partnership."""
        return f"/partnerships/{self.tagging.world.partnership.id}/sdg/overview"

    @property
    def along(self) -> str:
        """Return the overview of the organisation."""
        return f"/organisations/{self.organisation.id}"

    def why(self, goal: str = "6") -> str:
        """Return the page on which the organisation reads why the partnership names a goal."""
        return f"{self.along}/partnerships/{self.tagging.world.partnership.id}/{goal}"

    def member(self, key: str = "brasschaat") -> Visitor:
        """Return the browser of a member, in Dutch."""
        return self.reading(self.tagging.held(key).person)

    def looking(self) -> Visitor:
        """Return Vera's browser, in Dutch."""
        return self.reading(self.vera)

    def reading(self, person: Person, language: str = "nl") -> Visitor:
        """Return somebody's browser."""
        visitor = signed_in(self.app, person)
        visitor.get(f"/language/{language}")
        return visitor

    def let(self, key: str, yes: bool = True, tagging: Tagging | None = None) -> None:
        """Let a side answer whether the organisation looks along."""
        of = tagging or self.tagging
        held = of.held(key, Role.COORDINATOR)
        openings.answer(self.db, held.person, held, of.world.partnership, self.organisation, yes)
        self.db.commit()

    def open(self, tagging: Tagging | None = None) -> None:
        """Let every side say yes."""
        of = tagging or self.tagging
        for side in of.world.partnership.sides:
            self.let(side.key, tagging=of)

    def in_year(self, tag: Tag, year: int) -> Tag:
        """Let a tag have been made in an earlier year; it is as fresh as it was."""
        self.db.begin_writing()
        tag.made_year = year
        self.db.commit()
        return tag


@pytest.fixture
def here(app: Flask, lite_db: Session) -> Here:
    """Give a partnership with goals, and an organisation that nobody let look along."""
    tagging = Tagging(lite_db, owner="")
    administrator = makers.person(lite_db, "Beheer", administrator=True)
    vera = makers.person(lite_db, "Vera van de koepel")
    lite_db.commit()
    vvsg = organisations.make(lite_db, administrator, "VVSG")
    organisations.add(lite_db, administrator, vvsg, vera.mail or "")
    lite_db.commit()
    return Here(app, tagging, lite_db, vvsg, vera)


def cells(page: Any) -> dict[str, list[str]]:
    """Return what a page's map says in words, by row: "6: with a reason"."""
    body = page.text.partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in body.split("<tr>")[1:]:
        name = re.sub(r"<[^>]+>", "", row.partition("</th>")[0]).strip()
        texts = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", each)).strip() for each in row.split("<td")[1:]]
        found[name] = [each.partition(">")[2].replace(f"{name}, ", "").strip() for each in texts]
        found[name] = [each for each in found[name] if each]
    return found


def lines(visitor: Visitor, address: str) -> list[list[str]]:
    """Return the rows of a file as CSV, below its head."""
    answer = visitor.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))[1:]


def numbers(visitor: Visitor, address: str) -> set[tuple[str, str]]:
    """Return who names which goal in a file."""
    return {(row[0], row[1]) for row in lines(visitor, address)}


# What is shown.


def test_the_map_says_in_words_what_it_shows_and_the_files_say_the_same(here: Here) -> None:
    here.tagging.add(told(why=True))
    here.tagging.add(told("11", "11.7"))
    here.tagging.show(here.tagging.add(told("13", "13.1", why=True)))
    here.tagging.add(told("2", "", HARMS))
    visitor = here.member()
    page = visitor.get(here.own)
    words = " ".join(cells(page)["Speelplaatsen"])
    for goal, state in (("2", "claimed"), ("6", "with a reason"), ("11", "claimed"), ("13", "with evidence")):
        assert f"{goal}: {said(here.app, state)}" in words
    assert words.count(said(here.app, "also harm")) == 1
    rows = lines(visitor, f"{here.own}.csv")
    assert [row[1:2] + row[3:] for row in rows] == [
        ["2", said(here.app, "claimed"), "", "x", ""],
        ["6", said(here.app, "with a reason"), "x", "", ""],
        ["11", said(here.app, "claimed"), "", "", ""],
        ["13", said(here.app, "with evidence"), "x", "", ""],
    ]
    book = zipfile.ZipFile(io.BytesIO(visitor.get(f"{here.own}.xlsx").data))
    strings = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    assert {cell for row in rows for cell in row if cell} <= set(strings)
    assert visitor.get(f"{here.own}.pdf").status_code == 404


def test_files_are_in_the_language_of_who_reads(here: Here) -> None:
    here.tagging.add(told(why=True))
    for key, language in (("brasschaat", "nl"), ("tarija", "es")):
        visitor = here.reading(here.tagging.held(key).person, language)
        ((name, _number, goal, state, *_marks),) = lines(visitor, f"{here.own}.csv")
        assert name == {"nl": "Speelplaatsen", "es": "Patios escolares"}[language]
        assert goal == said(here.app, "Clean water and sanitation", language)
        assert state == said(here.app, "with a reason", language)


def test_each_picture_has_its_twin_in_a_table_and_opens_by_itself(here: Here) -> None:
    here.tagging.add(told(why=True))
    here.tagging.add(told("11", "11.7"))
    visitor = here.member()
    for view in ("circle", "years"):
        page = visitor.get(f"{here.own}?view={view}")
        assert page.text.count('<details class="twin"') == 1
        assert page.text.count('<svg class="fig"') == 1
        assert visitor.get(f"{here.own}/closer?view={view}").status_code == 200
    circle = words_of(visitor.get(f"{here.own}?view=circle")).partition(said(here.app, "Goal or target"))[2]
    assert re.search(r"6\.6 [^0-9]+ 0 1 0 11\.7", circle)


@pytest.mark.parametrize("view", ["map", "circle", "years"])
def test_with_nothing_claimed_it_says_so_and_there_is_nothing_to_look_into(here: Here, view: str) -> None:
    page = here.member().get(f"{here.own}?view={view}")
    assert said(here.app, "Nothing is claimed yet where you look.") in words_of(page)
    assert "/closer" not in page.text
    assert here.member().get(f"{here.own}/closer?view={view}").status_code == 404
    assert lines(here.member(), f"{here.own}.csv?view={view}") == []


# Narrowing down.


def test_every_filter_narrows_page_and_files_alike_and_stays_chosen(here: Here) -> None:
    here.tagging.add(told("6", "6.6", why=True))
    here.tagging.add(told("11", "11.7", ring="internal"))
    here.in_year(here.tagging.add(told("13", "13.1")), 2024)
    visitor = here.member()
    for query, goals in (
        ("goal=11", {"11"}),
        ("p=planet", {"6", "13"}),
        ("ring=internal", {"11"}),
        ("year=2024", {"13"}),
        ("p=planet&ring=local&year=2024", {"13"}),
        ("goal=6&p=people", set()),
        ("", {"6", "11", "13"}),
    ):
        assert {goal for _, goal in numbers(visitor, f"{here.own}.csv?{query}")} == goals, query
        page = visitor.get(f"{here.own}?{query}")
        shown = {each.partition(":")[0] for each in cells(page)["Speelplaatsen"]}
        assert shown == goals, query
        chosen = set(re.findall(r'<option value="([^"]+)" selected', page.text))
        assert chosen == {each.partition("=")[2] for each in query.split("&")} - {""}, query
        assert f"overview.csv?{query.replace('&', '&amp;')}" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "goal=18",
        "goal=6.6",
        "goal=06",
        "p=water",
        "ring=saturn",
        "year=1999",
        "year=20x4",
        "year=-1",
        "year=99999",
        "country=ZZ",
        "country=be",
        "view=pie",
        "page=0",
        "page=99",
        "page=x",
        "year=²",
        "goal=%00",
        "country=%3Cscript%3E",
    ],
)
def test_what_is_no_choice_of_the_page_counts_as_none_and_none_is_shown_chosen(here: Here, query: str) -> None:
    here.tagging.add(told(why=True))
    here.open()
    for visitor, address, file in (
        (here.member(), here.own, f"{here.own}.csv"),
        (here.looking(), here.along, f"{here.along}/overview.csv"),
    ):
        page = visitor.get(f"{address}?{query}")
        assert page.status_code == 200
        assert [each for row in cells(page).values() for each in row] == [f"6: {said(here.app, 'with a reason')}"]
        assert re.findall(r'<option value="([^"]+)" selected', page.text) == []
        assert len(lines(visitor, f"{file}?{query}")) == 1
        assert not re.search(rf"[?;&]{re.escape(query)}", page.text.partition("<main")[2]), "no link leads on with it"


def test_the_country_of_one_of_the_places_narrows_an_organisation_down(here: Here) -> None:
    other = Tagging(here.db, owner="", places=("Brasschaat", "Nimlaha'kok"))
    here.tagging.add(told(why=True))
    other.add(told("15", "15.2", why=True), by="nimlahakok")
    here.open()
    here.open(other)
    visitor = here.looking()
    assert len(cells(visitor.get(here.along))) == 2
    assert list(cells(visitor.get(f"{here.along}?country=GT")).values()) == [[f"15: {said(here.app, 'with a reason')}"]]
    assert {goal for _, goal in numbers(visitor, f"{here.along}/overview.csv?country=BO")} == {"6"}
    assert len(lines(visitor, f"{here.along}/overview.csv?country=BE")) == 2


# An organisation that looks along.


def test_an_organisation_sees_nothing_before_every_side_says_yes(here: Here) -> None:
    here.tagging.add(told(why=True))
    visitor = here.looking()
    for side in (None, "brasschaat"):
        if side:
            here.let(side)
        page = visitor.get(here.along)
        assert "Tarija" not in page.text
        assert "goalmap" not in page.text
        assert visitor.get(here.why()).status_code == 404
        assert lines(visitor, f"{here.along}/overview.csv") == []
    here.let("tarija")
    assert "Tarija" in visitor.get(here.along).text
    assert visitor.get(here.why()).status_code == 200


def test_one_side_ends_it_while_the_organisation_looks_and_every_next_page_and_file_says_so(here: Here) -> None:
    here.tagging.add(told(why=True))
    here.open()
    visitor = here.looking()
    page = visitor.get(here.along)
    assert here.why() in page.text
    here.let("tarija", yes=False)
    got = visitor.get(here.why())
    assert got.status_code == 410
    assert said(here.app, openings.CLOSED) in words_of(got)
    for address in (here.along, f"{here.along}?view=circle", f"{here.along}?view=years&year=2026"):
        assert "Tarija" not in visitor.get(address).text
    assert visitor.get(f"{here.along}/closer?view=circle").status_code == 404
    assert lines(visitor, f"{here.along}/overview.csv") == []
    book = zipfile.ZipFile(io.BytesIO(visitor.get(f"{here.along}/overview.xlsx").data))
    assert "Tarija" not in book.read("xl/sharedStrings.xml").decode()
    here.let("tarija")
    assert visitor.get(here.why()).status_code == 200


def test_no_person_no_canvas_and_nothing_of_evidence_is_sent_to_an_organisation(here: Here) -> None:
    tag = here.tagging.add(told(why=True))
    here.tagging.show(tag, words={"original": "es", "es": "El cuaderno de Doña Rosa"})
    here.open()
    visitor = here.looking()
    sent = "".join(visitor.get(each).text for each in (here.along, f"{here.along}?view=circle", here.why()))
    assert WHO["es"] in sent
    assert WHERE["nl"] in sent
    assert said(here.app, "with evidence") in sent
    for kept in ("Doña Rosa", "member tarija", "/projects/", "/partnerships/1", f"tag-{tag.id}", "persoon"):
        assert kept not in sent.replace(here.why(), ""), kept
    for address in (here.own, f"/projects/{here.tagging.project.id}/sdg", f"{here.own}.csv"):
        assert visitor.get(address).status_code == 404


def test_an_organisation_reads_what_a_project_is_called_only_while_every_side_that_decides_says_so(here: Here) -> None:
    here.tagging.add(told(why=True))
    here.open()
    looking, page = here.looking(), f"/projects/{here.tagging.project.id}/sdg"

    def sent() -> str:
        return "".join(looking.get(each).text for each in (here.along, f"{here.along}?view=circle", here.why()))

    def press(key: str, do: str, role: str = Role.COORDINATOR) -> int:
        return here.reading(here.tagging.held(key, role).person).post(f"{page}/title", do=do).status_code

    assert "Speelplaatsen" not in sent()
    assert said(here.app, "organisations do not read it") in words_of(here.member().get(page))
    assert press("tarija", "tell", Role.MEMBER) == 403
    assert press("tarija", "tell") == 303
    assert press("brasschaat", "") == 303
    assert "Speelplaatsen" not in sent()
    assert press("brasschaat", "tell") == 303
    assert "Speelplaatsen" in sent()
    assert said(here.app, "organisations read it") in words_of(here.member().get(page))
    assert press("tarija", "keep") == 303
    assert "Speelplaatsen" not in sent()


def test_the_owner_alone_says_whether_its_own_project_is_named(here: Here) -> None:
    own = Tagging(here.db, owner="tarija")
    own.add(told(why=True))
    here.open(own)
    address = f"{here.along}/partnerships/{own.world.partnership.id}/6"
    for key, answer, told_so in (("brasschaat", 403, False), ("tarija", 303, True)):
        visitor = here.reading(own.held(key, Role.COORDINATOR).person)
        assert visitor.post(f"/projects/{own.project.id}/sdg/title", do="tell").status_code == answer
        assert ("Speelplaatsen" in here.looking().get(address).text) is told_so


def test_without_any_organisation_no_page_asks_about_titles(app: Flask, lite_db: Session) -> None:
    alone = Tagging(lite_db, owner="")
    page = signed_in(app, alone.held("tarija", Role.COORDINATOR).person).get(f"/projects/{alone.project.id}/sdg")
    assert 'id="title"' not in page.text


def test_a_goal_that_is_none_or_is_not_named_has_no_reasons(here: Here) -> None:
    here.tagging.add(told(why=True))
    here.open()
    visitor = here.looking()
    for goal in ("18", "6.6", "06", "x"):
        assert visitor.get(here.why(goal)).status_code == 404
    assert said(here.app, "Nothing is claimed here any more.") in words_of(visitor.get(here.why("11")))
    for number in ("0", "999", "99999999999999999999"):
        assert visitor.get(f"{here.along}/partnerships/{number}/6").status_code == 404
        assert visitor.get(f"/organisations/{number}").status_code == 404


def test_who_no_longer_works_for_an_organisation_sees_nothing_of_it(here: Here) -> None:
    here.open()
    visitor = here.looking()
    assert visitor.get(here.along).status_code == 200
    here.db.begin_writing()
    (colleague,) = organisations.colleagues(here.db, here.organisation)
    colleague.ended_at = colleague.added_at
    here.db.commit()
    for address in (here.along, here.why(), f"{here.along}/overview.csv", f"{here.along}/closer?view=circle"):
        assert visitor.get(address).status_code == 404
