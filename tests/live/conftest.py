"""What live tests share: a house with three sides, everybody in it, and lines to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from facilitation.access import Role
from tests.browser.houses import House, running
from tests.live.sockets import Socket
from tests.makers import World, world


@dataclass(frozen=True)
class Village:
    """A running house and the people in it."""

    house: House
    world: World

    def token(self, side: str = "brasschaat", role: str = Role.MEMBER) -> str:
        """Return a cookie of the one who has this role on this side."""
        return self.house.token(self.world.of(side, role).person_id)

    @property
    def room(self) -> str:
        """Return the name of the shared room."""
        return f"canvas/{self.world.canvas.id}.1"

    @property
    def page(self) -> str:
        """Return the path of the page's own line."""
        return f"projects/{self.world.project.id}/focus-sharpener"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    """Give a house with three sides and somebody in every role."""
    with running(tmp_path) as house:
        with house.factory() as db:
            made = world(db)
        yield Village(house, made)


Joins = Callable[..., Socket]


@pytest.fixture
def join(village: Village) -> Iterator[Joins]:
    """Give a function that opens a line: `join("tarija")`, `join("tarija", role=..., path=...)`."""
    with ExitStack() as stack:

        def opened(side: str = "brasschaat", role: str = Role.MEMBER, path: str = "", **more: object) -> Socket:
            socket = Socket(village.house, village.token(side, role), path or village.room, **more)  # type: ignore[arg-type]
            return stack.enter_context(socket).ready()

        yield opened
