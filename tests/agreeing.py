"""Agreeing: a Focus sharpener of three sides that can be agreed on, and the people who read, check and agree."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from facilitation import agreements, approvals, canvas_edits, canvases, decisions, replies, text_checks
from facilitation.access import Role
from facilitation.agreements import Standing, Waiting
from facilitation.approvals import Approval
from facilitation.canvas_edits import AddCard, Change, SetText, SetValue
from facilitation.database import Session
from facilitation.decisions import Decisions
from facilitation.memberships import Membership
from tests import makers
from tests.makers import World

SIDES = ("brasschaat", "tarija", "nimlahakok")
QUESTION = "question.question"
ASKED = {"nl": "Hoe kunnen we het water delen?", "es": "¿Cómo podemos compartir el agua?"}
DECIDER = {"nl": "De gemeenteraad", "es": "El concejo municipal"}
LEARN = {"nl": "Hoe luisteren jullie?", "es": "¿Cómo escuchan ustedes?"}
THIRD_OF_JUNE = datetime.date(2026, 6, 3)


def texts(address: str, words: dict[str, str]) -> list[Change]:
    """Return the changes that write a text in several languages."""
    return [SetText(address, code, text) for code, text in words.items()]


def short_set() -> list[Change]:
    """Return what fills the short set but for the voices of the sides."""
    return [
        SetText("topic.theme", "nl", "Water"),
        AddCard("topic.symptoms", "symptom1", texts={"text": {"nl": "De bron zakt."}}),
        AddCard("people.affected", "group001", texts={"group": {"es": "las familias"}}),
        SetValue("frame.decided.none", True),
        SetValue("frame.room", 3),
        *texts(QUESTION, ASKED),
        *texts("question.decider", DECIDER),
        *texts("exchange.learn", LEARN),
    ]


class Agreeing:
    """A world with one canvas, and what its people do about the agreement on it; each of it is committed."""

    def __init__(self, db: Session, world: World | None = None, owner: str = "", places: Sequence[str] = ()) -> None:
        self.db = db
        self.world = world or makers.world(db, places or ("Brasschaat", "Tarija", "Nimlaha'kok"), owner)
        self.canvas = self.world.canvas

    def held(self, side: str, role: str = Role.COORDINATOR) -> Membership:
        """Return somebody's membership."""
        return self.db.get_one(Membership, self.world.of(side, role).id)

    def write(self, side: str, *changes: Change, role: str = Role.MEMBER) -> None:
        """Let a member of a side change something on the canvas."""
        held = self.held(side, role)
        base = canvases.view(self.db, self.canvas, held).base
        self.db.begin_writing()
        canvas_edits.edit(self.db, self.canvas, held.person, held, base, changes)
        self.db.commit()

    def fill(self, by: str = "brasschaat", voices: Sequence[str] | None = None) -> None:
        """Fill the short set, with the voice of every side that is asked (or of these)."""
        self.write(by, *short_set())
        asked = [side.key for side in canvases.context(self.canvas).others()]
        for side in asked if voices is None else voices:
            self.write(side, SetText(f"exchange.heard.{side}", "nl", "Dat kennen we."))

    def now(self) -> Decisions:
        """Return the decisions as they are."""
        self.db.rollback()
        return decisions.read(self.db, self.canvas)

    def check(self, side: str = "tarija", *languages: str, role: str = Role.MEMBER) -> None:
        """Let somebody say yes to every text among the decisions, in these languages or in all."""
        ticked = [each for each in text_checks.to_read(self.now()) if not languages or each.language in languages]
        held = self.held(side, role)
        text_checks.check(self.db, self.canvas, held.person, held, ticked)
        self.db.commit()

    def present(self, side: str, role: str = Role.COORDINATOR) -> None:
        """Present the decisions as they are."""
        held, seen = self.held(side, role), self.now().fingerprint
        approvals.present(self.db, self.canvas, held.person, held, seen)
        self.db.commit()

    def approve(
        self, side: str, seen: str = "", role: str = Role.COORDINATOR, body: str = "", on: datetime.date | None = None
    ) -> Approval:
        """Let somebody of a side agree, to what they see now or saw before; with a body it is ratified."""
        seen = seen or self.now().fingerprint
        held, behalf = self.held(side, role), approvals.RATIFIED if body else approvals.CORE
        made = approvals.approve(self.db, self.canvas, held.person, held, seen, behalf, body, on)
        self.db.commit()
        return made

    def same_meaning(self, side: str) -> Approval:
        """Let a side say that only the wording changed."""
        held, seen = self.held(side), self.now().fingerprint
        made = approvals.keep_same_meaning(self.db, self.canvas, held.person, held, seen)
        self.db.commit()
        return made

    def withdraw(self, side: str) -> None:
        """Let a side take its yes back."""
        held = self.held(side)
        approvals.withdraw(self.db, self.canvas, held.person, held)
        self.db.commit()

    def reply(self, side: str, kind: str, words: str = "", role: str = Role.MEMBER) -> None:
        """Let a side answer to the decisions as they are."""
        held, seen = self.held(side, role), self.now().fingerprint
        replies.reply(self.db, self.canvas, held.person, held, seen, kind, words, "nl")
        self.db.commit()

    def agree(self, *sides: str) -> None:
        """Fill the canvas, read it over and let these sides agree; by default all that decide."""
        owner = self.world.project.side
        every = [owner.key] if owner else [side.key for side in self.world.partnership.sides]
        self.fill(every[0])
        self.check(every[0])
        for side in sides or every:
            self.approve(side)

    def standing(self) -> Standing:
        """Return how the agreement stands."""
        self.db.rollback()
        return agreements.standing(self.db, self.canvas)

    @property
    def state(self) -> str:
        """Return the state of the agreement."""
        return self.standing().state

    def waiting(self, side: str, role: str = Role.COORDINATOR) -> list[Waiting]:
        """Return what waits for somebody."""
        self.db.rollback()
        return agreements.waiting(self.db, self.held(side, role))
