"""Overview: how long the server works on the overviews of goals, and on searching them, with 60,000 tags.

    .venv/bin/python -m benchmarks.overview        the raw figures go to benchmarks/overview.json

`LARGE` is 1,000 partnerships of two places, 10,000 projects and 60,000 tags in two languages, `SMALL` a sixtieth of
it. Each is laid in SQLite and, where there is a server, in PostgreSQL, and the four are asked in turn, `ROUNDS` times
each page, through the whole application without a network. Medians and quartiles in milliseconds; `cpu` is the median
of the processor's time in this process, which other work on the machine disturbs less (with PostgreSQL the server's own
is not in it); `growth` is how many times the small one's time the large one takes, for sixty times the tags. Aims: an
overview at most 150 ms, a search at most 50 ms, and no growth above 60.

Who asks: a member of one partnership, a guide of fifty, somebody who takes part in all of them, and a colleague of an
organisation to which all are open. The texts are runs of words from the catalogues of the interface. The load of the
machine is noted before and after.
"""

from __future__ import annotations

import datetime
import itertools
import json
import os
import random
import re
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from flask.testing import FlaskClient

from benchmarks import machine
from benchmarks.pages import measured
from benchmarks.project import asked
from facilitation import cli_translate, create_app, database, sayings, schema, search, sign_ins, tables
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.data import data_dir
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.municipalities import Municipality
from facilitation.partnerships import Partnership, Side
from facilitation.people import Person
from facilitation.projects import Project
from facilitation.sdg.openings import OpeningAnswer
from facilitation.sdg.organisations import Colleague, Organisation
from facilitation.sdg.tags import Tag
from facilitation.views.search import names
from tests.machine import find_postgresql
from tools import goals
from tools.tags import DIRECTIONS, RINGS

ROUNDS = 11
PROJECTS, TAGS = 10, 6
"""Projects of each partnership, and tags of each project."""
LARGE, SMALL = 1_000, 17
"""Partnerships."""
GUIDED = 50
NOW = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
RARE, ABSENT = "pirapitinga", "xqzwk"
"""A word of five tags in the large one, and one that nobody wrote."""
ROOT = Path(__file__).resolve().parent.parent

OVERVIEWS = {
    "partnership, map": ("member", "/partnerships/1/sdg/overview"),
    "partnership, circle": ("member", "/partnerships/1/sdg/overview?view=circle"),
    "partnership, years": ("member", "/partnerships/1/sdg/overview?view=years"),
    "organisation, map": ("colleague", "/organisations/1"),
    "organisation, map, last page": ("colleague", "/organisations/1?page=1000"),
    "organisation, map, a goal and a country": ("colleague", "/organisations/1?goal=6&country=BO"),
    "organisation, circle": ("colleague", "/organisations/1?view=circle"),
    "organisation, years": ("colleague", "/organisations/1?view=years"),
    "organisation, years, a ring": ("colleague", "/organisations/1?view=years&ring=local"),
    "organisation, reasons": ("colleague", "/organisations/1/partnerships/1/6"),
    "organisation, all rows as CSV": ("colleague", "/organisations/1/overview.csv"),
}
QUESTIONS = {
    "goal": "SDG 6",
    "target": "6.b",
    "common word": "agua",
    "rare word": RARE,
    "absent word": ABSENT,
    "common and rare word": f"agua {RARE}",
    "goal and word": f"SDG 6 {ABSENT}",
}
READERS = ("member", "guide", "everywhere", "colleague")


@dataclass
class Laid:
    """One installation: its database, its pages, and a browser and a person for each reader."""

    app: Any
    browsers: dict[str, FlaskClient]
    people: dict[str, Person]
    counted: dict[str, int]


def running_text(code: str) -> list[str]:
    """Return the words of a catalogue of the interface, in their order."""
    catalogue = cli_translate.read(data_dir("translations") / code / "LC_MESSAGES" / "messages.po", code)
    said = [text for each in catalogue if each.id for text in ([each.string] if isinstance(each.string, str) else [])]
    return re.findall(r"[^\W\d_]+", " ".join(said))


class Writer:
    """Writes texts in two languages, the same ones in every run."""

    def __init__(self) -> None:
        self.lot = random.Random(2026)
        self.words = {code: running_text(code) for code in ("nl", "es")}

    def words_of(self, fewest: int, most: int) -> dict[str, str]:
        """Return a text of so many words in each language."""
        said = {"original": "es"}
        for code, words in self.words.items():
            at = self.lot.randrange(len(words) - most)
            said[code] = " ".join(words[at : at + self.lot.randint(fewest, most)])
        return said


def lay(db: Session, partnerships: int, settings: Settings) -> dict[str, str]:
    """Lay so many partnerships with their projects and tags, and return a sign-in for each reader."""
    db.begin_writing()
    write, connection = Writer(), db.connection()

    def rows(table: type[Any], made: list[dict[str, Any]]) -> None:
        names = {column.key: column.columns[0].name for column in sa.inspect(table).column_attrs}
        connection.execute(
            sa.insert(table.__table__), [{names[key]: held for key, held in row.items()} for row in made]
        )

    made_at = {"created_at": NOW}
    for name in READERS:
        person = Person(name=name.title(), mail=f"{name}@example.org", language="nl", time_zone="Europe/Brussels")
        person.created_at = NOW
        db.add(person)
        db.flush()
    every = range(1, partnerships + 1)
    zones = (("BE", "Europe/Brussels", ["nl"]), ("BO", "America/La_Paz", ["es"]), ("GT", "America/Guatemala", ["es"]))
    places, sides = [], []
    for of, position in itertools.product(every, (0, 1)):
        country, zone, written = zones[0] if position == 0 else zones[1 + of % 2]
        id = 2 * (of - 1) + position + 1
        place = {"id": id, "name": f"Plaats {id}", "kind": "municipality", "country": country, "time_zone": zone}
        places.append({**place, "written": written, "spoken": []})
        side = {"id": id, "partnership_id": of, "municipality_id": id, "key": f"k{position}"}
        sides.append({**side, "position": position, "look": position + 1})
    rows(Municipality, places)
    rows(Partnership, [{"id": of, "since": 2019, "invented": False, "started_by_id": 1, **made_at} for of in every])
    rows(Side, sides)
    held = {"role": str(Role.FACILITATOR), "side_id": None, "confirmed_at": datetime.datetime.now(datetime.UTC)}
    among = [(1, 1), *((2, of) for of in every[:GUIDED]), *((3, of) for of in every)]
    rows(Membership, [{"person_id": who, "partnership_id": of, **held, **made_at} for who, of in among])
    plain = {"state": "running", "proposed": "", "chosen": "", "started_by_id": 1, **made_at}
    found: list[dict[str, Any]] = []
    for of, number in itertools.product(every, range(PROJECTS)):
        owner = (None, 2 * of - 1, 2 * of)[number % 3]
        texts: dict[str, Any] = {"title": write.words_of(2, 5), "summary": write.words_of(10, 25)}
        found.append({"id": len(found) + 1, "partnership_id": of, "side_id": owner, **texts, **plain})
    rows(Project, found)
    by = {"made_by_id": 1, "made_by_side_id": None, "made_at": NOW, "changed_by_id": 1, "changed_at": NOW}
    tags: list[dict[str, Any]] = []
    for project, number in itertools.product(found, range(TAGS)):
        target = goals.TARGETS[write.lot.randrange(len(goals.TARGETS))]
        who = write.words_of(6, 12)
        if len(tags) % (partnerships * PROJECTS * TAGS // 5) == 7:
            who["es"] += f" {RARE}"
        years_ago = datetime.timedelta(days=write.lot.randrange(1_200))
        tags.append(
            {
                "partnership_id": project["partnership_id"],
                "project_id": project["id"] if number else None,
                "goal": target.goal,
                "target": target.id if write.lot.random() < 0.6 else "",
                "ring": write.lot.choice(RINGS)[0],
                "side_id": project["side_id"],
                "direction": write.lot.choice(DIRECTIONS)[0],
                "strength": write.lot.choice((None, 1, 2, 3)),
                "who": who,
                "where": write.words_of(5, 10),
                "measure": write.words_of(5, 10) if write.lot.random() < 0.5 else {"original": "es"},
                "made_year": 2020 + write.lot.randrange(7),
                "level": write.lot.randrange(3),
                "fresh_on": NOW.date() - years_ago,
                **by,
            }
        )
    rows(Tag, tags)
    rows(Organisation, [{"id": 1, "name": "VVSG", "made_by_id": 1, "made_at": NOW}])
    rows(Colleague, [{"organisation_id": 1, "person_id": 4, "added_by_id": 1, "added_at": NOW}])
    opened = {"organisation_id": 1, "person_id": 1, "yes": True, "at": NOW}
    rows(OpeningAnswer, [{"partnership_id": side["partnership_id"], "side_id": side["id"], **opened} for side in sides])
    sayings.rebuild(db)
    tokens = {name: sign_ins.start(db, db.get_one(Person, at), settings) for at, name in enumerate(READERS, 1)}
    db.commit()
    return tokens


@contextmanager
def installed(partnerships: int, address: str = "") -> Iterator[Laid]:
    """Make an installation of so many partnerships, in a file or in a database of its own on this server."""
    name = f"tandem_bench_{uuid.uuid4().hex[:8]}"
    keeper = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.pool.NullPool) if address else None
    with tempfile.TemporaryDirectory() as folder:
        url = sa.make_url(address).set(database=name).render_as_string(hide_password=False) if address else ""
        settings = Settings(instance=Path(folder), secret_key="only for measuring", database_url=url)
        if keeper:
            with keeper.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine = database.connect(settings.url())
        assert tables.ALL
        schema.migrate(engine)
        with database.session_factory(engine)() as db:
            tokens = lay(db, partnerships, settings)
            counted = {
                row.__tablename__: db.scalar(sa.select(sa.func.count()).select_from(row)) or 0
                for row in (Partnership, Project, Tag)
            }
        with engine.connect() as connection:  # as PostgreSQL does by itself after a while
            connection.exec_driver_sql("COMMIT" if address else "SELECT 1")
            connection.exec_driver_sql("ANALYZE" if address else "SELECT 1")
        engine.dispose()
        app = create_app(settings)
        browsers = {reader: app.test_client() for reader in READERS}
        for reader, browser in browsers.items():
            browser.set_cookie("tandem", tokens[reader])
        with app.extensions["tandem.factory"]() as db:
            people = {reader: db.get_one(Person, at) for at, reader in enumerate(READERS, 1)}
        try:
            yield Laid(app, browsers, people, counted)
        finally:
            app.extensions["tandem.engine"].dispose()
            if keeper:
                with keeper.connect() as connection:
                    connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def searched(laid: Laid, reader: str, question: str) -> Callable[[], object]:
    """Return what searches without the page around it."""
    with laid.app.test_request_context():
        called = names()

    def ask() -> object:
        with laid.app.extensions["tandem.factory"]() as db:
            return search.search(db, laid.people[reader], question, "nl", called)

    return ask


def works(laid: Laid) -> dict[str, dict[str, Callable[[], object]]]:
    """Return everything that is measured, by group and name."""
    return {
        "overview": {name: asked(laid.browsers[reader], path) for name, (reader, path) in OVERVIEWS.items()},
        "search": {
            f"{reader}, {name}": searched(laid, reader, question)
            for reader in READERS
            for name, question in QUESTIONS.items()
            if reader != "everywhere" or name in ("goal", "absent word")
        },
        "search page": {
            f"{reader}, {name}": asked(laid.browsers[reader], f"/search?q={quote(QUESTIONS[name])}")
            for reader in ("member", "colleague")
            for name in ("goal", "common word", "absent word")
        },
    }


def side_by_side(laid: dict[str, Laid]) -> dict[str, Any]:
    """Measure everything on each installation in turn."""
    every = {where: works(each) for where, each in laid.items()}
    found: dict[str, Any] = {}
    for group, held in next(iter(every.values())).items():
        found[group] = {}
        for name in held:
            spent: dict[str, list[float]] = {where: [] for where in every}
            busy: dict[str, list[float]] = {where: [] for where in every}
            for number in range(ROUNDS + 1):
                for where, groups in every.items():
                    began, cpu = time.perf_counter(), time.process_time()
                    groups[group][name]()
                    if number:  # the first one warms up
                        spent[where].append((time.perf_counter() - began) * 1000)
                        busy[where].append((time.process_time() - cpu) * 1000)
            times: dict[str, Any] = {
                where: {**measured(each), "cpu": measured(busy[where])["median"]} for where, each in spent.items()
            }
            for kind in ("SQLite", "PostgreSQL"):
                if f"{kind}, small" in times:
                    small, large = times[f"{kind}, small"]["median"], times[f"{kind}, large"]["median"]
                    times[f"{kind}, growth"] = round(large / small, 1)
            found[group][name] = times
    return found


def main() -> None:
    """Measure everything, print the figures and keep them."""
    address = find_postgresql()
    before = os.getloadavg()
    with installed(LARGE) as lite, installed(SMALL) as lite_small:
        laid = {"SQLite, large": lite, "SQLite, small": lite_small}
        if address:
            with installed(LARGE, address) as server, installed(SMALL, address) as server_small:
                found = side_by_side({**laid, "PostgreSQL, large": server, "PostgreSQL, small": server_small})
        else:
            found = side_by_side(laid)
        counted = {"large": lite.counted, "small": lite_small.counted}
    told: dict[str, Any] = {
        **machine.told(),
        **machine.loads(before),
        "rounds": ROUNDS,
        **counted,
        **found,
    }
    written = re.sub(r"\n\s+(\"(median|q1|q3|cpu)\")", r" \1", json.dumps(told, indent=1)) + "\n"
    (ROOT / "benchmarks" / "overview.json").write_text(written)
    sys.stdout.write(written)


if __name__ == "__main__":
    main()
