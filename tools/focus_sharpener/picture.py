"""Picture: the funnel from theme to one question, with the frame of what is inside and outside beside it.

A picture of words, drawn as HTML. `picture` returns::

    {"empty": bool,                      nothing is written yet in any of it
     "stages": [stage, ...],             theme, symptoms, causes (only when there are any), drafts, question
     "frame": {"inside": stage, "outside": stage},
     "rows": [stage, ...]}               the same in one list, for the table beside the picture

    stage = {"key": "symptoms",          to choose a style
             "label": N_ sentence,       to translate
             "count": 3,                 how many items
             "items": [{"at": address of the text, "id": card id or "", "text": {language: words},
                        "note": N_ sentence or ""}]}

Texts are whole (`{"nl": ..., "es": ...}`): the page chooses the reader's language. Blank cards are left out.
"""

from __future__ import annotations

from typing import Any

from tools.canvas import Content, Context
from tools.content import filled_cards, is_blank
from tools.focus_sharpener.questions import LENSES
from tools.wording import N_


def picture(content: Content, context: Context) -> dict[str, Any]:
    """Return the funnel and the frame as data."""
    causes = _cards("causes", N_("Causes"), content, "topic.causes", "text")
    stages = [
        _text("theme", N_("Theme"), content, "topic.theme"),
        _cards("symptoms", N_("Facts"), content, "topic.symptoms", "text"),
        *([causes] if causes["count"] else []),
        _cards("drafts", N_("Draft questions"), content, "question.drafts", "question"),
        _text("question", N_("Focus question"), content, "question.question"),
    ]
    inside = _cards("inside", N_("Part of it"), content, "frame.inside", "text")
    outside = _cards("outside", N_("Left out on purpose"), content, "frame.outside", "text")
    rows = [*stages, inside, outside]
    return {
        "empty": not any(stage["count"] for stage in rows),
        "stages": stages,
        "frame": {"inside": inside, "outside": outside},
        "rows": rows,
    }


def _text(key: str, label: str, content: Content, address: str) -> dict[str, Any]:
    """Return a stage of one text."""
    section, name = address.split(".")
    text = content[section][name]
    items = [] if is_blank(text) else [{"at": address, "id": "", "text": text, "note": ""}]
    return {"key": key, "label": label, "count": len(items), "items": items}


def _cards(key: str, label: str, content: Content, address: str, part: str) -> dict[str, Any]:
    """Return a stage of cards, each by its main text; a draft says how it looks at the theme."""
    lenses = dict(LENSES)
    items = [
        {
            "at": f"{address}/{card['id']}/{part}",
            "id": card["id"],
            "text": card[part],
            "note": lenses.get(card.get("lens") or "", ""),
        }
        for card in filled_cards(content, address)
        if not is_blank(card[part])
    ]
    return {"key": key, "label": label, "count": len(items), "items": items}
