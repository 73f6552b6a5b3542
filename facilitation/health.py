"""Health: what the person who looks after an installation asks of it: `doctor` and `nightly`.

`examine` names what is wrong, one sentence each, with what to do. `tidy` throws away what has had its time;
running it twice, or on two machines at once, does no harm.
"""

from __future__ import annotations

import datetime
import shutil

import sqlalchemy as sa
from sqlalchemy import orm

from facilitation import clock, database, notices, schema
from facilitation.config import Settings
from facilitation.links import Link
from facilitation.live import log
from facilitation.sign_ins import SignIn
from facilitation.tries import Try

LITTLE_BYTES = 200_000_000
"""Less free space than this is worth a word."""
DOUBTS = {
    "hole": "Room {name}: update {seq} is missing; what came after it is not shown.",
    "unreadable": "Room {name}: update {seq} cannot be read; the room shows the rest.",
    "waits": "Room {name}: update {seq} waits for one that never came.",
    "cache": "Room {name}: what is kept to open it quickly is wrong behind update {seq}. Run `facilitation rebuild`.",
}
"""What `doctor` says of a row of the log that a reader does not see, and of a cache that is not what the log says."""
KEEP_DAYS = 7
"""Days that an ended sign-in or a used link is kept, so that a question about it can be answered."""


def examine(settings: Settings, engine: sa.Engine) -> list[str]:
    """Return what is wrong, one sentence each; empty when all is well."""
    found = []
    try:
        present = schema.present(engine)
    except sa.exc.DBAPIError as error:
        return [f"The database does not answer ({type(error.orig).__name__}). Check FACILITATION_DATABASE_URL."]
    if present != schema.expected():
        return ["The tables are of another version than the program. Run `facilitation migrate`."]
    found += _settings(settings)
    with database.session_factory(engine)() as db:
        found += [DOUBTS[why].format(name=name, seq=seq) for name, seq, why in log.doubtful(db)]
    return found


def _settings(settings: Settings) -> list[str]:
    found = []
    key = settings.instance / "secret_key"
    if key.exists() and key.stat().st_mode & 0o077:
        found.append(f"Others on this machine can read the secret key. Run: chmod 600 {key}")
    if settings.instance.exists() and shutil.disk_usage(settings.instance).free < LITTLE_BYTES:
        found.append("The disk is nearly full. Make room before people cannot save.")
    if settings.smtp_url and not settings.mail_from:
        found.append("FACILITATION_SMTP_URL is set without FACILITATION_MAIL_FROM: no mail will be sent.")
    if not settings.public_url.startswith(("http://127.0.0.1", "http://localhost", "https://")):
        found.append("FACILITATION_PUBLIC_URL is not https: passwords would travel in the open.")
    return found


def tidy(factory: orm.sessionmaker[database.Session]) -> list[str]:
    """Throw away expired sign-ins and links, old counted tries and notices; return what was done, one line a kind."""
    past = clock.now() - datetime.timedelta(days=KEEP_DAYS)
    done = []
    for rows, when, words in (
        (SignIn, SignIn.expires_at, "ended sign-ins"),
        (Link, Link.expires_at, "expired links"),
        (Try, Try.at, "counted tries"),
    ):
        with database.writing(factory) as db:
            result = db.execute(sa.delete(rows).where(when < past))
            done.append(f"{getattr(result, 'rowcount', 0)} {words} thrown away.")
    with database.writing(factory) as db:
        done.append(f"{notices.throw_away(db)} notices that were read long ago thrown away.")
    return done
