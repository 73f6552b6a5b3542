"""What is decided, and what became different, in words: for every tool, with every kind of field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tools
from facilitation import approvals, canvas_edits, canvases, decisions, overrulings, text_checks
from facilitation.access import Role
from facilitation.canvas_edits import Change, MoveCard, RemoveCard, SetText, SetValue
from facilitation.canvases import Canvas
from facilitation.decisions import Decisions
from facilitation.memberships import Membership
from tests import made_up_tool
from tests.markup import tree
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tools.canvas import Cards, Tool
from tools.content import walk

EVERY = [*tools.every(), made_up_tool.TOOL]
each_tool = pytest.mark.parametrize("tool", EVERY, ids=lambda tool: tool.key)
AGREEMENT = "/agreement"


def opened(here: Shelf, behind: str = "") -> str:
    """Return the page about the agreement, as a coordinator of Tarija sees it."""
    answer = here.visitor("tarija", Role.COORDINATOR).get(here.address + AGREEMENT + behind)
    assert answer.status_code == 200
    return answer.text


def read(here: Shelf) -> Decisions:
    """Return the decisions as they are."""
    with here.writing() as db:
        return decisions.read(db, db.get_one(Canvas, here.world.canvas.id))


def agreed(here: Shelf) -> int:
    """Fill everything, say why each caution may stay, read over and agree for Tarija; return the id of the yes."""
    here.write(full(here.tool, LANGUAGES, SIDES))
    with here.writing() as db:
        canvas = db.get_one(Canvas, here.world.canvas.id)
        held = db.get_one(Membership, here.world.of("tarija", Role.COORDINATOR).id)
        now = decisions.surrounded(db, decisions.read(db, canvas))
        for each in overrulings.cautions(now):
            overrulings.overrule(db, canvas, held.person, held, each.key, "Zo is het.", "nl")
        text_checks.check(db, canvas, held.person, held, text_checks.to_read(now))
        return approvals.approve(db, canvas, held.person, held, now.fingerprint).id


def change(here: Shelf, changes: list[Change]) -> None:
    """Change something on the canvas, as a member of Brasschaat does."""
    with here.writing() as db:
        canvas = db.get_one(Canvas, here.world.canvas.id)
        member = db.get_one(Membership, here.world.of("brasschaat").id)
        base = canvases.view(db, canvas, member).base
        canvas_edits.edit(db, canvas, member.person, member, base, changes)


def otherwise(place: Any) -> list[Change]:
    """Return what makes one place another: other words, no answer, no first card."""
    if place.language:
        return [SetText(place.address, place.language, f"{place.value} en meer")]
    if place.address.endswith(".none"):
        return []
    if isinstance(place.field, Cards):
        return [RemoveCard(place.address, place.value[0])] if place.value else []
    return [SetValue(place.address, None)] if place.value else []


@each_tool
def test_everything_that_is_decided_has_a_label_and_words_and_every_change_of_it_is_told(
    shelf: Callable[..., Shelf], tool: Tool
) -> None:
    here = shelf(tool)
    approval = agreed(here)
    before = read(here)
    places = [place for place in walk(tool, before.decided) if place.value not in (None, "", [], {}, False)]
    values = {place.address for place in places if not isinstance(place.field, Cards)}
    page = tree(opened(here))
    said = [each for each in page.one("decided").all("class") if each.said["class"] == "asked stack tight"]
    assert len(said) == len(values)
    for each in said:
        (heading,) = each.tagged("h3")
        assert heading.words.strip()
        assert [each for each in each.all("class") if each.said["class"] in ("value", "say")]
    version = tree(opened(here, f"/{approval}"))
    assert len(version.tagged("h3")) == len(values)
    first = {place.value[0] for place in places if isinstance(place.field, Cards)}
    kept = [place for place in places if isinstance(place.field, Cards) or place.card not in first]
    change(here, [each for place in kept for each in otherwise(place)])
    told = decisions.Decisions(read(here).view).since(before.written, LANGUAGES)
    shown = tree(opened(here)).one("different").tagged("li")
    assert len(shown) == len([each for each in told if not isinstance(_field(tool, each.address), Cards)]) > 0
    for each in shown:
        assert len(each.words.split()) > 2


def _field(tool: Tool, at: str) -> Any:
    """Return the list that an address is about, or None."""
    return tool.field(".".join(at.split(".")[:2])) if "/" not in at else None


def test_a_list_in_another_order_says_so_once(shelf: Callable[..., Shelf]) -> None:
    here = shelf(made_up_tool.TOOL)
    agreed(here)
    change(here, [MoveCard("garden.plants", "card0001", "card0002")])
    (item,) = tree(opened(here)).one("different").tagged("li")
    assert here.said("The order is another one.") in item.words


def test_a_card_that_was_taken_away_is_still_called_what_it_was(shelf: Callable[..., Shelf]) -> None:
    here = shelf(made_up_tool.TOOL)
    agreed(here)
    change(here, [RemoveCard("garden.plants", "card0001")])
    items = tree(opened(here)).one("different").tagged("li")
    assert items
    assert [each for each in items if "garden.plants/card0001/what in" not in each.words] == []


def test_somebody_chosen_from_a_list_is_named_among_what_is_decided(shelf: Callable[..., Shelf]) -> None:
    here = shelf(made_up_tool.TOOL)
    gardener = {"id": "gardener0001", "who": {"nl": "De buurvrouw", "es": "La vecina"}}
    here.write({"people": {"gardeners": [gardener], "keeper": {"ids": ["gardener0001"], "text": {}}}})
    assert '<p class="value">De buurvrouw</p>' in opened(here)
