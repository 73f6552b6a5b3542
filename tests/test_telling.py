"""Telling: what one side wrote for itself on a card is shared when it says so, as far as it says, and no further."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import tools
from facilitation import canvas_edits, canvases, joining, telling
from facilitation.canvas_edits import AddCard, SetValue
from facilitation.canvases import Canvas
from facilitation.errors import Forbidden, NotFound
from facilitation.live.addresses import Where
from facilitation.memberships import Membership
from tests.forms_on_page import FormOnPage
from tests.shelf import Shelf

ACTORS, ACTOR = "people.actors", "actor000001"
STANCE = f"{ACTORS}/{ACTOR}/stance.tarija"


@pytest.fixture
def analysis(shelf: Callable[..., Shelf]) -> Shelf:
    """Lay out a stakeholder analysis in which Tarija judged an actor for itself."""
    here = shelf(tools.get("stakeholder_analysis"))
    with here.writing() as db:
        canvas = db.get_one(Canvas, here.world.canvas.id)
        member = db.get_one(Membership, here.world.of("tarija").id)
        new = AddCard(ACTORS, ACTOR, {"stance.tarija": "against"}, {"name": {"es": "empresa de agua"}})
        canvas_edits.edit(db, canvas, member.person, member, "", [new])
    return here


def tell(here: Shelf, address: str, shares: bool = True, side: str = "tarija", role: str = "member") -> None:
    """Share what a side wrote, or take it back, as somebody of a side."""
    with here.writing() as db:
        canvas = db.get_one(Canvas, here.world.canvas.id)
        telling.tell(db, canvas, db.get_one(Membership, here.world.of(side, role).id), address, shares)


def told(here: Shelf, side: str) -> tuple[str | None, str | None]:
    """Return (what Tarija wrote for itself, what everybody is told) as somebody of a side reads it."""
    with here.writing() as db:
        canvas = db.get_one(Canvas, here.world.canvas.id)
        held = canvases.content(db, canvas, db.get_one(Membership, here.world.of(side).id))
    (card,) = held["people"]["actors"]
    return card["stance"]["tarija"], card["stance_shared"]


def test_the_others_read_it_only_after_it_was_shared_and_no_more_after_it_was_taken_back(analysis: Shelf) -> None:
    assert [told(analysis, side) for side in ("tarija", "brasschaat")] == [("against", None), (None, None)]
    tell(analysis, STANCE)
    assert [told(analysis, side) for side in ("tarija", "brasschaat")] == [("against", "against"), (None, "against")]
    tell(analysis, STANCE, shares=False)
    assert [told(analysis, side) for side in ("tarija", "brasschaat")] == [("against", None), (None, None)]


def test_what_a_side_changes_for_itself_afterwards_is_not_told_before_it_says_so_once_more(analysis: Shelf) -> None:
    tell(analysis, STANCE)
    with analysis.writing() as db:
        canvas = db.get_one(Canvas, analysis.world.canvas.id)
        member = db.get_one(Membership, analysis.world.of("tarija").id)
        base = canvases.view(db, canvas, member).base
        canvas_edits.edit(db, canvas, member.person, member, base, [SetValue(STANCE, "neutral")])
    assert told(analysis, "brasschaat") == (None, "against")


def test_nobody_shares_for_another_side_nor_what_cannot_be_shared(analysis: Shelf) -> None:
    for side in ("brasschaat", "nimlahakok"):
        with pytest.raises(NotFound):
            tell(analysis, STANCE, side=side)
    for wrong in (f"{ACTORS}/{ACTOR}/contact.tarija", f"{ACTORS}/{ACTOR}/name", f"{ACTORS}/nocard00001/stance.tarija"):
        with pytest.raises(NotFound):
            tell(analysis, wrong)
    with pytest.raises((Forbidden, NotFound)):
        tell(analysis, STANCE, side="tarija", role="observer")
    assert told(analysis, "brasschaat") == (None, None)


def test_nobody_writes_directly_in_what_was_told(analysis: Shelf) -> None:
    visitor = analysis.visitor("tarija")
    form = FormOnPage(visitor.get(analysis.address))
    name = f"{ACTORS}/{ACTOR}/stance_shared"
    assert name not in form.names()
    base = form.named("base")[0].value
    visitor.post(analysis.address, **{"base": base, name: "for", "do": "save"})
    assert told(analysis, "brasschaat") == (None, None)


def test_the_button_is_on_the_page_of_that_side_and_on_no_other(analysis: Shelf) -> None:
    button = f'value="tell:{STANCE}"'
    assert [button in analysis.page(side) for side in ("tarija", "brasschaat", "nimlahakok")] == [True, False, False]
    assert [button in analysis.page(side, "observer") for side in ("tarija", "")] == [False, False]


def test_an_open_page_that_writes_there_all_the_same_is_refused(analysis: Shelf) -> None:
    with analysis.writing() as db:
        allowed = joining.declared(db, analysis.world.canvas.id, Where())
        assert [allowed(f"{ACTORS}/{ACTOR}", f"{part}#0a1b") for part in ("role", "stance_shared")] == [True, False]
