"""Findings: what the method notices in a filled Environment scan. Hints, never verdicts; nothing here blocks anything.

An empty canvas is silent, and so is an answer that was not given: a factor that nobody weighed neither helps nor
hinders. Every rule looks at each side alike and names the place that it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.canvas import CAUTION, TIP, Content, Context, Finding
from tools.content import filled_cards
from tools.environment_scan.calendar import as_day, span
from tools.environment_scan.columns import Factor, column, factors
from tools.environment_scan.questions import STRONGEST
from tools.letters import composed
from tools.wording import N_

A_PATTERN = 3
"""Weighed factors of one side from which "all of them help" says something: one or two are no pattern."""

STRONG, UNSURE = 2, 2
"""A factor is strong from this weight on (of 3), and unsure up to this certainty (of 5)."""

COLUMNS = (
    "around.factors",
    "ground.works",
    "ground.hooks",
    "time.calendar",
    "ground.tried",
    "ground.resources",
)
"""The lists that each side fills in for itself and everybody may write in; the light ones first."""

EVERY_YEAR = ("elections", "budget")
"""Kinds of moments that no calendar of a municipality is without."""

SIGNS = ("verkiezing", "begroting", "budget", "eleccion", "presupuest")
"""How such a moment is called in words, without accents, for those who chose no kind."""


def findings(content: Content, context: Context) -> list[Finding]:
    """Return everything noticed, most serious first."""
    return [
        *_written_by_another(content, context),
        *_one_sided(content, context),
        *_strong_without_conclusion(content, context),
        *_strong_but_unsure(content, context),
        *_older_than_a_year(content, context),
        *_no_elections_no_budget(content, context),
        *_only_money(content, context),
        *_ends_before_it_begins(content, context),
    ]


def _written_by_another(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-3: cards in the column of a side that somebody of another side put there, once for each such side."""
    for side in context.sides:
        cards = [
            (f"{address}.{side.key}/{card['id']}", context.authors.get(card["id"]))
            for address in COLUMNS
            for card in column(content, address, side.key)
        ]
        for other in context.sides:
            at = tuple(address for address, author in cards if author == other.key)
            if at and other != side:
                yield Finding(
                    code="T2-3",
                    level=CAUTION,
                    sentence=N_("{author} wrote in the column of {place}. Let {place} confirm it."),
                    at=at,
                    values={"author": other.place, "place": side.place},
                )


ALL_HELP = N_("{place}: everything helps. What are we overlooking?")
ALL_HINDER = N_("{place}: everything hinders. What are we overlooking?")


def _one_sided(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-2: all weighed factors of a side, three or more, help, or all hinder; 0 does neither."""
    for side in context.sides:
        held = column(content, "around.factors", side.key)
        weights = [card["effect"] for card in held if card["effect"] is not None]
        if len(weights) < A_PATTERN or not (min(weights) > 0 or max(weights) < 0):
            continue
        yield Finding(
            code="T2-2",
            level=CAUTION,
            sentence=ALL_HELP if min(weights) > 0 else ALL_HINDER,
            at=(f"around.factors.{side.key}",),
            values={"place": side.place},
        )


def _strong_without_conclusion(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-4: a factor has the greatest weight, and no conclusion comes from it."""
    linked = _linked(content, "meaning.conclusions")
    for factor in factors(content, context):
        if factor.weight == STRONGEST and factor.card["id"] not in linked:
            sentence = N_("A very strong factor, and no conclusion yet. What does it mean for us?")
            yield _about(factor, "T2-4", sentence, "effect")


def _strong_but_unsure(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-5: a factor is strong, people are not sure of it, and no open question is about it."""
    asked = _linked(content, "meaning.unknown")
    for factor in factors(content, context):
        certainty = factor.card["certainty"]
        unsure = certainty is not None and certainty <= UNSURE
        if factor.weight >= STRONG and unsure and factor.card["id"] not in asked:
            yield _about(factor, "T2-5", N_("You are not sure of this. Who can find out?"), "certainty")


def _older_than_a_year(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-8: the day on which a factor was judged came round again before today."""
    today = as_day(context.today)
    for factor in factors(content, context):
        noted = as_day(factor.card["noted_on"] or "")
        if noted and today and (noted.year + 1, noted.month, noted.day) < (today.year, today.month, today.day):
            yield _about(factor, "T2-8", N_("This was judged more than a year ago. Is it still so?"), "noted_on")


def _no_elections_no_budget(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-6: there are moments on the calendar of a side, and none is of elections or the budget."""
    for side in context.sides:
        held = column(content, "time.calendar", side.key)
        if held and not any(_is_of_every_year(card) for card in held):
            yield Finding(
                code="T2-6",
                level=TIP,
                sentence=N_("{place}: elections and budget are not on the calendar yet."),
                at=(f"time.calendar.{side.key}",),
                values={"place": side.place},
            )


def _is_of_every_year(card: dict[str, Any]) -> bool:
    """Return whether a moment is of elections or the budget, by its kind or by what it is called."""
    called = composed(" ".join(card["event"].values()), "NFD").replace("\u0301", "").casefold()
    return card["kind"] in EVERY_YEAR or any(sign in called for sign in SIGNS)


def _only_money(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-7: every means that a side names is money; one of which nobody said the kind may be something else."""
    for side in context.sides:
        held = column(content, "ground.resources", side.key)
        if held and all(card["kind"] == "money" for card in held):
            yield Finding(
                code="T2-7",
                level=TIP,
                sentence=N_("{place}: only money is named. Which knowledge, time or networks are there?"),
                at=(f"ground.resources.{side.key}",),
                values={"place": side.place},
            )


def _ends_before_it_begins(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T2-9: a moment has a last day, but no first day at or before it: nobody can plan around it."""
    for side in context.sides:
        for card in column(content, "time.calendar", side.key):
            if card["ends"] and not span(card):
                here = f"time.calendar.{side.key}/{card['id']}"
                yield Finding(
                    code="T2-9",
                    level=TIP,
                    sentence=N_("The last day stands before the first, or there is no first day. When is it?"),
                    at=(f"{here}/starts", f"{here}/ends"),
                )


def _linked(content: Content, address: str) -> set[str]:
    """Return the ids of the factors that any card of a list comes from."""
    return {factor for card in filled_cards(content, address) for factor in card["factors"] or []}


def _about(factor: Factor, code: str, sentence: str, part: str) -> Finding:
    """Return the caution about one part of one factor."""
    return Finding(code=code, level=CAUTION, sentence=sentence, at=(f"{factor.at}/{part}",))
