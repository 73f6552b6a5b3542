"""Side by side: each place's project beside the others', the same for every reader, and what they take along."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from facilitation import canvas_edits, canvases, clock, database, takeaways
from facilitation.canvas_edits import AddCard, Change, SetText
from facilitation.errors import Forbidden, Invalid
from facilitation.live.addresses import resolve
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.projects import Project
from facilitation.takeaways import Unseen, version
from tests import makers
from tests.markup import Element, tree
from tests.shelf import Shelf, words_of_page
from tests.strategies import LANGUAGES, SIDES, full
from tests.visitors import Visitor
from tools import TOOLS
from tools.canvas import SIDE, Tool
from tools.content import walk

FOCUS = TOOLS[0]
ACTORS = next(tool for tool in TOOLS if tool.key == "stakeholder_analysis")


class Places:
    """Three places: Tarija and Brasschaat each with a project of their own, and one that all share."""

    def __init__(self, focus: Shelf) -> None:
        self.shelf, self.world = focus, focus.world
        with focus.writing() as db:
            among = db.get_one(Partnership, self.world.partnership.id)
            self.own = {
                side: makers.project(db, among, side, title={"nl": f"Van {side}", "original": "nl"}).id
                for side in ("brasschaat", "tarija")
            }
        self.shared = self.world.project.id
        self.address = f"/partnerships/{self.world.partnership.id}/side-by-side"

    def write(self, project: int, by: str, *changes: Change, tool: Tool = FOCUS) -> None:
        """Let a member of a side write something in a project."""
        with self.shelf.writing() as db:
            held = db.get_one(Membership, self.world.of(by, "member").id)
            canvas = canvases.get_or_create(db, db.get_one(Project, project), tool.key)
            base = canvases.view(db, canvas, held).base
            canvas_edits.edit(db, canvas, held.person, held, base, changes)

    def page(self, visitor: Visitor | None = None, slug: str = FOCUS.slug, query: str = "") -> str:
        """Return the page as somebody sees it."""
        answer = (visitor or self.shelf.visitor()).get(f"{self.address}/{slug}{query}")
        assert answer.status_code == 200
        return answer.text

    def take(self, by: str, source: str, words: str, seen: str = "", role: str = "member") -> Any:
        """Let somebody say what their side takes from another one."""
        visitor = self.shelf.visitor(by, role)
        posted = {"from": source, f"words-{source}.nl": words, "seen": seen or version(None)}
        return visitor.post(f"{self.address}/{FOCUS.slug}", **posted)


@pytest.fixture
def places(focus: Shelf) -> Places:
    """Lay the Focus sharpener on the table of three projects."""
    return Places(focus)


def cells(page: str) -> list[list[tuple[list[str], str]]]:
    """Return the questions as rows: whose cell it is, and the first words of people in it."""
    found = []
    for row in tree(page).all("class"):
        if row.said["class"] == "beside-each-other" and row.inside and "note" in row.inside[0].said.get("class", ""):
            found.append([(_whose(cell), _said(cell)) for cell in row.inside])
    return found


def _whose(cell: Element) -> list[str]:
    return [each.words for each in cell.inside[0].tagged("span") if "who" in each.said.get("class", "")]


def _said(cell: Element) -> str:
    said = [each.words for each in cell.all("class") if each.said["class"].split()[0] == "say"]
    return " ".join(said)


def test_the_projects_of_the_sides_stand_next_to_each_other_in_the_order_of_the_partnership(places: Places) -> None:
    places.write(places.own["tarija"], "tarija", SetText("topic.theme", "nl", "Waterbronnen"))
    places.write(places.own["brasschaat"], "brasschaat", SetText("topic.theme", "nl", "Speelplaatsen"))
    row = [(["Brasschaat"], "Speelplaatsen"), (["Tarija"], "Waterbronnen"), (["Nimlaha'kok"], "")]
    readers = [("brasschaat", "member"), ("tarija", "coordinator"), ("nimlahakok", "member"), ("", "observer")]
    for side, role in readers:
        assert cells(places.page(places.shelf.visitor(side, role)))[0] == row


def test_what_all_share_stands_there_once_and_what_is_asked_of_each_in_its_own_column(places: Places) -> None:
    places.write(places.shared, "tarija", SetText("topic.theme", "nl", "Water"))
    for side in SIDES:
        places.write(places.shared, side, SetText(f"exchange.heard.{side}", "nl", f"stem {side}"))
    every = "?" + "&".join(f"of-{side}={places.shared}" for side in SIDES)
    theme, heard = cells(places.page(query=every))[:2]
    names = ["Brasschaat", "Tarija", "Nimlaha'kok"]
    assert theme == [(names, "Water")]
    assert heard == [([name], f"stem {side}") for name, side in zip(names, SIDES, strict=True)]
    mixed = cells(places.page(query=f"?of-brasschaat={places.shared}"))[0]
    assert mixed == [(["Brasschaat", "Nimlaha'kok"], "Water"), (["Tarija"], "")]


def test_a_side_without_a_project_of_its_own_stands_there_with_the_shared_one(places: Places) -> None:
    page = tree(places.page())
    chosen = {
        each.said["name"]: [option.words for option in each.inside if "selected" in option.said]
        for each in page.tagged("select")
    }
    shared = "Speelplaatsen (gedeeld)"
    assert chosen == {"of-brasschaat": ["Van brasschaat"], "of-tarija": ["Van tarija"], "of-nimlahakok": [shared]}


def test_what_is_chosen_for_a_side_is_one_of_its_own_or_a_shared_project_and_nothing_else(places: Places) -> None:
    places.write(places.own["tarija"], "tarija", SetText("topic.theme", "nl", "Waterbronnen"))
    elsewhere = f"?of-brasschaat={places.own['tarija']}&of-tarija=999999&of-nimlahakok=x"
    assert cells(places.page(query=elsewhere)) == cells(places.page())


def test_a_project_that_is_finished_gives_way_to_one_that_runs_and_the_archive_is_left_out(places: Places) -> None:
    with places.shelf.writing() as db:
        db.get_one(Project, places.own["tarija"]).state = "finished"
        db.get_one(Project, places.own["brasschaat"]).archived_at = clock.now()
    page = tree(places.page())
    options = {each.said["name"]: [option.words for option in each.inside] for each in page.tagged("select")}
    assert options["of-tarija"] == ["Van tarija", "Speelplaatsen (gedeeld)"]
    assert options["of-brasschaat"] == ["Speelplaatsen (gedeeld)"]
    selected = [option.words for each in page.tagged("select") for option in each.inside if "selected" in option.said]
    assert selected == ["Speelplaatsen (gedeeld)"] * 3


def test_nothing_that_a_side_keeps_to_itself_is_in_any_column(shelf: Callable[..., Shelf]) -> None:
    here, content = shelf(ACTORS), full(ACTORS)
    here.write(content)
    kept = [
        place.value
        for place in walk(ACTORS, content)
        if place.language and resolve(ACTORS, SIDES, place.address).where.kind == SIDE
    ]
    assert kept
    address = f"/partnerships/{here.world.partnership.id}/side-by-side/{ACTORS.slug}"
    for side, role in (("tarija", "coordinator"), ("brasschaat", "member"), ("", "facilitator")):
        page = html.unescape(here.visitor(side, role).get(address).text)
        assert [text for text in kept if text in page] == []
        assert len([text for text in ("people.actors/card0001/name in nl",) if text in page]) == 1


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.key)
def test_every_tool_can_be_looked_at_side_by_side_with_every_id_once(shelf: Callable[..., Shelf], tool: Tool) -> None:
    here = shelf(tool)
    here.write(full(tool, LANGUAGES, SIDES))
    with here.writing() as db:
        makers.project(db, db.get_one(Partnership, here.world.partnership.id), "tarija")
    for language in ("nl", "es"):
        visitor = here.visitor(language=language)
        page = visitor.get(f"/partnerships/{here.world.partnership.id}/side-by-side/{tool.slug}").text
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert sorted(ids) == sorted(set(ids))


def test_what_they_want_to_learn_stands_between_them_with_every_tool(places: Places) -> None:
    places.write(places.own["tarija"], "tarija", SetText("exchange.learn", "nl", "Hoe doen jullie dat?"))
    route = next(tool for tool in TOOLS if tool.key == "trajectory_designer")
    moment = AddCard("exchange.bridge", "moment01", {}, {"takes": {"nl": "De fotowandeling"}})
    places.write(places.own["brasschaat"], "brasschaat", moment, tool=route)
    for tool in TOOLS:
        page = places.page(slug=tool.slug)
        bridge = html.unescape(page.split('id="bridge"')[1].split("</section>")[0])
        assert [words in bridge for words in ("Hoe doen jullie dat?", "De fotowandeling")] == [True, True]


def test_the_way_there_leads_from_the_partnership_to_the_first_tool(places: Places) -> None:
    page = places.shelf.visitor().get(f"/partnerships/{places.world.partnership.id}").text
    assert f'href="{places.address}"' in page
    answer = places.shelf.visitor().get(places.address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{places.address}/{FOCUS.slug}")
    assert places.shelf.visitor().get(f"{places.address}/nothing").status_code == 404


# What we take from you


def test_each_direction_has_a_text_that_everybody_reads(places: Places) -> None:
    assert places.take("tarija", "brasschaat", "De kaarten").status_code == 303
    assert places.take("brasschaat", "tarija", "De vergaderingen").status_code == 303
    for side, role in (("nimlahakok", "member"), ("", "observer"), ("tarija", "member")):
        words = words_of_page(places.page(places.shelf.visitor(side, role)))
        assert re.search(r"Brasschaat neemt mee van Tarija De vergaderingen", words)
        assert re.search(r"Tarija neemt mee van Brasschaat De kaarten", words)
    other = words_of_page(places.page(slug=TOOLS[1].slug))
    assert "De kaarten" not in other


def test_only_the_side_that_takes_writes_what_it_takes(places: Places) -> None:
    forms = {
        (side, role): re.findall(r'name="from" value="([^"]*)"', places.page(places.shelf.visitor(side, role)))
        for side, role in (("tarija", "member"), ("tarija", "observer"), ("", "facilitator"))
    }
    assert forms == {
        ("tarija", "member"): ["brasschaat", "nimlahakok"],
        ("tarija", "observer"): [],
        ("", "facilitator"): [],
    }
    refused = [
        places.take("tarija", "tarija", "x").status_code,
        places.take("tarija", "brasschaat", "x", role="observer").status_code,
        places.take("", "brasschaat", "x", role="facilitator").status_code,
        places.take("tarija", "nobody", "x").status_code,
    ]
    assert refused == [403, 403, 403, 404]


def test_two_people_of_one_side_overwrite_nothing_that_they_did_not_see(places: Places) -> None:
    places.take("tarija", "brasschaat", "Eerst")
    answer = places.take("tarija", "brasschaat", "Later")
    words = html.unescape(answer.text)
    assert (
        answer.status_code,
        "Eerst" in words,
        re.search(r"<textarea[^>]*>\s*Later</textarea>", words) is not None,
    ) == (
        409,
        True,
        True,
    )
    seen = re.findall(r'value="brasschaat"><input type="hidden" name="seen" value="([0-9a-f]+)"', answer.text)
    assert places.take("tarija", "brasschaat", "Samen", seen=seen[0]).status_code == 303
    assert places.take("tarija", "brasschaat", "Samen").status_code == 303, "the same once more changes nothing"


def test_a_text_that_is_too_long_comes_back_whole_with_what_is_wrong_beside_it(places: Places) -> None:
    long = "x" * (takeaways.LONGEST + 1)
    answer = places.take("tarija", "brasschaat", long)
    assert (answer.status_code, long in answer.text, 'id="f-words-brasschaat-nl-err"' in answer.text) == (
        400,
        True,
        True,
    )


def test_whatever_is_taken_stays_words(places: Places) -> None:
    places.take("tarija", "brasschaat", "<script>alert(1)</script> & {place}")
    page = places.page()
    assert ("<script>alert" in page, "<script>alert(1)</script> & {place}" in html.unescape(page)) == (False, True)


def test_the_rules_of_a_takeaway_hold_without_any_page(places: Places) -> None:
    with database.writing(places.shelf.app.extensions["tandem.factory"]) as db:
        among = db.get_one(Partnership, places.world.partnership.id)
        held = db.get_one(Membership, places.world.of("tarija", "member").id)
        sides = {side.key: side for side in among.sides}
        first = {"nl": "Eerst", "original": "nl"}

        def write(source: str, words: dict[str, str], seen: str) -> takeaways.Takeaway:
            return takeaways.write(db, among, held.person, held, sides[source], "focus_sharpener", words, seen)

        row = write("brasschaat", first, version(None))
        assert (row.side.key, row.source.key) == ("tarija", "brasschaat")
        with pytest.raises(Unseen):
            write("brasschaat", {"nl": "Later", "original": "nl"}, version(None))
        assert write("brasschaat", {"nl": "Later", "original": "nl"}, version(first)).words["nl"] == "Later"
        with pytest.raises(Forbidden):
            write("tarija", first, version(None))
        with pytest.raises(Invalid):
            write("nimlahakok", {"es": "x" * 4001, "original": "es"}, version(None))
