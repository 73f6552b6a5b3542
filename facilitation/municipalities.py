"""Municipalities: the partners: a municipality, a city, a region, an association or something else."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base
from tools.wording import N_

KINDS = {
    "municipality": N_("municipality"),
    "city": N_("city"),
    "region": N_("region"),
    "association": N_("association of municipalities"),
    "other": N_("something else"),
}


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
