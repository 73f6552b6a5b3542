"""Updates: what people send is read as pycrdt and Yjs read it, and what hostile pages send harms nobody."""

from __future__ import annotations

import contextlib
import random
from typing import Any

import pycrdt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.live import document, updates
from facilitation.live.encoding import written
from facilitation.live.ground import Ground
from tests.live import fuzz, node

DICE = st.integers(0, 2**32).map(random.Random)
THEME = fuzz.TEXTS[0]


def typed(doc: pycrdt.Doc[Any], words: str, at: int = 0, name: str = THEME) -> bytes:
    """Type words into a text; return the change."""
    before = doc.get_state()
    doc.get(name, type=pycrdt.Text).insert(at, words)
    return doc.get_update(before)


def anything(root: str, key: str | None) -> bool:
    """Declare everything."""
    return True


def change(*clients: bytes, deletes: bytes = b"\0") -> bytes:
    """Return an update of the structs of some clients."""
    return bytes((len(clients),)) + b"".join(clients) + deletes


def of(client: int, *found: bytes, clock: int = 0) -> bytes:
    """Return the structs of a client."""
    return bytes((len(found),)) + written(client) + written(clock) + b"".join(found)


def named(root: str, content: bytes, key: str | None = None) -> bytes:
    """Return a struct that names its root; `content` begins with its kind."""
    start = bytes((content[0] | (0x20 if key is not None else 0),)) + b"\1" + said(root)
    return start + (said(key) if key is not None else b"") + content[1:]


def said(words: str) -> bytes:
    """Return a text as the format writes it."""
    return written(len(words.encode())) + words.encode()


# What people send.


@settings(max_examples=60, deadline=None)
@given(DICE)
def test_what_people_do_on_a_canvas_is_read_as_pycrdt_reads_it(dice: random.Random) -> None:
    canvas = fuzz.Canvas(dice, steps=25)
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    known: dict[int, int] = {}
    ground = Ground()
    waiting = canvas.changes
    while waiting:
        late = []
        for each in waiting:
            parsed = updates.parse(each)
            verdict = updates.check(parsed, known, fuzz.declared, ground)
            if verdict.gap:
                late.append(each)
                continue
            assert verdict.ok, verdict.why
            doc.apply_update(each)
            ground.learn(parsed)
            known |= {client: upto for client, (_, upto) in verdict.new.items()}
            assert known == updates.state(doc.get_state())
        assert len(late) < len(waiting)
        waiting = late
    assert document.read(doc) == document.read(canvas.copy())
    assert {root for root, _ in updates.parse(canvas.whole).roots} == set(doc.keys())


def test_a_new_card_says_in_which_list_it_is_put() -> None:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=5)
    document.put_card(doc, fuzz.HOMES[0], "aaaaaaaa", "V")
    parsed = updates.parse(doc.get_update())
    assert (parsed.maps, parsed.roots) == ({(fuzz.HOMES[0], "aaaaaaaa")}, {(fuzz.HOMES[0], "aaaaaaaa")})
    assert parsed.structs == [(5, 0, 1), (5, 1, 1), (5, 2, 1)]


@pytest.mark.parametrize(("words", "length"), [("abc", 3), ("é€", 2), ("🌱💧", 4), ("a👩🏽‍🌾", 8)])
def test_letters_are_counted_as_browsers_count_them(words: str, length: int) -> None:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=5)
    assert updates.parse(typed(doc, words)).structs == [(5, 0, length)]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(0, 2**53 - 1), st.integers(0, 2**31), max_size=9))
def test_a_state_vector_that_is_written_is_read_back(known: dict[int, int]) -> None:
    assert updates.state(updates.encode_state(known)) == known


def test_state_vectors_are_those_of_pycrdt() -> None:
    canvas = fuzz.Canvas(random.Random(1))
    assert updates.encode_state(canvas.state) == canvas.copy().get_state()


SESSION = """
const homes = ['sharpen.questions'], texts = ['topic.theme@nl', 'topic.theme@es', 'sharpen.focus@nl'];
let seed = given.seed; const dice = (n) => { seed = (seed * 48271) % 2147483647; return seed % n; };
const said = ['Op warme dagen ', '¿Cómo? ', '🌱💧', 'é', '👩🏽‍🌾', 'a'];
const docs = [1, 77777, 4000000000].map((id) => { const doc = new Y.Doc(); doc.clientID = id; return doc; });
const undo = docs.map((doc) => new Y.UndoManager(texts.map((name) => doc.getText(name)), { captureTimeout: 0 }));
const changes = [];
docs.forEach((doc) => doc.on('update', (update, origin) => { if (origin !== 'told') changes.push(hex(update)); }));
for (let turn = 0; turn < given.turns; turn++) {
  const at = dice(3), doc = docs[at], what = dice(10), text = doc.getText(texts[dice(3)]), signs = [...text.toString()];
  if (what < 4) text.insert(signs.slice(0, dice(signs.length + 1)).join('').length, said[dice(said.length)]);
  else if (what < 6 && signs.length) {
    const first = dice(signs.length), last = Math.min(signs.length, first + 1 + dice(4));
    text.delete(signs.slice(0, first).join('').length, signs.slice(first, last).join('').length);
  } else if (what === 6) {
    doc.getMap('values').set('topic.scale#' + dice(4), { value: dice(9) / 2, id: 'a1', was: null });
  } else if (what === 7) {
    const cards = doc.getMap(homes[0]), id = 'abcdefg' + dice(3) + at, card = cards.get(id);
    if (card) card.set(['removed', 'order'][dice(2)], dice(2) ? 'V' : true);
    else cards.set(id, new Y.Map([['order', 'V'], ['removed', false]]));
  } else if (what === 8) undo[at].undo(); else undo[at].redo();
  if (dice(2)) {
    const other = docs[dice(3)];
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)), 'told');
  }
}
for (const doc of docs) Y.applyUpdate(docs[0], Y.encodeStateAsUpdate(doc), 'told');
answer({ changes, whole: hex(Y.encodeStateAsUpdate(docs[0])), state: hex(Y.encodeStateVector(docs[0])),
  texts: texts.map((name) => docs[0].getText(name).toString()) });
"""


@pytest.mark.parametrize("seed", [11, 22])
def test_what_browsers_write_is_read_and_taken(seed: int) -> None:
    told = node.run(SESSION, {"seed": seed, "turns": 400})
    doc: pycrdt.Doc[Any] = pycrdt.Doc()
    known: dict[int, int] = {}
    ground = Ground()
    waiting = [bytes.fromhex(each) for each in told["changes"]]
    assert len(waiting) > 200
    while waiting:
        late = []
        for each in waiting:
            parsed = updates.parse(each)
            verdict = updates.check(parsed, known, fuzz.declared, ground)
            if verdict.gap:
                late.append(each)
                continue
            assert verdict.ok, verdict.why
            doc.apply_update(each)
            ground.learn(parsed)
            known |= {client: upto for client, (_, upto) in verdict.new.items()}
        assert len(late) < len(waiting)
        waiting = late
    assert known == updates.state(bytes.fromhex(told["state"]))
    assert [str(doc.get(name, type=pycrdt.Text)) for name in fuzz.TEXTS] == told["texts"]
    again = updates.check(updates.parse(bytes.fromhex(told["whole"])), known, fuzz.declared, ground)
    assert (again.ok, again.again, again.new, again.deletes_only) == (True, True, {}, True)


# What is no update.


def test_a_change_that_ends_too_early_is_malformed() -> None:
    canvas = fuzz.Canvas(random.Random(2), steps=30)
    for each in [*canvas.changes, canvas.whole]:
        for end in range(len(each)):
            with pytest.raises(updates.Malformed):
                updates.parse(each[:end])


def test_a_change_with_something_behind_it_is_malformed() -> None:
    with pytest.raises(updates.Malformed):
        updates.parse(typed(pycrdt.Doc(), "a") + b"\0")


def test_altered_changes_are_malformed_or_read_and_raise_nothing_else() -> None:
    dice = random.Random(3)
    canvas = fuzz.Canvas(dice)
    became = set()
    for _ in range(3000):
        data = fuzz.altered(dice.choice(canvas.changes), dice, canvas.whole)
        try:
            became.add(type(updates.parse(data)))
        except updates.Malformed as problem:
            became.add(type(problem))
    assert became == {updates.Malformed, updates.Parsed}


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_malformed_or_read(data: bytes) -> None:
    for reader in (updates.parse, updates.state):
        with contextlib.suppress(updates.Malformed):
            reader(data)


WORD = b"\4" + said("a")
VALUE = b"\x08\x01"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(change(of(5, named(THEME, b"\4\x05ab"))), id="a text longer than the rest"),
        pytest.param(change(of(5, named(THEME, b"\4\2\xc3\x28"))), id="a text that is no UTF-8"),
        pytest.param(change(of(5, named(THEME, b"\4\3\xed\xa0\x80"))), id="half an emoji"),
        pytest.param(change(of(5, named(THEME, b"\4\3a\0b"))), id="a NUL in words"),
        pytest.param(change(of(5, named(THEME, b"\4\0"))), id="no words at all"),
        pytest.param(change(of(5, named(THEME, WORD)), of(5, named(THEME, WORD))), id="one client twice"),
        pytest.param(change(b"\0\5\0"), id="a client with nothing"),
        pytest.param(b"\xff\xff\xff\xff\x0f", id="more clients than bytes"),
        pytest.param(change(of(2**53, named(THEME, WORD))), id="a client above 2**53"),
        pytest.param(change(of(5, named(THEME, WORD), clock=2**31 - 1)), id="a clock above 2**31"),
        pytest.param(change(b"\1\x85\0\0" + named(THEME, WORD)), id="a number longer than needed"),
        pytest.param(change(of(5, b"\x84\5\0" + said("a"))), id="letters beside themselves"),
        pytest.param(change(of(5, b"\x84\5\x07" + said("a"))), id="letters beside later ones"),
        pytest.param(change(of(5, b"\4\2" + said("x") + said("a"))), id="a parent that is neither root nor id"),
        pytest.param(change(of(5, named("values", VALUE + b"\x74\0", "a"))), id="raw bytes as a value"),
        pytest.param(change(of(5, named("values", VALUE + b"\x7b\x7f\xf8" + bytes(6), "a"))), id="a value NaN"),
        pytest.param(change(of(5, named("values", VALUE + b"\x7d\xff\xff\xff\xff\xff\xff\xff\x7f", "a"))), id="2**54"),
        pytest.param(change(of(5, named("values", VALUE + b"\x7a\x7f" + bytes(7), "a"))), id="a bigint above 2**53"),
        pytest.param(change(of(5, named("values", VALUE + b"\x75\x01" * 101 + b"\x7e", "a"))), id="101 lists in lists"),
        pytest.param(change(of(5, named("values", VALUE + b"\x75\x01" * 500_000 + b"\x7e", "a"))), id="500,000 lists"),
        pytest.param(change(of(5, named("values", VALUE + b"\x7e"))), id="a value that has no key"),
        pytest.param(change(of(5, named("values", WORD, "a"))), id="words under a key"),
        pytest.param(change(of(5, b"\x20\1")), id="something thrown away with a key"),
        pytest.param(change(deletes=b"\1\5\1\0\0"), id="a deletion of nothing"),
        pytest.param(change(deletes=b"\2\5\1\0\1\5\1\2\1"), id="deletions of one client twice"),
    ],
)
def test_what_no_page_of_ours_writes_is_malformed(data: bytes) -> None:
    with pytest.raises(updates.Malformed):
        updates.parse(data)


def test_the_numbers_that_browsers_write_are_read() -> None:
    values = [0, -1, 63, 64, -64, 2**31, 2**53 - 1, 1.5, -0.25, 1e300, None, True, "x" * 300, [], {"a": [{}]}]
    data = node.run(
        "const doc = new Y.Doc(); given.forEach((each, at) => doc.getMap('values').set('k' + at, each));"
        "doc.getMap('values').set('undefined', undefined); answer(hex(Y.encodeStateAsUpdate(doc)));",
        values,
    )
    assert updates.parse(bytes.fromhex(data)).size == len(values) + 1


def test_content_that_no_field_has_is_malformed() -> None:
    scripts = (
        "doc.getText('x').insert(0, 'a', { bold: true })",
        "doc.getText('x').insertEmbed(0, { image: 'a' })",
        "doc.getMap('x').set('a', new Y.Text('a'))",
        "doc.getMap('x').set('a', new Y.Array())",
        "doc.getMap('x').set('a', new Y.XmlElement('p'))",
        "doc.getMap('x').set('a', new Uint8Array(3))",
        "doc.getMap('x').set('a', new Y.Doc())",
        "doc.getMap('x').set('a', 5n ** 60n)",
        "doc.getArray('x').push([1])",
        "doc.getXmlFragment('x').push([new Y.XmlText('a')])",
    )
    made = "const all = []; let doc;" + "".join(
        f"doc = new Y.Doc(); {each}; all.push(hex(Y.encodeStateAsUpdate(doc)));" for each in scripts
    )
    taken = []
    for script, data in zip(scripts, node.run(made + "answer(all)"), strict=True):
        try:
            updates.parse(bytes.fromhex(data))
            taken.append(script)
        except updates.Malformed:
            pass
    assert taken == []


def test_more_structs_and_deletions_than_allowed_are_malformed() -> None:
    canvas = fuzz.Canvas(random.Random(4))
    size = updates.parse(canvas.whole).size
    assert updates.parse(canvas.whole, size).size == size
    for data, most in ((canvas.whole, size - 1), (change(of(5, *[named(THEME, WORD)] * 4)), 3)):
        with pytest.raises(updates.Malformed, match="too many"):
            updates.parse(data, most)


# What cannot be applied yet.


def test_a_change_whose_forerunner_is_missing_leaves_a_gap() -> None:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=5)
    first, second = typed(doc, "a"), typed(doc, "b", 1)
    assert updates.check(updates.parse(first), {}, anything).ok
    assert updates.check(updates.parse(second), {}, anything).gap
    assert updates.check(updates.parse(second), {5: 1}, anything).new == {5: (1, 2)}


def test_letters_beside_letters_that_are_missing_leave_a_gap() -> None:
    one: pycrdt.Doc[Any] = pycrdt.Doc(client_id=5)
    other: pycrdt.Doc[Any] = pycrdt.Doc(client_id=6)
    other.apply_update(typed(one, "ab"))
    beside = updates.parse(typed(other, "c", 1))
    assert beside.needs == {(5, 0), (5, 1)}
    assert [updates.check(beside, {5: known}, anything).gap for known in (0, 1, 2)] == [True, True, False]


def test_a_deletion_of_letters_that_are_missing_leaves_a_gap() -> None:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=5)
    typed(doc, "abc")
    seen: list[bytes] = []
    subscription = doc.observe(lambda event: seen.append(event.update))
    del doc.get(THEME, type=pycrdt.Text)[1:3]
    doc.unobserve(subscription)
    parsed = updates.parse(seen[0])
    assert parsed.deletes == {5: [(1, 2)]}
    found = [updates.check(parsed, {5: known}, anything) for known in (0, 2, 3)]
    assert [each.gap for each in found] == [True, True, False]
    assert (found[2].deletes_only, found[2].nothing) == (True, False)


def test_a_hole_in_a_change_is_a_gap_until_it_is_filled() -> None:
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=5)
    first, second, third = typed(doc, "a"), typed(doc, "b", 1), typed(doc, "c", 2)
    holed = updates.parse(pycrdt.merge_updates(first, third))
    assert holed.has_hole
    assert holed.structs == [(5, 0, 1), (5, 2, 1)]
    assert updates.check(holed, {}, anything).gap
    assert updates.check(holed, {5: 2}, anything).new == {5: (2, 3)}
    assert updates.check(updates.parse(pycrdt.merge_updates(first, second, third)), {}, anything).ok


def test_two_who_wait_for_each_other_leave_a_gap() -> None:
    circle = change(of(6, b"\x84\5\0" + said("a")), of(5, b"\x84\6\0" + said("a")))
    assert updates.check(updates.parse(circle), {}, anything).gap


def test_clients_who_build_on_each_other_in_turn_are_put_in_order() -> None:
    one: pycrdt.Doc[Any] = pycrdt.Doc(client_id=5)
    other: pycrdt.Doc[Any] = pycrdt.Doc(client_id=6)
    for _ in range(20):
        typed(one, "a", 0)
        other.apply_update(one.get_update(other.get_state()))
        typed(other, "b", 1)
        one.apply_update(other.get_update(one.get_state()))
    verdict = updates.check(updates.parse(one.get_update()), {}, anything, Ground())
    assert (verdict.ok, verdict.new) == (True, {5: (0, 20), 6: (0, 20)})


# What stands where nothing may.


def test_only_what_is_new_has_to_be_declared() -> None:
    data = typed(pycrdt.Doc(client_id=5), "a", name="elsewhere@nl")
    parsed = updates.parse(data)
    assert updates.check(parsed, {}, fuzz.declared).undeclared
    verdict = updates.check(parsed, {5: 1}, fuzz.declared)
    assert (verdict.ok, verdict.again, verdict.nothing) == (True, True, True)


CARDS = fuzz.HOMES[0]
EMOJI = named(THEME, b"\4" + said("🌱"))
CARD = named(CARDS, b"\7\1", "aaaaaaaa")
DAY = named("values", VALUE + b"\x7d\5", "topic.day")


@pytest.mark.parametrize(
    ("struct", "deletes"),
    [
        pytest.param(b"\x84\5\0" + said("a"), b"\0", id="letters inside an emoji"),
        pytest.param(b"\x44\5\1" + said("a"), b"\0", id="letters before half an emoji"),
        pytest.param(named(THEME, WORD), b"\1\5\1\1\1", id="half an emoji deleted"),
        pytest.param(named(THEME, WORD), b"\1\5\1\0\1", id="the other half deleted"),
        pytest.param(b"\x84\5\3" + said("a"), b"\0", id="letters in a map"),
        pytest.param(b"\x88\5\1\1\x7e", b"\0", id="a value in a text"),
        pytest.param(b"\xc4\5\1\5\3" + said("a"), b"\0", id="letters between two places"),
        pytest.param(b"\x28\0\5\1" + said("order") + b"\1\x7e", b"\0", id="a part of a letter"),
        pytest.param(b"\x88\5\2\1\x7e", b"\0", id="a value in the place of a card"),
        pytest.param(b"\x81\5\2\1", b"\0", id="nothing in the place of a card"),
        pytest.param(b"\x87\5\2\1", b"\0", id="a card in the place of a card"),
        pytest.param(b"\x27\0\5\2" + said("part") + b"\1", b"\0", id="a card in a card"),
        pytest.param(named(CARDS, VALUE + b"\x7e", "bbbbbbbb"), b"\0", id="a value in a list of cards"),
        pytest.param(named("values", b"\7\1", "topic.day"), b"\0", id="a card among the values"),
        pytest.param(b"\x48\5\3\1\x7e", b"\0", id="a value before the first one"),
        pytest.param(b"\x84\5\4" + said("a"), b"\0", id="letters beside what is gone"),
    ],
)
def test_nonsense_is_refused_before_it_is_applied(struct: bytes, deletes: bytes) -> None:
    before = change(of(5, EMOJI, CARD, DAY, b"\0\1"))
    ground = Ground.of(before)
    assert updates.check(updates.parse(before), {}, fuzz.declared, Ground()).ok
    nonsense = updates.parse(change(of(6, struct), deletes=deletes))
    assert updates.check(nonsense, {5: 5}, fuzz.declared, ground).undeclared
    sense = updates.parse(change(of(6, b"\x84\5\1" + said("a")), deletes=b"\1\5\1\0\2"))
    assert updates.check(sense, {5: 5}, fuzz.declared, ground).ok  # and nothing of the nonsense was learnt


def test_nothing_is_learnt_of_what_was_refused() -> None:
    ground = Ground()
    words, emoji = change(of(5, named(THEME, b"\4" + said("ab")))), change(of(5, EMOJI, b"\x88\5\0\1\x7e"))
    assert updates.check(updates.parse(emoji), {}, fuzz.declared, ground).undeclared
    ground.learn(updates.parse(words))
    assert updates.check(updates.parse(change(of(6, b"\x84\5\0" + said("c")))), {5: 2}, fuzz.declared, ground).ok


def test_nothing_is_forgotten_that_comes_again_with_more_behind_it() -> None:
    ground = Ground.of(change(of(5, EMOJI)))
    longer = updates.parse(change(of(5, named(THEME, b"\4" + said("🌱🌱")))))
    assert updates.check(longer, {5: 2}, fuzz.declared, ground).ok
    split = updates.parse(change(of(6, b"\x84\5\0" + said("a"))))
    assert updates.check(split, {5: 2}, fuzz.declared, ground).undeclared


def test_two_thousand_hostile_changes_harm_nobody() -> None:
    with fuzz.quiet():
        found, _ = fuzz.run(2_000, seed=1)
    assert [became for became in found if became.startswith("!")] == []
    assert {"malformed", "gap", "undeclared", "ok"} <= set(found)
