"""Partnerships: the page on which one stands, and starting one.

Whoever starts one as a coordinator stands for their own place and invites a first coordinator for each other
place; an administrator invites one for every place. The page shows facts, never a number that could be a rank.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from facilitation import (
    access,
    clock,
    concepts,
    invitations,
    languages,
    memberships,
    municipalities,
    partnerships,
    proposals,
)
from facilitation.access import ROLE_NAMES, Action, Role
from facilitation.errors import Forbidden
from facilitation.languages import fold
from facilitation.memberships import Membership
from facilitation.municipalities import Facts, Municipality
from facilitation.partnerships import Partnership, Side
from facilitation.views import forms, gate, inviting, members, pages
from facilitation.views import municipalities as places
from facilitation.views import projects as project_pages
from facilitation.views import proposals as proposal_pages
from facilitation.views.gate import Seen
from facilitation.views.todos import Todo, of_agreements, of_tags
from tools.wording import N_

blueprint = Blueprint("partnerships", __name__, url_prefix="/partnerships")
OLDEST_YEAR = 1900
REMEMBERED = datetime.timedelta(days=30)
"""How long the page tells what came of a proposal."""
ADD = "add"
YEAR_NEEDED = N_("Write the year in four digits, not later than this year. It may be left blank.")
OWN_NEEDED = N_("Choose the place for which you coordinate.")


@dataclass(frozen=True)
class Clock:
    """What time it is at a side."""

    side: Side
    time: str
    day: str


@blueprint.get("/<int:partnership_id>")
def show(partnership_id: int) -> str:
    """Show a partnership: what waits for the reader, its projects, its places and its people."""
    seen = gate.partnership(partnership_id)
    partnership, held = seen.partnership, seen.membership
    answerable = proposal_pages.to_answer(seen)
    still_open = [proposal_pages.tell(each) for each in proposals.of_partnership(g.db, partnership)]
    mine = {told.proposal.id for told in answerable}
    return render_template(
        "partnerships/show.html",
        partnership=partnership,
        held=held,
        answerable=answerable,
        waiting=[told for told in still_open if told.proposal.id not in mine],
        closed=[
            proposal_pages.tell(each) for each in proposals.closed_since(g.db, partnership, clock.now() - REMEMBERED)
        ],
        todos=todos(seen),
        outlines=project_pages.outlines(seen),
        concepts=concepts.of_partnership(g.db, partnership),
        people=memberships.of_partnership(g.db, partnership),
        clocks=[_clock(side) for side in partnership.sides],
        pairs=_pairs(partnership),
        kinds=municipalities.KINDS,
        countries=languages.countries(pages.language()),
        roles=ROLE_NAMES,
        may_decide=held.side_id is not None and access.may(held, Action.DECIDE, held.side_id),
        may_start_project=access.may(held, Action.START_PROJECT),
        full=len(partnership.sides) >= partnerships.MOST,
    )


def todos(seen: Seen) -> list[Todo]:
    """Return what this member could do next, besides answering proposals."""
    held, partnership = seen.membership, seen.partnership
    found: list[Todo] = []
    if held.side_id is not None and access.may(held, Action.MANAGE_PEOPLE, held.side_id):
        empty = [side for side in memberships.without_coordinator_yet(g.db, partnership) if side.id != held.side_id]
        soon = clock.now() + memberships.SOON - memberships.YEAR
        own = [each for each in memberships.of_partnership(g.db, partnership) if each.side_id == held.side_id]
        expiring = [each for each in own if each.confirmed_at <= soon]
        found += [Todo("coordinator", sides=empty)] if empty else []
        found += [Todo("confirm", members=expiring)] if expiring else []
    return [*of_agreements(held), *of_tags(held), *found]


def _clock(side: Side) -> Clock:
    here, zone = pages.language(), side.municipality.time_zone
    return Clock(side, languages.time_for(clock.now(), here, zone), languages.day_for(clock.today(zone), here, True))


def _pairs(partnership: Partnership) -> list[tuple[Side, Side]]:
    sides = partnership.sides
    return [(one, other) for at, one in enumerate(sides) for other in sides[at + 1 :]]


def may_start() -> bool:
    """Return whether this person may start a partnership: who coordinates somewhere, and an administrator."""
    held = memberships.of_person(g.db, gate.me())
    asked = [access.may(each, Action.START_PARTNERSHIP) for each in held]
    return any(asked) or access.may(None, Action.START_PARTNERSHIP, administrator=gate.me().administrator)


def _own_places() -> dict[str, Municipality]:
    held = [each for each in memberships.of_person(g.db, gate.me()) if access.may(each, Action.START_PARTNERSHIP)]
    return {str(each.side.municipality_id): each.side.municipality for each in held if each.side is not None}


@blueprint.get("/new")
def new() -> str:
    """Show the form that starts a partnership."""
    if not may_start():
        raise Forbidden
    return render_template(
        "partnerships/new.html",
        own=[(key, place.name) for key, place in _own_places().items()],
        blocks=[f"place{number}." for number in range(1, _blocks() + 1)],
        most=partnerships.MOST,
        options=places.options(),
        facts=municipalities.BLANK,
    )


def _blocks() -> int:
    """Return for how many other places the form has room: one more when that was asked, never less than needed."""
    own = _own_places()
    least, most = (1 if own else 2), partnerships.MOST - (1 if own else 0)
    asked = request.form.get("blocks", "")
    shown = int(asked) if asked in {str(number) for number in range(most + 1)} else least
    return min(max(shown + (ADD in request.form), least), most)


@blueprint.post("/new")
@gate.slow
@forms.refill(new)
def start() -> Response | str:
    """Start a partnership and show, this once, the links for the other places' coordinators."""
    if not may_start():
        raise Forbidden
    if ADD in request.form:
        g.typed = request.form
        return new()
    g.db.begin_writing()
    form = forms.Form()
    own, others, since = _read(form)
    form.done()
    partnership, held = _started(own, others, since)
    made = [
        inviting.send(form, partnership, held, _side(partnership, facts.name), Role.COORDINATOR, f"{prefix}guest_")
        for prefix, facts in others.items()
    ]
    shown = [inviting.post(each) for each in made]
    return members.once(render_template("partnerships/started.html", partnership=partnership, made=shown, held=held))


def _started(
    own: Municipality | None, others: Mapping[str, Facts], since: int | None
) -> tuple[Partnership, Membership | None]:
    """Start the partnership, or return the one that the same press started a moment ago."""
    names = [*([own.name] if own else []), *(facts.name for facts in others.values())]
    found = partnerships.just_started(g.db, gate.me(), names)
    if found is not None:
        return found, memberships.active(g.db, gate.me(), found.id)
    added = [municipalities.add(g.db, facts) for facts in others.values()]
    partnership = partnerships.start(g.db, gate.me(), [*([own] if own else []), *added], since)
    side = _side(partnership, own.name) if own else None
    held = memberships.join(g.db, gate.me(), partnership, side, Role.COORDINATOR, None) if side else None
    return partnership, held


def _read(form: forms.Form) -> tuple[Municipality | None, dict[str, Facts], int | None]:
    choices = _own_places()
    own = choices.get(form.one_of("own", choices, OWN_NEEDED)) if choices else None
    since = form.number("since", OLDEST_YEAR, clock.today().year, YEAR_NEEDED)
    others: dict[str, Facts] = {}
    for number in range(1, _blocks() + 1):
        prefix = f"place{number}."
        others[prefix] = places.read(form, prefix)
        guest = [form.text(f"{prefix}guest_{field}") for field in ("name", "mail", "language")]
        for field, sentence in invitations.guest_problems(guest[0], guest[1] or None, guest[2]):
            form.problem(f"{prefix}guest_{field}", sentence)
    names = [fold(own.name)] if own else []
    for prefix, facts in others.items():
        if facts.name.strip() and fold(facts.name) in names:
            form.problem(f"{prefix}name", partnerships.DIFFERENT)
        names.append(fold(facts.name))
    return own, others, since


def _side(partnership: Partnership, name: str) -> Side | None:
    return next((side for side in partnership.sides if side.name == name), None)
