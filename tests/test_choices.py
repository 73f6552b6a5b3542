"""What people choose in the same moment stands, all of it, until somebody who saw it chooses again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map

import tools
from facilitation import canvases, choices, contents
from facilitation.access import Role
from facilitation.canvas_edits import RemoveCard, RestoreCard, SetValue
from facilitation.database import Session
from facilitation.live import document, log, sheets
from facilitation.live.addresses import Where, resolve
from facilitation.live.document import BESIDE, REMOVED, VALUES, key_of, new_id
from facilitation.live.sheets import Sheet, Value, same
from facilitation.memberships import Membership
from tests import makers, moments
from tests.makers import World
from tests.posting import GARDEN, MOSS, PLANTS, REED, ROSE, SIDES, plant, post, seen
from tools.canvas import NOTHING

ADDRESSES = (
    "numbers.shade",
    "numbers.levels/square/january",
    f"{PLANTS}/{ROSE}/thirst",
    f"{PLANTS}/{ROSE}/love.tarija",
    "garden.plants.none",
)
"""A field, a cell, a part on its card, a part kept beside its card, a mark."""


class Peer:
    """One of those who have a document open: what they said, and what they heard of the others."""

    def __init__(self, begun: bytes) -> None:
        self.doc: Doc[Any] = Doc()
        self.doc.apply_update(begun)
        self.said: list[tuple[bytes, set[str], set[str]]] = []
        self.heard: dict[int, int] = {}
        self.here: set[str] = set()
        self.gone: set[str] = set()
        self.chosen: dict[str, Any] = {}

    def choose(self, address: str, value: Any) -> None:
        """Choose at an address, and note what was seen there."""
        saw = self.here - self.gone
        updates: list[bytes] = []
        subscription = self.doc.observe(lambda event: updates.append(event.update))
        with self.doc.transaction():
            id = document.put_value(self.doc, resolve(GARDEN, SIDES, address), value, "")
        self.doc.unobserve(subscription)
        self.said.append((updates[0], {id}, saw))
        self.chosen[id] = value
        self.here.add(id)
        self.gone |= saw

    def hear(self, who: int, other: Peer, twice: bool) -> None:
        """Receive the next thing that another one said; some things arrive twice."""
        at = self.heard.get(who, 0)
        if at < len(other.said):
            update, came, went = other.said[at]
            for _ in range(1 + twice):
                self.doc.apply_update(update)
            self.heard[who] = at + 1
            self.here |= came
            self.gone |= went


def opened() -> bytes:
    """Return a document with one plant, as everybody opened it."""
    content = {"garden": {"plants": [{"id": ROSE, "what": {"nl": "roos"}}]}}
    return document.from_content(GARDEN, SIDES, content).get_update()


STEPS = st.lists(
    st.tuples(st.sampled_from(["choose", "hear", "hear"]), st.integers(0, 2), st.integers(0, 2), st.booleans()),
    max_size=24,
)


@settings(max_examples=250)
@given(people=st.integers(2, 3), address=st.sampled_from(ADDRESSES), steps=STEPS, data=st.data())
def test_every_choice_stands_at_everybody_until_somebody_who_saw_it_chooses_again(
    people: int, address: str, steps: list[tuple[str, int, int, bool]], data: st.DataObject
) -> None:
    begun = opened()
    peers = [Peer(begun) for _ in range(people)]
    values = st.booleans() if address.endswith(".none") else st.sampled_from([1, 2, 3, None])
    for do, who, other, twice in steps:
        peer = peers[who % people]
        if do == "choose":
            peer.choose(address, data.draw(values))
        elif other % people != who % people:
            peer.hear(other % people, peers[other % people], twice)
        require_what_stands(peers, peer, address)
    for turn in data.draw(st.permutations(range(people))):
        for other in data.draw(st.permutations(range(people))):
            for _ in peers[other].said if other != turn else ():
                peers[turn].hear(other, peers[other], twice=False)
    for peer in peers:
        require_what_stands(peers, peer, address)
    assert len({json.dumps(document.read(peer.doc).as_json(), sort_keys=True) for peer in peers}) == 1


def require_what_stands(peers: list[Peer], peer: Peer, address: str) -> None:
    """Check that somebody has before them every choice that nobody whom they heard replaced, in the order of ids."""
    chosen = {id: value for each in peers for id, value in each.chosen.items()}
    alive = sorted(peer.here - peer.gone)
    differ = any(not same(chosen[id], chosen[alive[0]]) for id in alive)
    sheet = document.read(peer.doc)
    found = [(value.id, value.value) for value in sheet.standing(address)]
    assert found == [(id, chosen[id]) for id in (alive if differ else alive[:1])]
    assert Sheet.of_json(json.loads(json.dumps(sheet.as_json()))) == sheet


def both(address: str, *values: Any) -> Doc[Any]:
    """Return a document in which these values were chosen in the same moment."""
    begun = opened()
    whole: Doc[Any] = Doc()
    whole.apply_update(begun)
    for value in values:
        doc: Doc[Any] = Doc()
        doc.apply_update(begun)
        document.put_value(doc, resolve(GARDEN, SIDES, address), value, "")
        whole.apply_update(doc.get_update())
    return whole


@pytest.mark.parametrize("address", ADDRESSES[2:4])
def test_the_choices_on_a_card_that_somebody_takes_away_meanwhile_come_back_with_it(address: str) -> None:
    doc = both(address, 1, 2)
    document.change_card(doc, PLANTS, ROSE, REMOVED, True)
    away = document.read(doc)
    document.change_card(doc, PLANTS, ROSE, REMOVED, False)
    assert [value.value for value in away.standing(address)] in ([1, 2], [2, 1])
    assert document.read(doc).standing(address) == away.standing(address)


def test_an_old_document_is_read_as_it_was_written_and_a_new_choice_takes_its_place() -> None:
    doc: Doc[Any] = Doc()
    doc.apply_update(opened())
    kept = {"value": 3, "id": "0123456789ab", "was": None}
    for address in ADDRESSES[:3]:
        place = resolve(GARDEN, SIDES, address)
        held: Any = doc.get(VALUES if key_of(place) == address else place.home, type=Map)
        (held[ROSE] if place.with_card else held)[key_of(place)] = kept
        assert document.read(doc).standing(address) == [Value(3, "0123456789ab", "")]
        id = document.put_value(doc, place, 4, "0123456789ab")
        assert document.read(doc).standing(address) == [Value(4, id, "0123456789ab")]


def test_an_old_value_and_a_new_one_stand_in_the_order_of_their_ids() -> None:
    doc = both("numbers.shade", 3)
    doc.get(VALUES, type=Map)["numbers.shade"] = {"value": 5, "id": "zzzzzzzzzzzz", "was": None}
    assert [value.value for value in document.read(doc).standing("numbers.shade")] == [3, 5]


def test_what_was_stored_before_answers_could_stand_beside_each_other_is_read() -> None:
    plain = {"values": {"numbers.shade": [3, "a", ""]}, "texts": {}, "cards": {}}
    assert Sheet.of_json(plain) == Sheet({"numbers.shade": Value(3, "a", "")})


def test_several_rooms_hold_together_what_is_to_be_settled_in_each() -> None:
    sheet = sheets.union(document.read(both(address, 1, 2)) for address in ADDRESSES[:2])
    assert set(sheets.unsettled(GARDEN, SIDES, sheet)) == set(ADDRESSES[:2])


@pytest.mark.parametrize(
    ("chosen", "shown", "asked"),
    [
        ((3, 3), 3, 0),
        ((3, 99), 3, 0),
        ((99, 98), None, 0),
        ((None, [], False), None, 0),
        ((0, None), {0, None}, 2),
        ((1, 2, 1), {1, 2}, 3),
        ((1, 2, "junk"), {1, 2}, 2),
    ],
)
def test_only_answers_that_differ_and_that_the_tool_offers_are_to_be_settled(
    chosen: tuple[Any, ...], shown: Any, asked: int
) -> None:
    sheet = document.read(both("numbers.shade", *chosen))
    held = sheets.content_of(GARDEN, ("nl",), SIDES, sheet)["numbers"]["shade"]
    assert held in (shown if isinstance(shown, set) else [shown])
    assert len(sheets.unsettled(GARDEN, SIDES, sheet).get("numbers.shade", [])) == asked


def test_a_value_under_a_key_that_is_not_its_own_is_not_read() -> None:
    doc = both("numbers.shade", 3)
    doc.get(VALUES, type=Map)[f"numbers.shade{BESIDE}ffffffffffff"] = {"value": 5, "id": "eeeeeeeeeeee", "was": None}
    doc.get(VALUES, type=Map)[f"numbers.shade{BESIDE}€"] = {"value": 5, "id": "€", "was": None}
    assert [value.value for value in document.read(doc).standing("numbers.shade")] == [3]


# In the database.


@pytest.fixture
def garden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the made-up tool beside the real ones."""
    monkeypatch.setattr(tools, "TOOLS", (*tools.TOOLS, GARDEN))


@pytest.fixture
def world(db: Session, garden: None) -> World:
    """Three partners with the made-up tool on the table."""
    return makers.world(db, tool=GARDEN.key)


def told(db: Session, world: World, held: Membership) -> dict[str, list[tuple[Any, list[str]]]]:
    """Return what somebody is told to settle: {address: [(value, who gave it)]}."""
    found = choices.unsettled(db, world.canvas, held, seen(db, world, held))
    return {
        address: sorted(
            ((each.value, [giver.person.name for giver in each.givers if giver.person]) for each in of), key=repr
        )
        for address, of in found.items()
    }


@pytest.mark.parametrize(
    ("address", "first", "second"),
    [
        ("numbers.open", "yes", NOTHING),
        ("numbers.colours", ["red"], ["red", "green"]),
        ("numbers.water", 0, 1.5),
        ("numbers.opening", "2026-11-20", "2026-11-21"),
        ("numbers.centre", {"x": 0, "y": 0}, {"x": 1, "y": 0}),
        ("numbers.levels/square/january", 0, 4),
        ("people.ready.tarija", "yes", "no"),
        ("people.first", [REED], [MOSS]),
        (f"{PLANTS}/{ROSE}/colour", "red", "green"),
        (f"{PLANTS}/{ROSE}/giver", [REED], [MOSS]),
        ("garden.plants.none", True, False),
    ],
)
def test_two_who_choose_at_once_are_both_named_until_a_form_that_showed_both_settles_it(
    db: Session, world: World, address: str, first: Any, second: Any
) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, plant(ROSE))
    moments.choose(db, world.canvas, address, (an, first), (ber, second))
    both = [(first, ["member brasschaat"]), (second, ["member tarija"])]
    assert told(db, world, an) == {address: sorted(both, key=repr)}
    for chosen in (first, second):
        outcome = post(db, world, an, SetValue(address, chosen))
        assert (outcome.saved, outcome.rivals, told(db, world, ber)) == (True, [], {})
        moments.choose(db, world.canvas, address, (an, first), (ber, second))


def test_three_sides_of_whom_two_agree_are_all_named(db: Session, world: World) -> None:
    an, ber, cem = (world.of(side) for side in SIDES)
    moments.choose(db, world.canvas, "numbers.shade", (an, 3), (ber, 4), (cem, 3))
    (three, givers), four = told(db, world, an)["numbers.shade"]
    assert (three, sorted(givers)) == (3, ["member brasschaat", "member nimlahakok"])
    assert four == (4, ["member tarija"])


def test_a_form_that_shows_one_of_two_answers_asks_before_it_settles_anything(db: Session, world: World) -> None:
    an, ber, cem = (world.of(side) for side in SIDES)
    base = seen(db, world, cem).base
    moments.choose(db, world.canvas, "numbers.shade", (an, 3), (ber, 4))
    asked = [post(db, world, cem, SetValue("numbers.shade", value), base=base).rivals for value in (3, 4, 5)]
    assert [[rival.mine for rival in each] for each in asked] == [[3], [4], [5]]
    assert [[rival.theirs for rival in each] for each in asked[:2]] == [[4], [3]]
    assert asked[0][0].person == ber.person
    assert [value for value, _ in told(db, world, an)["numbers.shade"]] == [3, 4]


def test_who_settles_while_a_third_answer_comes_in_is_asked_about_that_one(db: Session, world: World) -> None:
    an, ber, cem = (world.of(side) for side in SIDES)
    moments.choose(db, world.canvas, "numbers.shade", (an, 1), (ber, 2))
    base = seen(db, world, an).base
    moments.choose(db, world.canvas, "numbers.shade", (cem, 3))
    (rival,) = post(db, world, an, SetValue("numbers.shade", 1), base=base).rivals
    assert (rival.mine, rival.theirs, rival.person) == (1, 3, cem.person)
    assert seen(db, world, an).content["numbers"]["shade"] == 3


def test_what_one_side_keeps_to_itself_is_told_to_that_side_only(db: Session, world: World) -> None:
    an, ber, other = world.of("brasschaat"), world.of("tarija"), world.of("tarija", Role.COORDINATOR)
    post(db, world, ber, plant(ROSE))
    address = f"{PLANTS}/{ROSE}/love.tarija"
    moments.choose(db, world.canvas, address, (ber, 1), (other, 2))
    assert set(told(db, world, ber)) == {address}
    assert told(db, world, an) == {}


def test_what_is_to_be_settled_on_a_card_stays_so_while_the_card_is_away(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    post(db, world, an, plant(ROSE))
    moments.choose(db, world.canvas, f"{PLANTS}/{ROSE}/thirst", (an, 1), (ber, 2))
    before = told(db, world, an)
    post(db, world, an, RemoveCard(PLANTS, ROSE))
    post(db, world, an, RestoreCard(PLANTS, ROSE))
    assert told(db, world, an) == before


def test_the_page_of_an_earlier_moment_and_the_read_model_say_what_stood_there(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    moments.choose(db, world.canvas, "numbers.shade", (an, 3), (ber, 4))
    base = seen(db, world, an).base
    post(db, world, an, SetValue("numbers.shade", 5))
    then = canvases.view(db, world.canvas, an, base)
    assert [value.value for value in then.unsettled["numbers.shade"]] in ([3, 4], [4, 3])
    room = canvases.rooms(db, world.canvas, [Where()])[Where()]
    assert contents.as_of(db, room, 2).sheet == document.read(log.load(db, room, 2).doc)
    contents.rebuild(db)
    assert contents.fresh(db, room).sheet == document.read(log.load(db, room).doc)


def test_nobody_can_put_a_value_there_in_the_name_of_somebody_else(db: Session, world: World) -> None:
    an, ber = world.of("brasschaat"), world.of("tarija")
    moments.choose(db, world.canvas, "numbers.shade", (an, 3))
    id = seen_sheet(db, world).values["numbers.shade"].id
    forge(db, world, ber, f"numbers.shade{BESIDE}{id}", {"value": 5, "id": id, "was": None})
    forge(db, world, ber, f"numbers.water{BESIDE}{id}", {"value": 5, "id": id, "was": None})
    moments.choose(db, world.canvas, "numbers.water", (an, 6))
    forge(db, world, ber, f"numbers.water{BESIDE}{id}", {"value": 7, "id": id, "was": None})
    forge(db, world, ber, f"numbers.shade{BESIDE}{new_id()}", {"value": 4, "id": id, "was": None})
    moments_of = {address: givers_of(db, world, address) for address in ("numbers.shade", "numbers.water")}
    assert moments_of == {
        "numbers.shade": [(5, "member tarija")],
        "numbers.water": sorted([(6, "member brasschaat"), (7, "member tarija")]),
    }


def seen_sheet(db: Session, world: World) -> Sheet:
    """Return what the shared room holds."""
    room = canvases.rooms(db, world.canvas, [Where()])[Where()]
    return document.read(log.load(db, room).doc)


def forge(db: Session, world: World, held: Membership, key: str, kept: dict[str, Any]) -> None:
    """Let somebody write a value of their own making under a key of their own making."""
    db.begin_writing()
    room = log.room(db, world.canvas.room_name(Where()), world.canvas.id)
    doc = log.load(db, room).doc
    before = doc.get_state()
    doc.get(VALUES, type=Map)[key] = kept
    log.append(db, room, [doc.get_update(before)], held.person_id)
    db.commit()


def givers_of(db: Session, world: World, address: str) -> list[tuple[Any, str]]:
    """Return (value, who gave it) of everything that stands at an address."""
    place = resolve(GARDEN, SIDES, address)
    room = canvases.rooms(db, world.canvas, [Where()])[Where()]
    found = [
        (value.value, choices.giver(db, world.canvas, room, place, value))
        for value in seen_sheet(db, world).standing(address)
    ]
    return sorted((value, giver.person.name if giver and giver.person else "") for value, giver in found)


def test_an_answer_that_the_product_copied_or_that_is_named_everywhere_has_no_giver(db: Session, world: World) -> None:
    an = world.of("brasschaat")
    place = resolve(GARDEN, SIDES, "numbers.shade")
    forge(db, world, an, f"numbers.shade{BESIDE}a", {"value": 3, "id": "a", "was": None})
    for number in range(choices.MOST_ROWS):
        forge(db, world, an, f"numbers.water{BESIDE}a{number}", {"value": number, "id": f"a{number}", "was": None})
    room = canvases.rooms(db, world.canvas, [Where()])[Where()]
    assert choices.giver(db, world.canvas, room, place, Value(3, "a", "")) is None
    assert choices.giver(db, world.canvas, room, place, Value(3, "0123456789ab", "")) is None
