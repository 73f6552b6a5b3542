"""Balance: cards and words of each place, in what everybody reads; never of a person, never as a ranking."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

import tools
from facilitation import balances, canvas_edits, canvases, clock, decisions
from facilitation.balances import Balance
from facilitation.canvas_edits import AddCard, Change, RemoveCard, SetText
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.errors import Forbidden
from facilitation.live import addresses, document
from facilitation.memberships import Membership
from tests import made_up_tool, makers
from tests.makers import World
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tools import TOOLS
from tools.canvas import SIDE, Context, SideOf, Tool
from tools.content import walk

FOCUS, GARDEN = TOOLS[0], made_up_tool.TOOL
PLANTS = "garden.plants"


def write(
    db: Session, world: World, side: str, *changes: Change, role: str = "member", canvas: Canvas | None = None
) -> None:
    """Let somebody write on a canvas."""
    held, on = world.of(side, role), canvas or world.canvas
    base = canvases.view(db, on, held).base
    canvas_edits.edit(db, on, held.person, held, base, changes)
    db.commit()


def counted(found: Balance | None) -> dict[str, tuple[int, int]]:
    """Return (cards, words) by the key of the side, "" for people without one, in the order that is shown."""
    return {each.side.key if each.side else "": (each.cards, each.words) for each in found.shares} if found else {}


@pytest.fixture
def garden(lite_db: Session, monkeypatch: pytest.MonkeyPatch) -> World:
    """Three places in a garden."""
    monkeypatch.setattr(tools, "TOOLS", (*tools.TOOLS, GARDEN))
    return makers.world(lite_db, tool=GARDEN.key)


def of(db: Session, world: World, tool: Tool = GARDEN, *more: Canvas) -> dict[str, tuple[int, int]]:
    """Return the balance of the canvas of this world."""
    return counted(balances.of_canvases(db, tool, world.partnership.sides, [world.canvas, *more]))


def test_cards_and_their_words_count_for_the_side_of_who_put_them(lite_db: Session, garden: World) -> None:
    write(lite_db, garden, "tarija", AddCard(PLANTS, "plant001", {}, {"what": {"nl": "een oude kers", "es": "cerezo"}}))
    write(lite_db, garden, "tarija", AddCard(PLANTS, "plant002", {}, {"what": {"es": "dos palabras"}}))
    write(lite_db, garden, "brasschaat", AddCard(PLANTS, "plant003", {}, {"why": {"nl": "schaduw"}}))
    assert of(lite_db, garden) == {"brasschaat": (1, 1), "tarija": (2, 6), "nimlahakok": (0, 0)}


def test_a_voice_counts_for_its_side_and_a_shared_text_for_nobody(lite_db: Session, garden: World) -> None:
    write(lite_db, garden, "nimlahakok", SetText("people.voice.nimlahakok", "es", "Vemos agua"))
    write(lite_db, garden, "tarija", SetText("garden.name", "nl", "Een naam van vijf woorden"))
    assert of(lite_db, garden) == {"brasschaat": (0, 0), "tarija": (0, 0), "nimlahakok": (0, 2)}


def test_what_a_side_keeps_to_itself_counts_for_nothing(lite_db: Session, garden: World) -> None:
    write(lite_db, garden, "tarija", AddCard(PLANTS, "plant001", {}, {"what": {"nl": "kers"}}))
    before = of(lite_db, garden)
    write(lite_db, garden, "tarija", SetText("people.worry.tarija", "nl", "drie geheime woorden"))
    write(lite_db, garden, "tarija", SetText(f"{PLANTS}/plant001/doubt.tarija", "nl", "twee geheimen"))
    assert of(lite_db, garden) == before == {"brasschaat": (0, 0), "tarija": (1, 1), "nimlahakok": (0, 0)}


@pytest.mark.parametrize("address", ["around.sensitive.tarija", "people.relations.tarija"])
def test_a_list_that_a_side_keeps_to_itself_is_not_even_read_for_the_mirror(lite_db: Session, address: str) -> None:
    section, name, side = address.split(".")
    tool = next(each for each in TOOLS if f"{section}.{name}" in dict(each.fields()))
    world = makers.world(lite_db, tool=tool.key)
    write(lite_db, world, "tarija", AddCard(address, "secret01", {}, {}))
    held = canvases.view(lite_db, world.canvas, world.of("tarija")).content[section][name][side]
    assert [card["id"] for card in held] == ["secret01"]
    now = decisions.surrounded(lite_db, decisions.read(lite_db, world.canvas))
    assert (now.content[section][name][side], dict(now.context.authors)) == ([], {})
    assert of(lite_db, world, tool) == {}


@pytest.mark.parametrize("tool", [*tools.every(), GARDEN], ids=lambda tool: tool.key)
def test_what_a_side_keeps_to_itself_is_not_counted_even_where_it_is_read(tool: Tool) -> None:
    content = full(tool, LANGUAGES, SIDES)
    cards = {place.card for place in walk(tool, content) if place.card}
    places = tuple(SideOf(key=key, place=key.title()) for key in SIDES)
    about = Context(languages=LANGUAGES, sides=places, authors=dict.fromkeys(cards, "tarija"))
    everybody = [where for where in addresses.rooms(tool, about) if where.kind != SIDE]
    docs = [document.from_content(tool, SIDES, content, where) for where in everybody]
    without = document.to_content(tool, LANGUAGES, SIDES, docs)
    if tool.key in ("environment_scan", "stakeholder_analysis", GARDEN.key):
        assert without != content
    assert balances.counted(tool, content, about) == balances.counted(tool, without, about)
    assert balances.counted(tool, content, about)[1]["tarija"] > 0


def test_a_card_that_was_taken_away_no_longer_counts(lite_db: Session, garden: World) -> None:
    write(lite_db, garden, "tarija", AddCard(PLANTS, "plant001", {}, {"what": {"nl": "kers"}}))
    write(lite_db, garden, "brasschaat", AddCard(PLANTS, "plant002", {}, {"what": {"nl": "peer"}}))
    write(lite_db, garden, "brasschaat", RemoveCard(PLANTS, "plant001"))
    assert of(lite_db, garden) == {"brasschaat": (1, 1), "tarija": (0, 0), "nimlahakok": (0, 0)}


def test_people_without_a_side_stand_last_and_only_when_they_brought_something(lite_db: Session, garden: World) -> None:
    card = AddCard(PLANTS, "plant001", {}, {"what": {"nl": "kers"}})
    write(lite_db, garden, "", card, role="facilitator")
    assert list(of(lite_db, garden).items())[-1] == ("", (1, 1))


def test_nothing_written_is_no_balance(lite_db: Session, garden: World) -> None:
    assert balances.of_canvases(lite_db, GARDEN, garden.partnership.sides, [garden.canvas]) is None


def test_the_balance_of_a_partnership_goes_over_its_projects_tool_by_tool_without_the_archive(lite_db: Session) -> None:
    world = makers.world(lite_db)
    lite_db.begin_writing()
    other = makers.canvas(lite_db, makers.project(lite_db, world.partnership, "tarija"))
    gone = makers.canvas(lite_db, makers.project(lite_db, world.partnership, "tarija"))
    lite_db.commit()
    for at, canvas in enumerate((world.canvas, other, gone)):
        symptom = AddCard("topic.symptoms", f"symptom{at}", {}, {"text": {"nl": "een twee"}})
        write(lite_db, world, "tarija", symptom, canvas=canvas)
    lite_db.begin_writing()
    gone.project.archived_at = clock.now()
    lite_db.commit()
    (found,) = balances.of_partnership(lite_db, world.partnership, world.of("tarija", "coordinator"))
    assert (found.tool, counted(found)["tarija"]) == (FOCUS, (2, 4))


@pytest.mark.parametrize(
    ("role", "sees"),
    [("coordinator", 1), ("deputy", 1), ("facilitator", 1), ("member", 0), ("interpreter", 0), ("observer", 0)],
)
def test_who_guides_the_conversation_sees_the_mirror(focus: Shelf, role: str, sees: int) -> None:
    with focus.writing() as db:
        held = db.get_one(Membership, focus.world.of("tarija", "member").id)
        canvas = db.get_one(Canvas, focus.world.canvas.id)
        symptom = AddCard("topic.symptoms", "symptom1", {}, {"text": {"nl": "de bron zakt"}})
        canvas_edits.edit(db, canvas, held.person, held, "", [symptom])
    address = f"/partnerships/{focus.world.partnership.id}/side-by-side/{FOCUS.slug}"
    assert focus.visitor("tarija", role).get(address).text.count('id="balance"') == sees
    with focus.app.extensions["tandem.factory"]() as db:
        held = db.get_one(Membership, focus.world.of("tarija", role).id)
        if not sees:
            with pytest.raises(Forbidden):
                balances.of_partnership(db, held.partnership, held)


def test_the_mirror_asks_in_a_fold_with_numbers_and_bars_in_the_order_of_the_places(
    shelf: Callable[..., Shelf],
) -> None:
    here = shelf()
    for side, cards in (("nimlahakok", 4), ("tarija", 1)):
        with here.writing() as db:
            held = db.get_one(Membership, here.world.of(side, "member").id)
            canvas = db.get_one(Canvas, here.world.canvas.id)
            base = canvases.view(db, canvas, held).base
            added = [
                AddCard("topic.symptoms", f"{side[:4]}000{at}", {}, {"text": {"nl": "droog"}}) for at in range(cards)
            ]
            canvas_edits.edit(db, canvas, held.person, held, base, added)
    page = here.visitor("tarija", "coordinator").get(
        f"/partnerships/{here.world.partnership.id}/side-by-side/{FOCUS.slug}"
    )
    fold = html.unescape(page.text.split('id="balance">')[1].split("</details>")[0])
    assert fold.startswith("<summary>Wie hebben we nog niet gehoord?</summary>")
    rows = re.findall(r'<th scope="row"><span class="who s\d">([^<]*)</span></th>\s*(.*?)</tr>', fold, re.DOTALL)
    told = [
        (name, re.findall(r'<td class="n">(\d+)', rest), re.findall(r'width="([\d.]+)"', rest)) for name, rest in rows
    ]
    assert told == [
        ("Brasschaat", ["0", "0"], ["0.0", "0.0"]),
        ("Tarija", ["1", "1"], ["25.0", "25.0"]),
        ("Nimlaha'kok", ["4", "4"], ["100.0", "100.0"]),
    ]
    people = [held.person.name for held in here.world.members.values()]
    assert [name for name in people if name in fold] == []
