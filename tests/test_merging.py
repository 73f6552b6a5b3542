"""Two people post forms that were drawn from the same page: the words of both stay, in either order."""

from __future__ import annotations

import itertools
import time
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from facilitation import canvas_edits, canvases
from facilitation.canvas_edits import SetText
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.live import document
from facilitation.live.differences import Operation, carried_out, gone_on, operations, torn_apart, units, unix
from facilitation.live.log import Update
from facilitation.live.merging import carry_out
from facilitation.memberships import Membership
from tests import makers
from tests.makers import World
from tools import TOOLS

THEME = "topic.theme"


class Table:
    """A canvas on which people post what they wrote about the theme, in Dutch."""

    def __init__(self, db: Session, world: World) -> None:
        self.db, self.world = db, world
        self.people = [world.of(side) for side in ("brasschaat", "tarija", "nimlahakok")]
        self.canvas = world.canvas

    def fresh(self) -> Canvas:
        """Begin again on a canvas on which nobody wrote."""
        self.canvas = makers.canvas(self.db, makers.project(self.db, self.world.partnership))
        return self.canvas

    def base(self) -> str:
        """Return what a form carries that is drawn now."""
        return canvases.view(self.db, self.canvas, self.people[0]).base

    def post(self, who: int, base: str, text: str) -> str:
        """Let somebody post a text in a form drawn from `base`; return the base from there on."""
        held: Membership = self.people[who]
        changes = [SetText(THEME, "nl", text)]
        outcome = canvas_edits.edit(self.db, self.canvas, held.person, held, base, changes)
        self.db.commit()
        return outcome.base

    def text(self) -> str:
        """Return what stands there now."""
        found: str = canvases.view(self.db, self.canvas, self.people[0]).content["topic"]["theme"]["nl"]
        return found

    def begin(self, text: str) -> str:
        """Put the text that everybody sees on a new canvas; return the base of their forms."""
        self.fresh()
        return self.post(2, "", text)

    def rows(self) -> int:
        """Return how many updates were ever logged."""
        return self.db.scalars(sa.select(sa.func.count()).select_from(Update)).one()


@pytest.fixture
def table(lite_db: Session) -> Table:
    """Lay a canvas on the table of three partners."""
    return Table(lite_db, makers.world(lite_db))


def both_orders(table: Table, before: str, one: str, other: str) -> tuple[str, str]:
    """Return what stands there when `one` was posted before `other`, and the other way round."""
    found = []
    for first, second in ((0, 1), (1, 0)):
        base = table.begin(before)
        for who in (first, second):
            table.post(who, base, (one, other)[who])
        found.append(table.text())
    return found[0], found[1]


# Random edits (promise F4).

Drawn = tuple[str, list[tuple[str, list[str], set[int]]]]

OLD = ("het", "één", "niño", "🌳", "Nimlaha'kok", "e\u0301e\u0301n", "👩🏽‍🌾", "de", "🇧🇴", "¿qué?", "water,")
GAPS = (" ", "\n", "  ", "\n\n")


@st.composite
def forms(draw: st.DrawFn, people: int) -> Drawn:
    """Draw a text and what some people make of it: (text, their own words, the words that they took away)."""
    old = draw(st.lists(st.sampled_from(OLD), max_size=8, unique=True))  # else nobody can say which one went
    words = [f"{word}" for word in old]
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(words), max_size=len(words)))
    made = []
    for who in range(people):
        mine, away, said = [], set(), []
        for place in range(len(words) + 1):
            for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
                said.append(f"{'añ'[who % 2]}{'béc'[who % 3]}{len(said)}")
                mine.append((said[-1], draw(st.sampled_from(GAPS))))
            if place < len(words):
                if draw(st.sampled_from((False, False, False, True))):
                    away.add(place)
                else:
                    mine.append((words[place], gaps[place]))
        made.append(("".join(word + gap for word, gap in mine), said, away))
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True)), made


def words_of(text: str) -> list[str]:
    """Return the words and signs of a text, without its spaces."""
    return [unit for unit in units(text) if not unit.isspace()]


def stand_in_order(wanted: list[str], text: str) -> bool:
    """Return whether these words stand in a text in this order, whatever else stands between them."""
    rest = iter(words_of(text))
    return all(word in rest for word in wanted)


def merged(before: str, texts: list[str]) -> str:
    """Return what a document holds on which forms were posted one after the other, all drawn from `before`."""
    log = [document.from_content(TOOLS[0], (), {"topic": {"theme": {"nl": before}}}).get_update()]
    for client, text in enumerate(texts, 7):
        then, now = loaded(log[:1], client), loaded(log, client)
        drawn, present = document.read(then), document.read(now)
        done = carry_out(TOOLS[0], (), [SetText(THEME, "nl", text)], drawn, then, now, present)
        log += done.updates
    return document.read(loaded(log, 99)).text(THEME, "nl")


def loaded(log: list[bytes], client: int) -> Doc[Any]:
    """Return a document made of updates."""
    doc: Doc[Any] = Doc(client_id=client)
    for update in log:
        doc.apply_update(update)
    return doc


def require_everybody_s_words(drawn: Drawn, text: str) -> None:
    """Check that everybody's new words stand there whole, nothing else came, and what nobody touched kept its place."""
    before, made = drawn
    said = {word for _, own, _ in made for word in own}
    gone = {place for _, _, away in made for place in away}
    kept = [unit for place, word in enumerate(before.split()) if place not in gone for unit in words_of(word)]
    assert said <= set(words_of(text))
    assert set(words_of(text)) <= {*words_of(before), *said}
    assert stand_in_order(kept, text)


@settings(max_examples=300)
@given(drawn=forms(2))
def test_two_forms_from_the_same_page_both_keep_their_words_in_either_order(drawn: Drawn) -> None:
    before, made = drawn
    one, other = (text for text, _, _ in made)
    require_everybody_s_words(drawn, merged(before, [one, other]))
    require_everybody_s_words(drawn, merged(before, [other, one]))


@settings(max_examples=150)
@given(drawn=forms(3), order=st.permutations(range(3)))
def test_three_forms_from_the_same_page_keep_everybody_s_words(drawn: Drawn, order: list[int]) -> None:
    before, made = drawn
    require_everybody_s_words(drawn, merged(before, [made[who][0] for who in order]))


@settings(max_examples=10)
@given(drawn=forms(2))
def test_two_forms_keep_their_words_in_the_database_too(table: Table, drawn: Drawn) -> None:
    before, made = drawn
    for text in both_orders(table, before, made[0][0], made[1][0]):
        require_everybody_s_words(drawn, text)


@given(st.text("aé e\u0301👩🏽‍🌾🇧🇴\n.'’", max_size=20), st.text("aé e\u0301👩🏽‍🌾🇧🇴\n.'’", max_size=20))
def test_what_was_changed_makes_the_new_text_of_the_old_one(before: str, after: str) -> None:
    assert carried_out(before, operations(before, after)) == after
    assert "".join(units(before)) == before


def test_a_long_text_that_was_changed_all_over_is_compared_word_by_word() -> None:
    before = " ".join(f"w{number} de" for number in range(12_000))
    after = before.replace("w7 ", "zeven ").replace("w11 de ", "").replace(" w11999", " eind\n")
    changes = operations(before, after)
    assert carried_out(before, changes) == after
    assert sorted(change.put.strip() for change in changes) == ["", "eind", "zeven"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a" * 1_000_000, "b" * 1_000_000),
        ("a " * 300_000, "b " * 300_000),
        ("a " * 100_000, "a b " * 100_000),
        ("a b " * 100_000, "b a " * 100_000),
        (" ".join(map(str, range(100_000))), " ".join(f"{number} x" for number in range(100_000))),
        (" ".join(map(str, range(50_000))), " ".join(map(str, range(50_000, 0, -1)))),
        ("\n" * 500_000, " " * 500_000),
        ("👩🏽‍🌾" * 100_000, "🌳" * 100_000),
        ("e" + "\u0301" * 500_000, "e"),
    ],
    ids=[
        "one word",
        "one word over and over",
        "a word more",
        "turned round",
        "numbered",
        "backwards",
        "blank",
        "emoji",
        "accents",
    ],
)
def test_nobody_can_keep_the_others_waiting_with_an_absurd_text(before: str, after: str) -> None:
    begun = time.process_time()
    assert merged(before, [after]) == after
    assert time.process_time() - begun < 15  # seconds of this process; one or two on an idle machine


# What a facilitator sees happen.


@pytest.mark.parametrize(
    ("before", "one", "other", "together"),
    [
        ("de fiets", "de rode fiets", "de fiets staat", {"de rode fiets staat"}),
        ("één niño", "één 🌳 niño", "één niña", {"één 🌳 niña"}),
        ("👩🏽‍🌾 werkt", "👩🏽‍🌾👩🏽‍🌾 werkt", "👩🏽‍🌾 werkt 🌱", {"👩🏽‍🌾👩🏽‍🌾 werkt 🌱"}),
        ("🇧🇴 🇧🇪", "🇧🇴🇬🇹 🇧🇪", "🇧🇪", {"🇬🇹 🇧🇪", "🇬🇹🇧🇪"}),
        ("cafe", "cafe\u0301", "cafe groot", {"cafe\u0301 groot"}),
        ("", "wij zien hitte", "vemos sequía", {"wij zien hitte\nvemos sequía", "vemos sequía\nwij zien hitte"}),
        ("het is warm", "het is heet", "het is zwoel", {"het is heet zwoel", "het is zwoel heet"}),
        ("a b c", "a c", "a B c", {"a B c"}),
        ("regel\ntwee", "regel\neen\ntwee", "regel\ntwee\ndrie", {"regel\neen\ntwee\ndrie"}),
        ("blijft", "blijft", "", {""}),
        ("weg ermee", "", "", {""}),
        ("zelfde fout", "zelfde vondst", "zelfde vondst", {"zelfde vondst"}),
        ("een fout, en nog een", "een vondst, en nog een", "een vondst, en nog twee", {"een vondst, en nog twee"}),
    ],
)
def test_what_two_people_did_to_one_sentence(
    table: Table, before: str, one: str, other: str, together: set[str]
) -> None:
    assert set(both_orders(table, before, one, other)) <= together


def test_a_form_sends_other_line_ends_and_nothing_changed(table: Table) -> None:
    base, rows = table.begin("een\ntwee\n\ndrie"), table.rows()
    assert table.post(0, base, "een\r\ntwee\r\n\r\ndrie") == base
    assert (table.text(), table.rows()) == ("een\ntwee\n\ndrie", rows)


def test_only_the_line_that_was_changed_is_changed_whatever_the_line_ends(table: Table) -> None:
    base = table.begin("een\ntwee\ndrie")
    table.post(0, base, "een\r\nTWEE\r\ndrie")
    table.post(1, base, "één\r\ntwee\r\ndrie!")
    assert table.text() == "één\nTWEE\ndrie!"


def test_spaces_at_the_ends_stay_as_they_were_typed(table: Table) -> None:
    base = table.begin("  een ")
    table.post(0, base, "  een \n")
    assert table.text() == "  een \n"


@pytest.mark.parametrize(("before", "text"), [("", "een woord"), ("wij gaan", "wij gaan samen"), ("weg", "")])
def test_a_form_that_is_sent_twice_counts_once(table: Table, before: str, text: str) -> None:
    base = table.begin(before)
    table.post(0, base, text)
    rows = table.rows()
    table.post(0, base, text)
    assert (table.text(), table.rows()) == (text, rows)


def test_a_form_that_is_sent_again_after_somebody_else_wrote_counts_once(table: Table) -> None:
    base = table.begin("wij gaan")
    table.post(0, base, "wij gaan samen")
    table.post(1, base, "vandaag wij gaan")
    table.post(0, base, "wij gaan samen")
    assert table.text() == "vandaag wij gaan samen"


def test_an_answer_that_is_sent_again_beside_somebody_else_s_counts_once(table: Table) -> None:
    base = table.begin("")
    table.post(0, base, "hitte")
    table.post(1, base, "sequía")
    table.post(0, base, "hitte")
    assert table.text() == "hitte\nsequía"


def test_who_goes_back_in_the_browser_goes_on_with_the_own_words(table: Table) -> None:
    base = table.begin("Op")
    table.post(0, base, "Op warme dagen")
    table.post(0, base, "Op warme dagen is het stil")
    assert table.text() == "Op warme dagen is het stil"


def test_who_goes_back_to_an_empty_box_and_corrects_a_word_has_it_corrected(table: Table) -> None:
    base = table.begin("")
    table.post(0, base, "Op wrame dagen is het te heet om te spelen")
    table.post(1, base, "Hay poca sombra")
    table.post(0, base, "Op warme dagen is het te heet om te spelen")
    assert table.text() == "Op warme dagen is het te heet om te spelen\nHay poca sombra"


def test_an_older_window_of_the_same_person_takes_nothing_back(table: Table) -> None:
    base = table.begin("een twee drie")
    table.post(0, base, "een twee drie en een lang stuk uit het eerste venster")
    table.post(0, base, "nul een drie")
    assert table.text() == "nul een drie en een lang stuk uit het eerste venster"


def test_an_older_window_in_which_nothing_was_typed_changes_nothing(table: Table) -> None:
    base = table.begin("een")
    table.post(0, base, "een twee")
    table.post(0, base, "een")
    assert table.text() == "een twee"


def test_who_takes_away_a_sentence_leaves_what_somebody_else_put_into_it(table: Table) -> None:
    base = table.begin("Het gras groeit. Wij planten.")
    table.post(0, base, "Wij planten.")
    table.post(1, base, "Het hoge gras groeit. Wij planten.")
    assert words_of(table.text()) == ["hoge", "Wij", "planten", "."]


def test_forms_that_are_drawn_one_after_the_other_simply_follow_each_other(table: Table) -> None:
    base = table.begin("een")
    for who, text in zip(itertools.cycle((0, 1)), ("een twee", "twee", "twee drie", ""), strict=False):
        base = table.post(who, base, text)
    assert table.text() == ""


# The parts.


@pytest.mark.parametrize(
    ("first", "own", "text", "meant"),
    [
        ("a", "a", "b", "b"),
        ("", "een lange zin", "een lange zin erbij", "een lange zin erbij"),
        ("a b c", "a X b c", "a b Y c", "a X b Y c"),
        ("a b c", "a b X c", "a c", "a X c"),
        ("a", "a X", "a Y", "a X Y"),
        ("a b", "a", "a b c", "a c"),
    ],
)
def test_an_older_form_is_told_from_going_back(first: str, own: str, text: str, meant: str) -> None:
    assert unix(gone_on(first, own, text)).split() == meant.split()


def apart(merged: str, one: str, other: str) -> str:
    """Return a merged text with its words apart."""
    return carried_out(merged, torn_apart(merged, one, other))


@pytest.mark.parametrize(
    ("merged", "one", "other", "read"),
    [
        ("eentwee", "een", "twee", "een twee"),
        ("een twee", "een", "twee", "een twee"),
        ("dedeeen", "de", "deeen", "de deeen"),
        ("vondst", "van", "dit", "vondst"),
        ("drievier, vijf", "drie, vijf", "vier, vijf", "drie vier, vijf"),
    ],
)
def test_words_that_nobody_wrote_are_taken_apart(merged: str, one: str, other: str, read: str) -> None:
    assert apart(merged, one, other) == read


def test_an_emoji_an_accent_and_a_flag_are_one_sign() -> None:
    assert units("e\u0301n 👩🏽‍🌾🇧🇴🇧🇪1️⃣") == ["e\u0301n", " ", "👩🏽‍🌾", "🇧🇴", "🇧🇪", "1️⃣"]
    assert operations("🇧🇴", "🇧🇪") == [Operation(0, 2, "🇧🇪")]
