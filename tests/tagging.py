"""Tagging: a world in which people tag projects, for tests about what becomes of tags."""

from __future__ import annotations

import datetime
from typing import Any

from facilitation import canvas_edits, canvases
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, Change
from facilitation.canvases import Canvas
from facilitation.database import Session
from facilitation.memberships import Membership
from facilitation.sdg import evidence, tag_agreements, tagging
from facilitation.sdg.tagging import Spot, Told
from facilitation.sdg.tags import Evidence, Tag
from tests import makers
from tests.makers import World

WHO = {"original": "es", "es": "Las familias de Lourdes tienen agua cada día"}
WHERE = {"original": "nl", "nl": "aan de bron, in de droge maanden"}
NOTHING = {"original": "nl"}


def told(goal: Any = "6", target: Any = "6.6", direction: str = "", why: bool = False, **more: Any) -> Told:
    """Return what somebody says with a tag; with `why` it has both halves of a reason."""
    texts = {"who": WHO if why else NOTHING, "where": WHERE if why else NOTHING, "measure": NOTHING}
    direction = direction or ("direct_positive" if why else "")
    return Told(**{"goal": goal, "target": target, "ring": "local", "direction": direction, "texts": texts, **more})


class Tagging:
    """A project of Tarija, of all sides or of a side, and what its people do with tags; all of it is committed."""

    def __init__(self, db: Session, owner: str = "tarija", places: tuple[str, ...] = ("Brasschaat", "Tarija")) -> None:
        self.db = db
        self.world: World = makers.world(db, places, owner)
        self.project = self.world.project

    def held(self, side: str, role: str = Role.MEMBER) -> Membership:
        """Return somebody's membership."""
        return self.world.of(side, role)

    def side_id(self, key: str) -> int:
        """Return the id of a side."""
        return next(side.id for side in self.world.partnership.sides if side.key == key)

    def spot(self) -> Spot:
        """Return the project as something to tag."""
        return Spot(self.world.partnership, self.project)

    def add(self, said: Told, by: str = "tarija", role: str = Role.MEMBER, where: Spot | None = None) -> Tag:
        """Let somebody tag."""
        held = self.held(by, role)
        made = tagging.add(self.db, held.person, held, where or self.spot(), said)
        self.db.commit()
        return made

    def change(self, tag: Tag, said: Told, by: str = "tarija", version: str | None = None) -> None:
        """Let somebody word a tag otherwise, seen as it is or as it was."""
        held = self.held(by)
        tagging.change(self.db, held.person, held, tag, said, tag.version if version is None else version)
        self.db.commit()

    def show(
        self, tag: Tag, entry: str = "", on: datetime.date | None = None, words: dict[str, str] | None = None
    ) -> Evidence:
        """Let somebody say what shows that a tag holds."""
        held = self.held("tarija")
        text = words or (NOTHING if entry else {"original": "es", "es": "El cuaderno del comité"})
        made = evidence.add(self.db, held.person, held, tag, text, entry, on)
        self.db.commit()
        return made

    def agree(self, side: str, yes: bool = True, seen: str | None = None) -> tag_agreements.Standing:
        """Let a side agree to the tags as they are, or take that back."""
        held = self.held(side, Role.COORDINATOR)
        now = seen if seen is not None else tag_agreements.standing(self.db, self.project).seen
        found = tag_agreements.agree(self.db, held.person, held, self.project, yes, now)
        self.db.commit()
        return found

    def canvas(self, tool: str, *changes: Change) -> Canvas:
        """Begin a tool of the project and write on it."""
        held = self.held("tarija")
        self.db.begin_writing()
        found = canvases.get_or_create(self.db, self.project, tool)
        canvas_edits.edit(self.db, found, held.person, held, canvases.view(self.db, found, held).base, changes)
        self.db.commit()
        return found

    def sign(self, card: str = "sign0001") -> Canvas:
        """Put a sign on the Ambition setter."""
        texts = {"name": {"es": "fuentes con acuerdos", "nl": "bronnen met afspraken"}}
        return self.canvas("ambition_setter", AddCard("signs.indicators", card, texts=texts))
