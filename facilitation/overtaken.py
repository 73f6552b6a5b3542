"""Overtaken: what a side agreed to before the thing changed from which it was taken over.

A card that follows its source changes with it, and so reopens the agreement by itself. One that does not (somebody
worded it otherwise here, or it holds a day or a number of its own) stays as it was agreed, and everybody can see that
its source moved on since. It blocks nothing: that side looks at it and changes the card, agrees once more, or says that
its yes stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from facilitation import approvals, decisions
from facilitation.approvals import Approval
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.partnerships import Side


def of(db: Session, canvas: Canvas) -> dict[str, list[Side]]:
    """Return which sides agreed to something before its source changed, by its address (a part of a card), in order."""
    given = approvals.of(db, canvas)
    latest = [approvals.latest_of(given, side.id) for side in decisions.deciders(canvas)]
    yes = [each for each in latest if each is not None and each.sources]
    if not yes:
        return {}
    now = decisions.read(db, canvas)
    present = approvals.sources(db, now)
    found: dict[str, list[Side]] = {}
    for each in yes:
        moved = _moved(each, present)
        changed = {change.address for change in each.changes(now)} if moved else ()
        for address in moved:
            if address not in changed:
                found.setdefault(address, []).append(each.side)
    return found


def _moved(yes: Approval, present: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the parts for which a source gives something else than when a side agreed, by their addresses."""
    return [
        f"{card}/{part}"
        for card, parts in yes.sources.items()
        for part, then in parts.items()
        if _in(yes.languages, then) != _in(yes.languages, present.get(card, {}).get(part))
    ]


def _in(languages: Collection[str], value: Any) -> Any:
    """Return a text in the languages of that time alone: one that came later changes nothing; a value as it is."""
    return {code: words for code, words in value.items() if code in languages} if isinstance(value, Mapping) else value
