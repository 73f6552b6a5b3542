"""Priority forms: reads what somebody ranks or proposes, with each problem beside the field of the form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitation.languages import Words
from facilitation.partnerships import Partnership
from facilitation.sdg import ranking_words, shared_priorities
from facilitation.sdg.ranking_words import OFFICIALS, UNSAID, WAYS
from facilitation.sdg.rankings import Ranking
from facilitation.sdg.shared_priorities import SharedPriority
from facilitation.views.forms import Form
from tools.priorities import COMPANIONS, MOST


def read_ranking(
    form: Form, partnership: Partnership, ranking: Ranking | None, here: str, community: bool
) -> ranking_words.Told:
    """Read a ranking; a place with nothing in it is left out, problems stand beside the place that they are about."""
    codes = partnership.languages
    first = here if here in codes else codes[0]
    places: list[int] = []
    chosen: list[dict[str, Any]] = []
    for place in range(1, MOST + 1):
        name = f"goals.{place}"
        held = ranking.goals[place - 1] if ranking and len(ranking.goals) >= place else {}
        one: dict[str, Any] = {"goal": form.text(f"{name}.goal"), "target": form.text(f"{name}.target")}
        for text in ranking_words.TEXTS:
            one[text] = form.words(f"{name}.{text}", codes, held.get(text, {}).get("original", first))
        if one["goal"] or one["target"] or any(_says(one[text]) for text in ranking_words.TEXTS):
            places.append(place)
            chosen.append(one)
    way, named, on = OFFICIALS, {}, None
    if community:
        before = ranking.community.get("original", first) if ranking else first
        way = form.one_of("way", WAYS, ranking_words.WAY_UNKNOWN) or UNSAID
        named, on = form.words("community", codes, before), form.day("asked_on")
    told = ranking_words.Told(way, named, on, chosen)
    found = [problem for problem in ranking_words.problems(told) if problem[0] != "way"]
    form.problems += [(_placed(name, places), *rest) for name, *rest in found]
    return told


def read_shared(form: Form, partnership: Partnership, now: SharedPriority | None, here: str) -> shared_priorities.Told:
    """Read a proposal for the shared priority."""
    codes = partnership.languages
    first = here if here in codes else codes[0]
    before = now.texts if now else {}
    texts = {
        name: form.words(name, codes, before.get(name, {}).get("original", first)) for name in shared_priorities.TEXTS
    }
    kept = {name: _elsewhere(before.get(name, {}), codes) | texts[name] for name in texts}
    companions = [form.text(f"companions.{number}") for number in range(1, COMPANIONS + 1)]
    told = shared_priorities.Told(
        form.text("central"), form.text("target"), [each for each in companions if each], kept, form.day("decided_on")
    )
    at = {"companions": next((f"companions.{n}" for n, each in enumerate(companions, 1) if each), "companions.1")}
    form.problems += [(at.get(name, name), *rest) for name, *rest in shared_priorities.problems(told)]
    return told


def _says(text: Words) -> bool:
    return any(words.strip() for code, words in text.items() if code != "original")


def _elsewhere(text: Words, offered: Sequence[str]) -> Words:
    """Return what a text says in languages that no form offers any more."""
    return {code: words for code, words in text.items() if code not in (*offered, "original")}


def _placed(name: str, places: Sequence[int]) -> str:
    """Return the field of the form for ``goals.<number>.<part>``, where numbers leave out places without anything."""
    first, _, rest = name.partition(".")
    number, _, part = rest.partition(".")
    return f"goals.{places[int(number) - 1]}.{part}" if first == "goals" else name
