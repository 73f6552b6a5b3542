"""Keeping: what follows a commit within a second: what pages read of a room, and the caches of its log."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING, Any

import pycrdt

from facilitation.database import Session
from facilitation.live import document, log, segments
from facilitation.live.room import Room

if TYPE_CHECKING:
    from facilitation.live.hub import Hub

logger = logging.getLogger("facilitation.live")
AFTER = 0.3
"""Seconds after a commit until pages, search and findings read it; longer where reading a room takes long."""


class Keeping:
    """What is still to be kept of the open rooms of a hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._waiting: set[str] = set()
        self._underway: set[str] = set()
        self._since: dict[str, int] = {}

    def wrote(self, room: Room, number: int) -> None:
        """Note that so many updates of a room were committed."""
        if room.name not in self._waiting:
            self._waiting.add(room.name)
            if room.name not in self._underway:
                self.hub.spawn(self._keep_soon(room.name))
        self._since[room.name] = self._since.get(room.name, 0) + number
        if self._since[room.name] >= segments.EVERY:
            self._since[room.name] = 0
            self.hub.spawn(self.store(room))

    def forget(self, name: str) -> None:
        """Leave a room to whoever reads it next."""
        self._waiting.discard(name)
        self._since.pop(name, None)

    async def finish(self) -> None:
        """Keep all that waits."""
        for name in list(self._waiting):
            with contextlib.suppress(Exception):
                await self.keep(name)

    async def _keep_soon(self, name: str) -> None:
        self._underway.add(name)
        took = 0.0
        try:
            while name in self._waiting:
                await asyncio.sleep(max(AFTER, 10 * took))
                began = self.hub.loop.time()
                await self.keep(name)
                took = self.hub.loop.time() - began
        finally:
            self._underway.discard(name)

    async def keep(self, name: str) -> None:
        """Let pages read what a room holds now."""
        self._waiting.discard(name)
        room = self.hub.rooms.get(name)
        if room is None or room.row_id is None:
            return
        row_id, seq, whole = room.row_id, room.seq, room.whole()

        def keep(db: Session) -> None:
            doc: pycrdt.Doc[Any] = pycrdt.Doc()
            doc.apply_update(whole)
            self.hub.house.keep(db, row_id, document.read(doc), seq)

        try:
            await self.hub.read(keep)
        except Exception as error:  # pages catch up by themselves when they read
            logger.warning("live: the read model of room %s waits (%s)", row_id, type(error).__name__)

    async def store(self, room: Room, force: bool = False) -> None:
        """Keep the newest stretch of a room's log as a segment; a cache, so a failure waits for the next time."""
        if room.row_id is None:
            return
        row_id, seq = room.row_id, room.seq

        def store(db: Session) -> None:
            segments.store(db, db.get_one(log.Room, row_id), seq, force)

        try:
            await self.hub.read(store)
        except Exception as error:
            logger.warning("live: no segment of room %s (%s)", row_id, type(error).__name__)
