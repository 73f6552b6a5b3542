"""Municipalities: the partners: a municipality, a city, a region, an association or something else.

What is told of a place are its `Facts`. Languages are of two kinds: *written* ones are those in which this
partner's texts have to be complete, *spoken* ones are those that people also speak at the table. A written
language that is added later changes no text that exists: it only opens room for one more version.

A country with one time zone needs no choice; with several, the place says which. Errors raised: `Invalid`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base, Session
from facilitation.errors import Invalid
from facilitation.languages import LANGUAGE_NAMES, WRITTEN, ZONES
from facilitation.people import HIDDEN
from tools.letters import is_seen
from tools.wording import N_

KINDS = {
    "municipality": N_("municipality"),
    "city": N_("city"),
    "region": N_("region"),
    "association": N_("association of municipalities"),
    "other": N_("something else"),
}
LONGEST_NAME = 100
"""Characters of a name; it has to fit beside another on a phone."""
Problem = tuple[str, str, dict[str, Any]]


class Municipality(Base):
    """A place with its own name, kind, country (ISO 3166), time zone (IANA) and languages (ISO 639).

    `written` count for completeness of texts; `spoken` ("kek") are known to dialogues.
    """

    __tablename__ = "municipalities"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    country: Mapped[str]
    time_zone: Mapped[str]
    written: Mapped[list[str]]
    spoken: Mapped[list[str]]

    @property
    def facts(self) -> Facts:
        """Return what is told of this place, as its form shows it."""
        return Facts(self.name, self.kind, self.country, self.time_zone, tuple(self.written), tuple(self.spoken))


@dataclass(frozen=True)
class Facts:
    """What somebody tells of a place; `time_zone` is "" for "the one of the country"."""

    name: str
    kind: str
    country: str
    time_zone: str
    written: tuple[str, ...]
    spoken: tuple[str, ...]

    @property
    def zone(self) -> str:
        """Return the time zone told, else the only one of the country, else ""."""
        zones = ZONES.get(self.country, [])
        return self.time_zone or (zones[0] if len(zones) == 1 else "")


BLANK = Facts("", "", "", "", (), ())


def problems(facts: Facts, prefix: str = "") -> list[Problem]:
    """Return everything that cannot stay so, beside the fields of a form whose names start with `prefix`."""
    found: list[Problem] = []

    def unless(fine: bool, field: str, sentence: str, **values: Any) -> None:
        if not fine:
            found.append((prefix + field, sentence, values))

    unless(bool(facts.name.strip()), "name", N_("Fill in the name of the place."))
    unless(
        len(facts.name) <= LONGEST_NAME,
        "name",
        N_("This is {length} characters long. Up to {longest} fit here: shorten it where you like."),
        length=len(facts.name),
        longest=LONGEST_NAME,
    )
    unless(not facts.name.strip() or is_seen(facts.name), "name", HIDDEN)
    unless(facts.kind in KINDS, "kind", N_("Choose what kind of partner this is."))
    unless(facts.country in ZONES, "country", N_("Choose the country."))
    if facts.country in ZONES:
        unless(bool(facts.zone), "time_zone", N_("This country has several time zones. Choose the one of this place."))
        fits = not facts.time_zone or facts.time_zone in ZONES[facts.country]
        unless(fits, "time_zone", N_("This time zone belongs to another country. Choose one of this country."))
    unless(_all_in(facts.written, WRITTEN), "written", N_("Choose from the list."))
    unless(bool(facts.written), "written", N_("Choose at least one language in which this partner writes."))
    unless(_all_in(facts.spoken, LANGUAGE_NAMES), "spoken", N_("Choose from the list."))
    return found


def _all_in(codes: Collection[str], known: Collection[str]) -> bool:
    return all(code in known for code in codes)


def add(db: Session, facts: Facts) -> Municipality:
    """Write down a place; `Invalid` with all problems."""
    _require(facts)
    row = Municipality(**_columns(facts))
    db.add(row)
    db.flush()
    return row


def change(db: Session, municipality: Municipality, facts: Facts) -> None:
    """Tell something else of a place; every text that exists stays as it is."""
    _require(facts)
    for column, value in _columns(facts).items():
        setattr(municipality, column, value)
    db.flush()


def _require(facts: Facts) -> None:
    found = problems(facts)
    if found:
        raise Invalid([*found])


def _columns(facts: Facts) -> dict[str, Any]:
    told = dataclasses.asdict(facts)
    return {**told, "time_zone": facts.zone, "written": list(facts.written), "spoken": list(facts.spoken)}
