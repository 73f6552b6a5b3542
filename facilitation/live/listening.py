"""Listening: what other processes on the same PostgreSQL tell, and what this one tells them of who is here.

News of commits come as `news` sends them. Presence crosses as ``p`` and JSON: the room and the states that changed, at
most twice a second a room and within the 8,000 bytes that PostgreSQL passes on. ``q`` asks who is in a room. After the
line was cut every open room is read again, so nothing is missed.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

import psycopg

from facilitation.live import news

if TYPE_CHECKING:
    from facilitation.live.hub import Hub

logger = logging.getLogger("facilitation.live")
AGAIN_SECONDS = 0.5
MOST_BYTES = 6_000
States = list[tuple[int, int, dict[str, Any] | None]]


class Listening:
    """The line of one process to the others."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        url = hub.engine.url
        self.address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self.line: psycopg.AsyncConnection[Any] | None = None
        self.cut = 0
        self._telling: asyncio.Queue[str] = asyncio.Queue(maxsize=1_000)

    async def forever(self) -> None:
        """Listen; when the line is cut, begin anew and read every open room again."""
        self.hub.spawn(self._tell_forever())
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                self.cut += 1
                logger.warning("live: the line to the other processes was cut (%s)", type(error).__name__)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(self.address, autocommit=True, connect_timeout=5) as line:
            await line.execute(f"LISTEN {news.CHANNEL}")
            self.line = line
            try:
                await self.hub.catch_up_with_everything()
                for name in list(self.hub.rooms):
                    self.ask(name)
                async for told in line.notifies():
                    self._hear(told.payload)
            finally:
                self.line = None

    def _hear(self, payload: str) -> None:
        if payload[:1] == "p":
            self._hear_presence(payload[1:])
        elif payload[:1] == "q":
            asker, _, name = payload[1:].partition(" ")
            room = self.hub.rooms.get(name)
            if asker != news.PROCESS and room is not None:
                self.tell(name, room.presence.own())
        elif not payload.endswith(f" {news.PROCESS}"):  # of this process we heard at once
            self.hub.told(news.read(payload))

    def _hear_presence(self, payload: str) -> None:
        told = json.loads(payload)
        room = self.hub.rooms.get(told["room"])
        if told["from"] != news.PROCESS and room is not None:
            states = [(client, clock, said) for client, clock, said in told["states"]]
            room.presence.hear(states, asyncio.get_running_loop().time())

    def ask(self, name: str) -> None:
        """Ask the other processes who is in a room."""
        self._put(f"q{news.PROCESS} {name}")

    def tell(self, name: str, states: States) -> None:
        """Tell the other processes who is where in a room, in parts that PostgreSQL passes on."""
        part: States = []
        for state in states:
            part.append(state)
            if len(self._written(name, part).encode()) > MOST_BYTES:
                self._put(self._written(name, part[:-1]))
                part = part[-1:]
        if part:
            self._put(self._written(name, part))

    def _written(self, name: str, states: States) -> str:
        return "p" + json.dumps({"from": news.PROCESS, "room": name, "states": states})

    def _put(self, payload: str) -> None:
        if not self._telling.full():  # presence is told again within seconds
            self._telling.put_nowait(payload)

    async def _tell_forever(self) -> None:
        while True:
            payload = await self._telling.get()
            line: psycopg.AsyncConnection[Any] | None = None
            try:
                async with await psycopg.AsyncConnection.connect(
                    self.address, autocommit=True, connect_timeout=5
                ) as line:
                    while True:
                        await line.execute("SELECT pg_notify(%s, %s)", (news.CHANNEL, payload))
                        payload = await self._telling.get()
            except (psycopg.Error, OSError):
                await asyncio.sleep(AGAIN_SECONDS)
