"""Agreement pages: everything that stands on the page about the agreement on a canvas, for one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facilitation import agreements, approvals, decisions, hindrances, overrulings, overtaken, replies, text_checks
from facilitation.agreements import ADJUSTED, Standing
from facilitation.approvals import Approval, Presentation
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.decisions import Decisions
from facilitation.errors import Conflict
from facilitation.hindrances import Hindrances
from facilitation.memberships import Membership
from facilitation.overrulings import Overruling
from facilitation.partnerships import Side
from facilitation.replies import Reply
from facilitation.text_checks import TextCheck
from facilitation.views.agreement_drawing import Changed, Line, Named, Words
from facilitation.views.canvas_boxes import anchor
from facilitation.views.canvas_spots import spot
from facilitation.views.pages import language
from tools.canvas import Finding


@dataclass(frozen=True)
class Reading:
    """One language of a text among the decisions: its words, what a tick of it posts, and the yes it has."""

    code: str
    words: str
    tick: str
    given: TextCheck | None


@dataclass(frozen=True)
class Decided:
    """One thing among the decisions; of a text what is read in each language."""

    line: Line
    readings: Sequence[Reading]


@dataclass(frozen=True)
class Since:
    """What is different, and since what: a yes, a presentation, or None for what somebody was just looking at."""

    what: Approval | Presentation | None
    changes: Sequence[Changed]
    only_wording: bool


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    """The page about an agreement; `mine` is the latest yes of the reader's side, `may` what the reader may do.

    `overtaken` is what a side agreed to before what it was taken over from changed, with those sides.
    """

    canvas: Canvas
    now: Decisions
    standing: Standing
    decided: Sequence[Decided]
    hindrances: Hindrances
    missing: Sequence[tuple[Named, str]]
    unsettled: Sequence[Named]
    since: Since | None
    mine: Approval | None
    overtaken: Sequence[tuple[Named, Sequence[Side]]]
    same: Sequence[Approval]
    may: frozenset[str]
    kinds: Sequence[str]
    cautions: Sequence[tuple[Finding, str, list[Overruling]]]
    gone: Sequence[Overruling]
    approvals: Sequence[Approval]
    presentations: Sequence[Presentation]
    replies: Sequence[Reply]

    @property
    def stale(self) -> bool:
        """Return whether the reader's side agreed to something else than what stands now."""
        return self.mine is not None and self.mine.side_id not in self.standing.holds

    @property
    def moved_on(self) -> bool:
        """Return whether that is so of something to which the reader's side says yes."""
        return not self.stale and any(self.mine and self.mine.side in sides for _, sides in self.overtaken)

    def place(self, found: Finding) -> str:
        """Return the id of the place on the canvas that a finding points at, "" for none."""
        return anchor(spot(self.now.view, found.at[0])) if found.at else ""

    def step(self, at: str) -> str:
        """Return the id of the place on the canvas that a step is about."""
        return anchor(spot(self.now.view, at))


def page(db: Session, canvas: Canvas, held: Membership, looked_at: str | None = None) -> AgreementPage:
    """Return the page for a member; `looked_at` is the base of what they saw when they pressed."""
    now = decisions.surrounded(db, decisions.read(db, canvas))
    found = agreements.standing(db, canvas, now)
    words = Words(now.view, canvas.project.partnership.sides)
    given = approvals.of(db, canvas)
    ways = hindrances.find(db, now, language())
    reasons, cautions = overrulings.of(db, canvas), overrulings.cautions(now, language())
    side_id = held.side_id if held.side_id in [side.id for side in found.deciders] else None
    shown = approvals.presentations(db, canvas)
    mine = approvals.latest_of(given, side_id) if side_id else None
    return AgreementPage(
        canvas=canvas,
        now=now,
        standing=found,
        decided=_decided(now, words, text_checks.of(db, canvas)),
        hindrances=ways,
        missing=[(words.named(address), code) for address, code in ways.missing],
        unsettled=[words.named(address) for address in ways.unsettled],
        since=_since(db, now, found, mine, given, shown, looked_at),
        mine=mine,
        overtaken=[(words.named(part), sides) for part, sides in overtaken.of(db, canvas).items()],
        same=[each for id, each in found.yes.items() if id in found.holds and each.kind == approvals.SAME_MEANING],
        may=_may(canvas, held),
        kinds=replies.offered(canvas, held),
        cautions=[(each, each.key, [one for one in reasons if one.finding == each.key]) for each in cautions],
        gone=[each for each in reasons if each.finding not in [caution.key for caution in cautions]],
        approvals=given,
        presentations=shown,
        replies=replies.of(db, canvas),
    )


def _may(canvas: Canvas, held: Membership) -> frozenset[str]:
    asked = {
        "decide": decisions.may_decide(canvas, held),
        "present": approvals.may_present(canvas, held),
        "check": text_checks.may_check(canvas, held),
    }
    return frozenset(key for key, allowed in asked.items() if allowed)


def _decided(now: Decisions, words: Words, given: dict[Any, TextCheck]) -> list[Decided]:
    every = {each.address: each.words for each in now.texts}
    found = []
    for line in words.lines(now.decided):
        texts = every.get(line.named.address, {})
        codes = sorted(texts, key=words.drawing.languages.index)
        found.append(Decided(line, [_reading(line.named.address, code, texts[code], given) for code in codes]))
    return found


def _reading(address: str, code: str, text: str, given: dict[Any, TextCheck]) -> Reading:
    if not text.strip():
        return Reading(code, "", "", None)
    words = text_checks.words_of(address, code, text)
    return Reading(code, text, "|".join(words), given.get(words))


def _since(
    db: Session,
    now: Decisions,
    found: Standing,
    mine: Approval | None,
    given: Sequence[Approval],
    shown: Sequence[Presentation],
    looked_at: str | None,
) -> Since | None:
    """Return what is different from what was looked at, else from the own yes, the last yes, or what was presented."""
    if looked_at is not None:
        try:
            before = decisions.read(db, now.view.canvas, looked_at)
        except Conflict:
            return None  # that document is no longer there
        changes = now.since(before.written, now.context.languages)
        return _told(now, before.written, None, changes)
    kept: list[Approval | Presentation] = [mine] if mine and mine.side_id not in found.holds else []
    if found.state == ADJUSTED:
        kept += [*(each for each in given if each.withdrawn_at is None), *shown]
    last = next((each for each in kept if not each.covers(now)), None)
    return _told(now, last.written, last, last.changes(now)) if last else None


def _told(now: Decisions, written: str, what: Approval | Presentation | None, changes: list[Any]) -> Since:
    before = decisions.read_back(now.tool, now.context, written)
    words = Words(now.view, now.view.canvas.project.partnership.sides, before)
    return Since(what, words.changes(changes), approvals.only_wording(changes))


@dataclass(frozen=True)
class Version:
    """What was agreed to, to read: the decisions as they were, and every yes to them, the oldest first."""

    approval: Approval
    lines: Sequence[Line]
    approvals: Sequence[Approval]
    current: bool

    @property
    def ratified(self) -> bool:
        """Return whether a body of every side that decides said yes to this."""
        deciders = decisions.deciders(self.approval.canvas)
        behind = {each.side_id for each in self.approvals if each.on_behalf == approvals.RATIFIED}
        return {side.id for side in deciders} <= behind


def version(db: Session, approval: Approval) -> Version:
    """Return what an approval covered, to read."""
    now = decisions.surrounded(db, decisions.read(db, approval.canvas))
    kept = decisions.read_back(now.tool, now.context, approval.written)
    words = Words(now.view, approval.canvas.project.partnership.sides, kept)
    same = [each for each in approvals.of(db, approval.canvas) if _is_of(now, each, approval)]
    return Version(approval, words.lines(kept), same[::-1], approval.covers(now))


def _is_of(now: Decisions, each: Approval, approval: Approval) -> bool:
    """Return whether a yes that stands is to what another one covered, in whatever languages it was given."""
    languages = set(each.languages) & set(approval.languages)
    alike = decisions.is_alike(now.tool, each.written, approval.written, languages)
    return each.id == approval.id or (each.withdrawn_at is None and alike)
