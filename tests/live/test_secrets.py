"""What a reader may not see is in no byte that is sent to them: own-side words, and drafts before they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pycrdt
import pytest

import tools
from facilitation import alone_rounds, canvases, clock, database, drafts
from facilitation.access import Role
from facilitation.live import document, protocol
from facilitation.memberships import Membership
from tests import made_up_tool
from tests.browser.houses import running
from tests.live.conftest import Joins, Village
from tests.live.sockets import Socket, status
from tests.makers import world
from tools.canvas import SIDE

DRAFTS = "topic.symptoms"
CARD = "0123456789ab"
SECRET = "Zwijgzaam kladje"


def draft(socket: Socket) -> None:
    """Write a card that nobody else is to see."""
    cards = socket.doc.get(DRAFTS, type=pycrdt.Map)
    cards[CARD] = pycrdt.Map({document.ORDER: "V", document.REMOVED: False})
    socket.write(f"{DRAFTS}/{CARD}/text@nl", SECRET)
    assert socket.saved()


def begin(village: Village) -> None:
    """Let a facilitator start a round of writing alone."""
    with database.writing(village.house.factory) as db:
        canvas = db.get_one(canvases.Canvas, village.world.canvas.id)
        lead = db.get_one(Membership, village.world.of("tarija", Role.FACILITATOR).id)
        alone_rounds.start(db, canvas, lead.person, lead, DRAFTS)


def announce(village: Village) -> None:
    """Announce the opening of the drafts."""
    with database.writing(village.house.factory) as db:
        canvas = db.get_one(canvases.Canvas, village.world.canvas.id)
        lead = db.get_one(Membership, village.world.of("tarija", Role.FACILITATOR).id)
        alone_rounds.announce(db, canvas, lead.person, lead, DRAFTS)


EVERYBODY_ELSE = [
    ("brasschaat", Role.COORDINATOR),
    ("brasschaat", Role.FACILITATOR),
    ("brasschaat", Role.OBSERVER),
    ("tarija", Role.FACILITATOR),
    ("tarija", Role.MEMBER),
    ("nimlahakok", Role.TRANSLATOR),
    ("", Role.FACILITATOR),
]


def test_a_draft_is_in_nobody_elses_bytes_until_it_is_opened_and_then_in_everybodys(
    village: Village, join: Joins, frozen: object
) -> None:
    begin(village)
    me = village.world.of("brasschaat").person_id
    own = f"{village.room}/person/{me}"
    ana = join("brasschaat", path=own)
    others = [join(side, role=role, path=village.page) for side, role in EVERYBODY_ELSE]
    draft(ana)
    page = join("brasschaat", path=village.page)
    assert page.until(lambda: SECRET.encode() in page.bytes)
    doors = {status(village.house, village.token(side, role), own) for side, role in EVERYBODY_ELSE}
    assert doors == {404}
    ping = '{"ping": true}'
    for other in others:  # whatever was on its way has come when the answer to a later question is here
        other.stirs = 0
        other.line.send(ping)
        assert other.until(lambda other=other: other.bytes.endswith(b'{"pong": true}'))  # type: ignore[misc]
    assert [SECRET.encode() in other.bytes or CARD.encode() in other.bytes for other in others] == [False] * 7
    announce(village)
    for other in others:
        assert other.until(lambda other=other: other.stirs > 0)  # type: ignore[misc]
    assert [SECRET.encode() in other.bytes for other in others] == [False] * 7
    clock.set_for_tests(clock.now() + alone_rounds.ANNOUNCED)
    for other in others:
        assert other.until(lambda other=other: SECRET in other.text(f"{DRAFTS}/{CARD}/text@nl"))  # type: ignore[misc]
    with village.house.factory() as db:
        assert drafts.open_due(db) == []


def test_a_draft_after_the_opening_stays_with_its_author(village: Village, join: Joins, frozen: object) -> None:
    begin(village)
    announce(village)
    juan = join("tarija", role=Role.COORDINATOR, path=village.page)
    clock.set_for_tests(clock.now() + alone_rounds.ANNOUNCED)
    assert juan.until(lambda: juan.stirs > 0)
    ana = join("brasschaat", path=f"{village.room}/person/{village.world.of('brasschaat').person_id}")
    draft(ana)
    juan.line.send('{"ping": true}')
    assert juan.until(lambda: juan.bytes.endswith(b'{"pong": true}'))
    assert SECRET.encode() not in juan.bytes


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Village]:
    """Give a house whose canvas has fields for one side only."""
    monkeypatch.setattr(tools, "TOOLS", (*tools.TOOLS, made_up_tool.TOOL))
    with running(tmp_path) as house:
        with house.factory() as db:
            made = world(db, tool=made_up_tool.TOOL.key)
        yield Village(house, made)


def own_side_text() -> str:
    """Return the address of a text that only one side reads, without its side."""
    return next(
        address for address, each in made_up_tool.TOOL.fields() if each.room == SIDE and type(each).__name__ == "Text"
    )


def test_words_of_one_side_reach_that_side_only(private: Village) -> None:
    name = f"{own_side_text()}.brasschaat@nl"
    room = f"{private.room}/side/brasschaat"
    page = f"projects/{private.world.project.id}/{made_up_tool.TOOL.slug}"
    with ExitStack() as stack:

        def join(side: str, role: Role, path: str) -> Socket:
            socket = Socket(private.house, private.token(side, role), path)
            return stack.enter_context(socket).ready()

        ana = join("brasschaat", Role.MEMBER, room)
        mate = join("brasschaat", Role.COORDINATOR, page)
        others = [
            join(side, role, page) for side, role in EVERYBODY_ELSE if side != "brasschaat" or role is Role.OBSERVER
        ]
        ana.write(name, SECRET)
        assert ana.saved()
        assert mate.until(lambda: SECRET.encode() in mate.bytes)
        said = protocol.write_awareness([(others[0].doc.client_id, 1, {"at": "", "typing": False})])
        others[0].send(protocol.awareness(said))
        for other in others:
            other.line.send('{"ping": true}')
            assert other.until(lambda other=other: other.bytes.endswith(b'{"pong": true}'))  # type: ignore[misc]
        assert [SECRET.encode() in other.bytes for other in others] == [False] * len(others)
        doors = [
            status(private.house, private.token(side, Role.COORDINATOR), room) for side in ("tarija", "nimlahakok")
        ]
        assert doors == [404, 404]
