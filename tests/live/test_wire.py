"""The wire: what comes in is committed before anybody sees it, and what must not be taken ends with the right code."""

from __future__ import annotations

import pycrdt
import pytest

from facilitation import canvas_edits, canvases, contents, database, entries
from facilitation.access import Role
from facilitation.canvas_edits import SetText
from facilitation.live import document, log, protocol
from facilitation.live.protocol import Code
from tests.live.conftest import Joins, Village
from tests.live.sockets import Socket, status

THEME = "topic.theme@nl"
OTHER = "topic.theme@es"


def kept(village: Village) -> str:
    """Return the Dutch theme as the log holds it."""
    with village.house.factory() as db:
        room = db.query(log.Room).filter_by(name=village.room).one_or_none()
        return str(log.load(db, room).doc.get(THEME, type=pycrdt.Text)) if room else ""


def test_what_one_types_is_committed_and_seen_by_the_others(village: Village, join: Joins) -> None:
    ana, juan = join("brasschaat"), join("tarija")
    ana.write(THEME, "Schaduw op school")
    assert (ana.saved(), kept(village)) == (True, "Schaduw op school")
    assert juan.until(lambda: juan.text(THEME) == "Schaduw op school")
    juan.write(OTHER, "Sombra en la escuela")
    assert juan.saved()
    assert ana.until(lambda: ana.text(OTHER) == "Sombra en la escuela")


def test_our_page_gets_all_its_rooms_over_one_line(village: Village, join: Joins) -> None:
    juan = join("tarija", path=village.page)
    sides = [side.key for side in village.world.partnership.sides]
    rooms = {room["suffix"]: room["write"] for room in juan.hello["rooms"]}
    own = {f"/person/{village.world.of('tarija').person_id}": True}
    assert rooms == {"": True} | {f"/voice/{side}": side == "tarija" for side in sides} | own
    assert juan.hello["person"]["id"] == village.world.of("tarija").person_id
    ana = join("brasschaat", path=village.page)
    ana.write(THEME, "Schaduw")
    assert ana.saved()
    assert juan.until(lambda: juan.text(THEME) == "Schaduw")
    juan.line.send('{"ping": true}')
    assert juan.until(lambda: b'"pong"' in juan.bytes)


def test_a_form_reaches_everybody_who_has_the_page_open_at_once(village: Village, join: Joins) -> None:
    juan = join("tarija")
    with database.writing(village.house.factory) as db:
        canvas = db.get_one(canvases.Canvas, village.world.canvas.id)
        held = village.world.of("brasschaat")
        ana = db.merge(held)
        canvas_edits.edit(db, canvas, ana.person, ana, "", [SetText("topic.theme", "nl", "Uit een formulier")])
    assert juan.until(lambda: juan.text(THEME) == "Uit een formulier")


def test_what_is_typed_live_is_on_the_page_and_in_search_within_a_second(village: Village, join: Joins) -> None:
    ana = join("brasschaat")
    ana.write(THEME, "Regenwater")
    assert ana.saved()

    def on_pages() -> bool:
        with village.house.factory() as db:
            return [row.value for row in db.query(contents.FieldText)] == ["Regenwater"]

    assert ana.until(on_pages)


def test_who_put_a_card_is_written_down_in_the_same_commit(village: Village, join: Joins) -> None:
    juan = join("tarija")
    cards = juan.doc.get("topic.symptoms", type=pycrdt.Map)
    cards["0123456789ab"] = pycrdt.Map({document.ORDER: "V", document.REMOVED: False})
    assert juan.saved()
    with village.house.factory() as db:
        found = [(each.entry, each.person_id, each.side_id) for each in db.query(entries.Entry)]
    held = village.world.of("tarija")
    assert found == [("0123456789ab", held.person_id, held.side_id)]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.INTERPRETER, Role.TRANSLATOR])
def test_who_reads_along_reads_and_cannot_write(village: Village, join: Joins, role: Role) -> None:
    ana, reader = join("brasschaat"), join("tarija", role=role)
    ana.write(THEME, "Water")
    assert ana.saved()
    assert reader.until(lambda: reader.text(THEME) == "Water")
    reader.send(protocol.step2(reader.doc.get_update()))  # as every Yjs client does: nothing new in it
    ana.write(THEME, "!")
    assert ana.saved()
    assert reader.until(lambda: reader.text(THEME) == "Water!")
    reader.write(THEME, "Mijn woord")
    assert (reader.ended(), kept(village), ana.code) == (Code.FORBIDDEN, "Water!", None)


def test_taking_letters_away_is_writing_too(village: Village, join: Joins) -> None:
    ana, reader = join("brasschaat"), join("tarija", role=Role.OBSERVER)
    ana.write(THEME, "Water")
    assert ana.saved()
    assert reader.until(lambda: reader.text(THEME) == "Water")
    del reader.doc.get(THEME, type=pycrdt.Text)[0:5]
    assert (reader.ended(), kept(village)) == (Code.FORBIDDEN, "Water")


def test_nobody_writes_under_the_client_id_of_somebody_else(village: Village, join: Joins) -> None:
    ana, juan = join("brasschaat"), join("tarija")
    ana.write(THEME, "Van Ana")
    assert ana.saved()
    assert juan.until(lambda: juan.text(THEME) == "Van Ana")
    forged: pycrdt.Doc[object] = pycrdt.Doc(client_id=ana.doc.client_id)
    forged.apply_update(juan.doc.get_update())
    before = forged.get_state()
    forged.get(THEME, type=pycrdt.Text).insert(0, "Niet van Ana. ")
    juan.send(protocol.update(forged.get_update(before)))
    assert (juan.ended(), kept(village)) == (Code.FORBIDDEN, "Van Ana")
    ana.write(THEME, ", echt")
    assert (ana.saved(), kept(village)) == (True, "Van Ana, echt")


def test_nobody_is_present_under_the_name_of_somebody_else(village: Village, join: Joins) -> None:
    ana, juan = join("brasschaat"), join("tarija")
    said = {"at": "topic.theme", "typing": True, "person": {"name": "Ana"}, "user": "Ana"}
    juan.send(protocol.awareness(protocol.write_awareness([(juan.doc.client_id, 1, said)])))
    assert ana.until(lambda: juan.doc.client_id in ana.present)
    member = village.world.of("tarija")
    side = next(side for side in village.world.partnership.sides if side.key == "tarija")
    person = {
        "id": member.person_id,
        "name": member.person.name,
        "side": "tarija",
        "place": "Tarija",
        "look": side.look,
    }
    assert ana.present[juan.doc.client_id] == {"at": "topic.theme", "typing": True, "person": person}
    ana.send(protocol.awareness(protocol.write_awareness([(juan.doc.client_id, 9, {"at": "people.affected"})])))
    ana.send(protocol.awareness(protocol.write_awareness([(ana.doc.client_id, 1, {"at": "frame.room"})])))
    assert juan.until(lambda: ana.doc.client_id in juan.present)
    assert juan.present[juan.doc.client_id]["at"] == "topic.theme"
    juan.close()
    assert ana.until(lambda: ana.present[juan.doc.client_id] is None)


@pytest.mark.parametrize(
    "root", ["topic.nothing@nl", "topic.theme@xx", "people.affected@nl", "exchange.heard.tarija@nl"]
)
def test_what_the_tool_does_not_declare_here_is_not_taken(village: Village, join: Joins, root: str) -> None:
    ana = join("brasschaat")
    ana.write(root, "Woorden")
    assert (ana.ended(), kept(village)) == (Code.INVALID, "")


def test_who_lacks_something_between_is_asked_to_send_everything(village: Village, join: Joins) -> None:
    ana = join("brasschaat")
    elsewhere: pycrdt.Doc[object] = pycrdt.Doc()
    text = elsewhere.get(THEME, type=pycrdt.Text)
    text.insert(0, "een")
    before = elsewhere.get_state()
    text.insert(3, " twee")
    ana.send(protocol.update(elsewhere.get_update(before)))
    assert (ana.ended(), kept(village)) == (Code.GAP, "")


def test_a_frame_that_is_too_large_or_comes_too_fast_ends_the_line_and_changes_nothing(
    village: Village, join: Joins
) -> None:
    ana, fast = join("brasschaat"), join("brasschaat", role=Role.FACILITATOR)
    ana.write(THEME, "x" * 1_100_000)
    assert (ana.ended(), kept(village)) == (Code.LARGE, "")
    letters = 0
    while fast.code is None and letters < 5_000:
        fast.write(OTHER, "y")
        letters += 1
        if letters % 50 == 0:
            fast.take(0)
    assert fast.ended() == Code.FAST
    with village.house.factory() as db:
        room = db.query(log.Room).filter_by(name=village.room).one()
        assert len(str(log.load(db, room).doc.get(OTHER, type=pycrdt.Text))) == room.last_seq <= letters


def test_a_page_of_another_site_a_stranger_and_nobody_are_refused_at_the_door(village: Village) -> None:
    house, room = village.house, village.room
    own = house.address
    assert [
        status(house, village.token(), room, origin=own),
        status(house, village.token(), room, origin="https://elsewhere.example"),
        status(house, village.token(), room, origin="null"),
        status(house, village.token(), "canvas/99.1"),
        status(house, village.token("tarija"), f"{room}/side/brasschaat"),
        status(house, village.token(), "projects/1/no-such-tool"),
        status(house, "not a token", room),
        status(house, "", village.page),
    ] == [101, 403, 403, 404, 404, 404, 401, 401]


def test_a_room_of_an_earlier_time_says_so(village: Village, join: Joins) -> None:
    ana = join("brasschaat")
    with database.writing(village.house.factory) as db:
        db.get_one(canvases.Canvas, village.world.canvas.id).epoch = 2
    assert ana.ended() == Code.OLD
    late = Socket(village.house, village.token(), village.room)
    assert late.ended() == Code.OLD
    page = Socket(village.house, village.token(), village.page).ready()
    assert next(room["name"] for room in page.hello["rooms"]) == f"canvas/{village.world.canvas.id}.2"
    page.close()


def test_two_hundred_hostile_frames_over_sockets_trouble_nobody(
    village: Village, join: Joins, caplog: pytest.LogCaptureFixture
) -> None:
    import random

    chance = random.Random(7)
    ana, juan = join("brasschaat"), join("tarija")
    token = village.token("brasschaat", Role.FACILITATOR)
    good = [protocol.update(ana.doc.get_update()), protocol.step1(b"\0"), protocol.awareness(b"\1\1\1\2{}")]
    codes = set()
    hostile = Socket(village.house, token, village.room)
    for _ in range(200):
        frame = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(frame) + 1)
            frame[place : place + chance.randint(0, 2)] = chance.randbytes(chance.randint(0, 4))
        hostile.send(bytes(frame))
        hostile.take(0.005)
        if hostile.code is not None:
            codes.add(hostile.code)
            hostile = Socket(village.house, token, village.room)
    hostile.close()
    assert codes <= {Code.INVALID, Code.GAP, Code.FORBIDDEN, Code.LARGE}
    ana.write(THEME, "Rustig verder")
    assert ana.saved()
    assert juan.until(lambda: juan.text(THEME) == "Rustig verder")
    assert (kept(village), [each for each in caplog.records if each.levelname == "ERROR"]) == ("Rustig verder", [])
