"""Config: every setting, with its default, its unit and why it exists. Nothing else reads the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation may choose. Each is the variable ``FACILITATION_<NAME>`` in capitals."""

    database_url: str = ""
    """SQLAlchemy address; empty means SQLite in `instance`. PostgreSQL 15+: postgresql://user@host/name."""
    instance: Path = Path("instance")
    """Folder for what this installation keeps: the SQLite file and the secret key."""
    public_url: str = "http://127.0.0.1:8000"
    """The address people use. Links in mails and invitations are made of it, never of the request."""
    product_nl: str = "Tandem"
    """The product's name for readers of Dutch."""
    product_es: str = "Tándem"
    """The product's name for readers of Spanish."""
    secret_key: str = ""
    """Signs short-lived values; empty means: made once in `instance`, readable by the owner only."""
    trusted_proxies: int = 0
    """How many proxies stand in front; only then are X-Forwarded-For and -Proto believed."""
    smtp_url: str = ""
    """smtp://user:password@host:587 or smtps://...; empty means that links are copied by hand."""
    mail_from: str = ""
    """Sender of mails, needed when smtp_url is set."""
    session_days: int = 30
    """Days after which a sign-in that was not used ends."""
    invitation_days: int = 30
    """Days that an invitation stays open."""
    link_hours: int = 24
    """Hours that a one-time sign-in link or a link for a new password works."""
    tries: int = 8
    """Wrong passwords or links from one network for one address before each next try has to wait."""
    tries_network: int = 120
    """Wrong tries from one network in a quarter of an hour before waiting; thirty people share a router."""
    lock_seconds: int = 10
    """Seconds to wait for a locked database before saying so."""
    longest_form: int = 2_000_000
    """Bytes of one posted form; over it the answer is a clear sentence."""
    live_update_bytes: int = 1_048_576
    """Bytes of one change that an open page sends; pages split what is pasted."""
    live_message_bytes: int = 8_388_608
    """Bytes of the largest message of an open page: all that was typed while it was offline."""
    live_awareness_bytes: int = 4_096
    """Bytes in which an open page says where somebody is."""
    live_awareness_per_second: int = 10
    """How often in a second an open page may say that."""
    live_updates_per_second: int = 50
    """Changes a second that one open page may keep sending; fast typing is ten."""
    live_updates_burst: int = 500
    """Changes that one open page may send at once after a rest, as after a time offline."""
    live_outbox_bytes: int = 1_048_576
    """Bytes that may wait for one open page that reads too slowly, before it is let go and connects again."""

    def url(self) -> str:
        """Return the database address; SQLite under `instance` unless one was given."""
        if not self.database_url:
            return f"sqlite:///{(self.instance / 'tandem.sqlite').absolute()}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
            "postgres://", "postgresql+psycopg://", 1
        )

    def product(self, language: str) -> str:
        """Return the product's name in a language of the interface."""
        return self.product_es if language == "es" else self.product_nl

    def secret(self) -> str:
        """Return the secret key, made once in `instance` with mode 0600 when none was given."""
        if self.secret_key:
            return self.secret_key
        self.instance.mkdir(parents=True, exist_ok=True)
        path = self.instance / "secret_key"
        if not path.exists():
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text()


PREFIX = "FACILITATION_"


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this process; a number that is none raises ValueError naming the variable."""
    given = os.environ if environment is None else environment
    values: dict[str, object] = {}
    for name, kind in Settings.__annotations__.items():
        raw = given.get(PREFIX + name.upper())
        if raw is None:
            continue
        try:
            values[name] = int(raw) if kind in (int, "int") else Path(raw) if kind in (Path, "Path") else raw
        except ValueError:
            raise ValueError(f"{PREFIX}{name.upper()} should be a whole number, not {raw!r}") from None
    return Settings(**values)  # type: ignore[arg-type]
