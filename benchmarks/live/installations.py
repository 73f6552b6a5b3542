"""Installations: what a server of ours starts from: the demo, many canvases, and many people who are signed in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sa

from facilitation import canvases, contents, database, demo, memberships, people, projects, schema, sign_ins
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.languages import words
from facilitation.live import log
from facilitation.live.addresses import Where
from tools import focus_sharpener

CANVASES = 110
"""Canvases that an installation has for measuring, after those of the demo."""
PEOPLE = 300
"""Members who are signed in; every line is that of somebody else as far as they reach."""
SECRET = "only for measuring on this machine"


@dataclass(frozen=True)
class Installation:
    """What a server of ours starts from: a folder to copy, everybody's cookies, names of canvases nobody wrote on."""

    folder: Path
    cookies: list[str]
    rooms: list[str]
    database_url: str = ""


def installed(folder: Path, database_url: str = "") -> Installation:
    """Make an installation with the demo and more projects, so that many canvases are open at once."""
    settings = Settings(instance=folder, secret_key=SECRET, database_url=database_url)
    engine = database.connect(settings.url())
    schema.migrate(engine)
    factory = database.session_factory(engine)
    demo.load(factory, settings)
    rooms = []
    with database.writing(factory) as db:
        person = db.get_one(people.Person, 1)
        held = db.scalars(sa.select(memberships.Membership).where(memberships.Membership.person_id == 1)).first()
        assert held is not None
        for number in range(CANVASES):
            title = words("nl", nl=f"Meting {number}", es=f"Medición {number}")
            project = projects.start(db, person, held, held.partnership, title, held.side)
            rooms.append(canvases.get_or_create(db, project, focus_sharpener.TOOL.key).room_name(Where()))
        cookies = [sign_ins.start(db, person, settings)]
        for number in range(1, PEOPLE):
            mail, zone = f"{number}@measured.example", person.time_zone
            each = people.register(
                db, name=f"Persoon {number}", mail=mail, password=None, language="nl", time_zone=zone, demo=True
            )
            memberships.join(db, each, held.partnership, held.side, Role.MEMBER, None)
            cookies.append(sign_ins.start(db, each, settings))
    engine.dispose()
    return Installation(folder, cookies, rooms, database_url)


def filled(installation: Installation, folder: Path, history: Path, cached: bool) -> Installation:
    """Return a copy of an installation whose last room has a long history: rows of the log, and its caches or none."""
    copied = replace(installation, folder=folder / ("cached" if cached else "rows"))
    shutil.copytree(installation.folder, copied.folder)
    data, updates, at = history.read_bytes(), [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        updates.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    room = copied.rooms[-1]
    engine = database.connect(Settings(instance=copied.folder).url())
    with database.writing(database.session_factory(engine)) as db:
        canvas_id = int(room.partition("/")[2].partition(".")[0])
        log.append(db, log.room(db, room, canvas_id), updates, 1)
    if cached:
        with database.session_factory(engine)() as db:
            contents.rebuild(db)
            db.commit()
    engine.dispose()
    return copied
