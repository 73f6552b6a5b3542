"""Tries: wrong passwords and wrong links, counted so that guessing gets slow and a village hall is not locked out.

Only failures count, by (network, address tried) strictly and by network generously. A network is an IPv4
address or an IPv6 /64. The limits are settings.
"""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Mapped, mapped_column

from facilitation.database import Base


class Try(Base):
    """One failed try; `about` is a keyed hash of what was tried, never the mail address itself."""

    __tablename__ = "tries"

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime.datetime] = mapped_column(index=True)
