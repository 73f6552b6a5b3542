"""Hub: the rooms that are open in this process, and the one thread that commits what people write in them.

What waits in all rooms is committed together: at once when nothing is under way, else at most every `PACE` seconds.
Then each room shows and acknowledges it. A commit that fails lets everybody in those rooms go (`Code.BUSY`): their
devices keep what was not acknowledged and come back. Once a second `_tick` asks whether everybody still may be here,
and whether the log went on without us; `listening` brings the same from other processes at once.

Documents are changed on the event loop only. What needs the database runs in threads: one that commits, one that reads.
The hub knows no noun: `House` tells it what a process knows of people, entries and pages.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import orm

from facilitation.database import Session
from facilitation.live import log, news
from facilitation.live.commits import Done, Guest, House, commit
from facilitation.live.keeping import Keeping
from facilitation.live.log import Update
from facilitation.live.news import Told
from facilitation.live.protocol import Code
from facilitation.live.room import Arrived, Room, ground_of

logger = logging.getLogger("facilitation.live")
PACE = 0.01
"""Seconds between two commits while people write without a pause."""
PRESENCE_EVERY = 0.5
"""Seconds in which changes of presence are collected."""
TICK = 1.0
EMPTY_FOR = 30.0
"""Seconds that a room stays open after the last one left: who reloads a page comes back to it."""
T = TypeVar("T")


class Hub:
    """The open rooms of this process. `start` and `stop` run on its event loop."""

    def __init__(self, engine: sa.Engine, factory: orm.sessionmaker[Session], house: House) -> None:
        self.engine, self.factory, self.house = engine, factory, house
        self.rooms: dict[str, Room] = {}
        self.guests: set[Guest] = set()
        self.stirred: set[Callable[[int], None]] = set()
        self._opening: dict[str, asyncio.Task[Room]] = {}
        self._grounding: dict[str, asyncio.Task[None]] = {}
        self._canvas: dict[str, int] = {}
        self._empty_since: dict[str, float] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._committing = ThreadPoolExecutor(1, "commits")
        self._reading = ThreadPoolExecutor(2, "reads")
        self._one_batch = asyncio.Lock()
        self._closed = False
        self.keeping = Keeping(self)

    # Life.

    async def start(self) -> None:
        """Begin to listen and to commit."""
        self.loop = asyncio.get_running_loop()
        self.wake = asyncio.Event()
        self._commit_thread = await self.loop.run_in_executor(self._committing, threading.get_ident)
        news.listen(self.engine, self._hear)
        for forever in (self._commit_forever(), self._tick_forever(), self._tell_presence_forever()):
            self.spawn(forever)
        if self.engine.dialect.name == "postgresql":
            from facilitation.live.listening import Listening  # only here: SQLite has no other processes

            self.listening: Listening | None = Listening(self)
            self.spawn(self.listening.forever())
        else:
            self.listening = None

    async def stop(self) -> None:
        """Commit what waits, let everybody go and close."""
        self._closed = True
        news.unlisten(self.engine, self._hear)
        if any(room.queue for room in self.rooms.values()):
            await self._commit_once()
        for room in self.rooms.values():
            room.close(Code.AWAY)
        await self.keeping.finish()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._committing.shutdown()
        self._reading.shutdown()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something beside everything else; what goes wrong in it is logged."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None and not self._closed:
            logger.error("live: a task ended", exc_info=task.exception())

    async def read(self, work: Callable[[Session], T]) -> T:
        """Run something with a session of its own, beside the event loop."""

        def run() -> T:
            with self.factory() as db:
                return work(db)

        return await self.loop.run_in_executor(self._reading, run)

    # Rooms.

    async def room(self, name: str, canvas_id: int) -> Room:
        """Return an open room, opened now if it was not; everybody who comes meanwhile waits for the same."""
        while True:
            found = self.rooms.get(name)
            if found is not None:
                return found
            if name not in self._opening:
                self._opening[name] = self.spawn(self._open(name, canvas_id))
            await asyncio.shield(self._opening[name])

    async def _open(self, name: str, canvas_id: int) -> Room:
        def load(db: Session) -> Room:  # all of it in a thread: the room is nobody else's yet
            allowed = self.house.declared(db, canvas_id, name)
            row = db.scalar(sa.select(log.Room).where(log.Room.name == name))
            if row is None:
                return Room(name, allowed)
            loaded = log.load(db, row)
            asked = sa.select(log.ClientOwner.client, log.ClientOwner.person_id)
            owners = dict(db.execute(asked.where(log.ClientOwner.room_id == row.id)).all())
            return Room(name, allowed, loaded.doc, loaded.seq, owners, row.id)

        try:
            room = await self.read(load)
            self.rooms[name], self._canvas[name] = room, canvas_id
            self._empty_since[name] = time.monotonic()
            if self.listening:
                self.listening.ask(name)
            return room
        finally:
            self._opening.pop(name, None)

    async def ground(self, room: Room) -> None:
        """Find out beside the event loop where everything in a large room stands; only who writes waits for it."""
        if not room.needs_ground:
            return
        if room.name not in self._grounding:
            self._grounding[room.name] = self.spawn(self._find_ground(room))
        await asyncio.shield(self._grounding[room.name])

    async def _find_ground(self, room: Room) -> None:
        try:
            while room.needs_ground:
                known, whole = dict(room.known), room.ahead.get_update()
                found = await self.loop.run_in_executor(self._reading, ground_of, whole)
                if room.stand_on(found, known):
                    return
        finally:
            self._grounding.pop(room.name, None)

    def came(self, room: Room, guest: Guest) -> None:
        """Note that somebody joined a room."""
        self.guests.add(guest)
        self._empty_since.pop(room.name, None)

    def left(self, room: Room, guest: Guest) -> None:
        """Note that somebody left a room."""
        room.leave(guest)
        self.guests.discard(guest)
        if not room.peers:
            self._empty_since[room.name] = time.monotonic()

    def waits(self) -> None:
        """Say that something waits to be committed."""
        self.wake.set()

    def _drop(self, room: Room, code: Code | None = None) -> None:
        if code is not None:
            room.close(code)
        for held in (self.rooms, self._canvas, self._empty_since):
            held.pop(room.name, None)
        self.keeping.forget(room.name)

    # Commits.

    async def _commit_forever(self) -> None:
        while True:
            await self.wake.wait()
            self.wake.clear()
            began = self.loop.time()
            await self._commit_once()
            rest = PACE - (self.loop.time() - began)
            if rest > 0:
                await asyncio.sleep(rest)

    async def _commit_once(self) -> None:
        async with self._one_batch:  # a room hands over again only when what it handed over before is settled
            await self._commit_batch()

    async def _commit_batch(self) -> None:
        batch = {room: room.hand_over() for room in self.rooms.values() if room.queue}
        if not batch:
            return
        try:
            done = await self.loop.run_in_executor(self._committing, self._commit, batch)
        except Exception as error:
            logger.warning("live: a commit failed (%s); %d rooms are let go", type(error).__name__, len(batch))
            for room in batch:
                self._drop(room, Code.BUSY)
            return
        for room, part in done.items():
            try:
                self._settle(room, part)
            except Exception:  # it is committed; who comes back gets it from the log
                logger.exception("live: room %s cannot be shown what was committed", part.row_id)
                self._drop(room, Code.BUSY)

    def _commit(self, batch: Mapping[Room, Sequence[Arrived]]) -> dict[Room, Done]:
        return commit(self.factory, self.house, batch, self._canvas)

    def _settle(self, room: Room, part: Done) -> None:
        for arrived, code in part.refused:
            arrived.peer.leave(code)
        if part.refused:
            gone = room.start_anew([arrived for arrived, _ in part.refused])
            for arrived in gone:
                arrived.peer.leave(Code.GAP)
        room.row_id = part.row_id or room.row_id
        changed = sum(arrived.data is not None for arrived in room.underway)
        room.settle(part.upto, part.between)
        if changed or part.between:
            self.keeping.wrote(room, changed)

    # News.

    def _hear(self, told: Told) -> None:
        """Take what was committed in this process; called in the thread that committed it."""
        own = threading.get_ident() == self._commit_thread
        rooms = frozenset() if own else told.rooms
        if (rooms or told.canvases) and not self._closed:
            self.loop.call_soon_threadsafe(self.told, Told(rooms, told.canvases))

    def told(self, told: Told) -> None:
        """Catch up with rooms that others wrote in, and tell who has a canvas open that something changed on it."""
        for room in self.rooms.values():
            if room.row_id in told.rooms:
                self.spawn(self.catch_up(room))
        if told.rooms - {room.row_id for room in self.rooms.values()}:
            for room in [room for room in self.rooms.values() if room.row_id is None]:
                self.spawn(self.catch_up(room))
        for canvas_id in told.canvases:
            for call in list(self.stirred):
                call(canvas_id)

    async def catch_up(self, room: Room) -> None:
        """Read what the log has more than a room, and show it."""

        def rows(db: Session) -> tuple[int | None, list[Update]]:
            row_id = room.row_id or db.scalar(sa.select(log.Room.id).where(log.Room.name == room.name))
            return row_id, log.rows(db, row_id, room.seq) if row_id else []

        row_id, more = await self.read(rows)
        if self.rooms.get(room.name) is not room:
            return
        room.row_id = row_id or room.row_id
        if room.underway and more and more[-1].seq > room.seq:
            # a commit of ours is on its way: it brings what stands before it, and what comes after is asked again
            self.loop.call_later(PACE, lambda: self.spawn(self.catch_up(room)))
            return
        before = room.seq
        try:
            room.learn(more)
        except Exception:
            logger.exception("live: room %s cannot be read on", room.row_id)
            self._drop(room, Code.BUSY)
            return
        if room.seq > before:
            self.keeping.wrote(room, room.seq - before)

    async def catch_up_with_everything(self) -> None:
        """Read on in every open room: after the line to the other processes was cut."""
        await asyncio.gather(*(self.catch_up(room) for room in list(self.rooms.values())))

    # Once a second.

    async def _tick_forever(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            try:
                await self._tick()
            except Exception as error:
                logger.warning("live: a tick failed (%s)", type(error).__name__)

    async def _tick(self) -> None:
        guests = list(self.guests)
        open_rooms = {room.row_id: room for room in self.rooms.values() if room.row_id is not None}

        def look(db: Session) -> tuple[Mapping[int, Any], dict[int, int]]:
            now = self.house.changed(db, [guest.seat for guest in guests])
            asked = sa.select(log.Room.id, log.Room.last_seq).where(log.Room.id.in_(open_rooms))
            lasts = dict(db.execute(asked).all()) if open_rooms else {}
            return now, lasts

        now, lasts = await self.read(look)
        for place, held in now.items():
            if isinstance(held, Code):
                guests[place].leave(held)
            else:
                guests[place].reseat(held)
        for row_id, last in lasts.items():
            room = open_rooms[row_id]
            if last > room.seq and not room.underway:
                self.spawn(self.catch_up(room))
        await self._close_empty()
        await self.read(self.house.tick)  # last: what cannot be done must not keep anybody's rights alive

    async def _close_empty(self) -> None:
        now = time.monotonic()
        for name, since in list(self._empty_since.items()):
            room = self.rooms.get(name)
            if room is None or room.peers or room.queue or room.underway or now - since < EMPTY_FOR:
                continue
            await self.keeping.keep(name)
            if not room.peers and not room.queue:
                self._drop(room)
                self.spawn(self.keeping.store(room, force=True))

    async def _tell_presence_forever(self) -> None:
        while True:
            await asyncio.sleep(PRESENCE_EVERY)
            for room in list(self.rooms.values()):
                room.presence.forget_silent(self.loop.time() - 45)
                frame, own = room.presence.changed()
                if frame:
                    for peer in list(room.peers):
                        peer.send(frame)
                if own and self.listening:
                    self.listening.tell(room.name, own)
