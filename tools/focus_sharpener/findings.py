"""Findings: what the method notices in a filled Focus sharpener. Hints, never verdicts; nothing here blocks typing.

An empty canvas is silent. The guesses from words look at the focus question first, then at each draft; every
language in which a text exists is heard, and a text gets each guess once however many languages it has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from tools.canvas import CAUTION, STOP, TIP, Content, Context, Finding
from tools.content import filled_cards, is_blank
from tools.focus_sharpener import dutch, spanish
from tools.focus_sharpener.questions import NO_ROOM
from tools.focus_sharpener.words import Listener, bare, plain
from tools.wording import N_

LISTENERS = {"nl": dutch.LISTENER, "es": spanish.LISTENER}
"""Who listens to which language; a text in another language is left alone."""

GUESSES: tuple[tuple[str, str, Callable[[Listener], Callable[[str], bool]]], ...] = (
    (
        "T1-1",
        N_("This question may already hold the answer. Which problem does that solve?"),
        lambda listener: listener.holds_solution,
    ),
    ("T1-2", N_("This can be answered with yes or no."), lambda listener: listener.is_closed),
    (
        "T1-3",
        N_("There are two questions in here. Which one matters most?"),
        lambda listener: listener.is_double,
    ),
)


def findings(content: Content, context: Context) -> list[Finding]:
    """Return everything noticed, most serious first and guesses from words last."""
    return [
        *_inviting_without_room(content),
        *_chosen_for_others(context),
        *_nobody_heard(content),
        *_nothing_to_learn(content, context),
        *_guesses(content),
    ]


def _inviting_without_room(content: Content) -> Iterator[Finding]:
    """Notice T1-4: nothing can change, and nobody said that people are only informed."""
    frame = content["frame"]
    if frame["room"] == NO_ROOM and frame["inform_only"] != "yes":
        yield Finding(
            code="T1-4",
            level=STOP,
            sentence=N_("If nothing can change, do not invite people to decide: inform them."),
            at=("frame.room", "frame.inform_only"),
        )


def _chosen_for_others(context: Context) -> Iterator[Finding]:
    """Notice T1-5: one side proposed and chose what happens in the territory of another side."""
    keys = {side.key for side in context.sides}
    chosen_by_one = context.proposed == context.chosen and context.proposed in keys
    if not context.shared and context.owner in keys and chosen_by_one and context.proposed != context.owner:
        yield Finding(
            code="T1-5",
            level=CAUTION,
            sentence=N_(
                "This idea comes from {proposer} and is about the territory of {owner}. Did {owner} choose it?"
            ),
            values={"proposer": context.place(context.proposed), "owner": context.place(context.owner)},
        )


def _nobody_heard(content: Content) -> Iterator[Finding]:
    """Notice T1-6: of every affected group it is said that nobody has heard them; an unanswered one is not accused."""
    groups = filled_cards(content, "people.affected")
    if groups and all(group["heard"] == "no" for group in groups):
        yield Finding(
            code="T1-6",
            level=TIP,
            sentence=N_("We are talking about people we have not talked with yet."),
            at=("people.affected", *(f"people.affected/{group['id']}/heard" for group in groups)),
        )


def _nothing_to_learn(content: Content, context: Context) -> Iterator[Finding]:
    """Notice T1-7: a shared project has its question, but nothing to learn or the same words twice."""
    question, learn = content["question"]["question"], content["exchange"]["learn"]
    if context.shared and not is_blank(question) and (is_blank(learn) or _same_words(question, learn)):
        yield Finding(
            code="T1-7",
            level=TIP,
            sentence=N_(
                "What do we want to learn from each other? Without that, this is simply a project of your own."
            ),
            at=("exchange.learn",),
        )


def _same_words(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Return whether two texts say the same in some language, whatever the capitals, accents and marks."""
    pairs = [(one[language], other[language]) for language in one.keys() & other.keys()]
    return any(_letters(a) == _letters(b) != "" for a, b in pairs)


def _letters(words: str) -> str:
    """Return only the letters and digits of a text, without accents and capitals."""
    return re.sub(r"[\W_]+", " ", bare(plain(words))).strip()


def _guesses(content: Content) -> Iterator[Finding]:
    """Notice T1-1, T1-2 and T1-3 in the focus question and in each draft."""
    texts = [("question.question", content["question"]["question"])]
    for card in filled_cards(content, "question.drafts"):
        texts.append((f"question.drafts/{card['id']}/question", card["question"]))
    for code, sentence, sign in GUESSES:
        for address, text in texts:
            if any(words.strip() and sign(LISTENERS[key])(words) for key, words in text.items() if key in LISTENERS):
                yield Finding(code=code, level=TIP, sentence=sentence, at=(address,), by_words=True)
