"""Visits: every page of the product in every state that looks different, and as whom one sees it.

`LOOKS` are addresses to open, `SENT` forms to send that are answered with a page; `ACTS` are visits that take more.
Addresses hold names of `LivedIn.known`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Response

from facilitation import clock, database
from facilitation.tries import LINK, Try
from tests.browser.lived_in import LivedIn
from tests.browser.people import Somebody
from tests.visitors import COOKIE

FOCUS = "/projects/{playgrounds}/focus-sharpener"
SPRINGS = "/projects/{springs}/focus-sharpener"
BLANK = "/projects/{blank}/focus-sharpener"
AGREED = "/projects/{agreed}/focus-sharpener"
SCRATCH = "/projects/{scratch}/focus-sharpener"
MEMBERS = "/partnerships/{partnership}/members"
SEND = """([action, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  for (const [name, value] of Object.entries(fields)) {
    const box = document.createElement("textarea");
    box.name = name;
    box.value = value;
    form.append(box);
  }
  document.body.append(form);
  form.submit();
}"""


class Guide:
    """Leads somebody through a house; `status` is how the last page was answered."""

    def __init__(self, lived: LivedIn, who: Somebody) -> None:
        self.lived, self.who, self.status = lived, who, 0
        who.page.on("response", self._note)

    def _be(self, whom: str) -> None:
        self.who.context.clear_cookies(name=COOKIE)
        if whom:
            self.who.be(self.lived.cookies[whom])

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status

    def open(self, path: str, whom: str = "") -> None:
        """Open an address as one of the people of the house, or as a stranger."""
        self._be(whom)
        self.who.open(path.format(**self.lived.known))

    def send(self, path: str, whom: str, **typed: str) -> None:
        """Send a form to an address, as it is, from whatever page of the house is open."""
        if not self.who.page.url.startswith(self.lived.house.address):
            self.who.open("/accessibility")
        self._be(whom)
        with self.who.page.expect_navigation():
            self.who.page.evaluate(SEND, [path.format(**self.lived.known), typed])


LOOKS: dict[str, tuple[str, str]] = {
    "front page": ("", "/"),
    "statement": ("", "/accessibility"),
    "sign in": ("", "/sign-in"),
    "signed out": ("", "/sign-in?out=yes"),
    "forgotten": ("", "/forgotten"),
    "link": ("", "/link/{link}"),
    "used link": ("", "/link/{over}"),
    "wrong link": ("", "/link/nothing"),
    "invitation": ("", "/invitations/{fresh}"),
    "invitation, known address": ("", "/invitations/{addressed}"),
    "invitation, signed in": ("loner", "/invitations/{fresh}"),
    "invitation, member already": ("member", "/invitations/{fresh}"),
    "used invitation": ("", "/invitations/{joined}"),
    "withdrawn invitation": ("", "/invitations/{gone}"),
    "expired invitation": ("", "/invitations/{expired}"),
    "home": ("lead", "/"),
    "home of the example": ("brasschaat", "/"),
    "home of nobody": ("loner", "/"),
    "home of somebody asleep": ("sleeper", "/"),
    "home of the administrator": ("administrator", "/"),
    "account": ("lead", "/account"),
    "account of the example": ("tarija", "/account"),
    "leaving": ("lead", "/account/leave"),
    "new partnership": ("administrator", "/partnerships/new"),
    "new partnership of a coordinator": ("lead", "/partnerships/new"),
    "partnership": ("lead", "/partnerships/{partnership}"),
    "partnership of the example": ("brasschaat", "/partnerships/{example}"),
    "partnership, observed": ("observer", "/partnerships/{partnership}"),
    "people": ("lead", MEMBERS),
    "people, for the administrator": ("administrator", MEMBERS),
    "one more place": ("lead", "/partnerships/{partnership}/sides/new"),
    "place": ("lead", "/partnerships/{partnership}/sides/{side}/edit"),
    "new project": ("lead", "/partnerships/{partnership}/projects/new"),
    "project": ("brasschaat", "/projects/{playgrounds}"),
    "project with something to solve": ("tarija", "/projects/{springs}"),
    "project, not chosen": ("herent", "/projects/{microcredit}"),
    "project in the archive": ("lead", "/projects/{archived}"),
    "changing a project": ("brasschaat", "/projects/{playgrounds}/edit"),
    "archive": ("lead", "/partnerships/{partnership}/projects/archived"),
    "empty archive": ("brasschaat", "/partnerships/{example}/projects/archived"),
    "canvas": ("brasschaat", FOCUS),
    "canvas to read": ("guest", FOCUS),
    "canvas with something to solve": ("tarija", SPRINGS),
    "blank canvas": ("lead", BLANK),
    "canvas that asks before it replaces": ("brasschaat", FOCUS + "?use=question.drafts/{draft}"),
    "earlier wordings": ("brasschaat", FOCUS + "/earlier?field=question.question&language=nl"),
    "what participation means": ("lead", "/partnerships/{partnership}/concepts"),
    "writing down a concept": ("lead", "/partnerships/{partnership}/concepts/new"),
    "paper to choose": ("brasschaat", FOCUS + "/paper"),
    "a sheet": ("brasschaat", FOCUS + "/paper/sheet"),
    "answers from paper": ("brasschaat", FOCUS + "/from-paper"),
    "side by side": ("tarija", "/partnerships/{example}/side-by-side/focus-sharpener"),
    "goals that are shared": ("brasschaat", "/partnerships/{example}/sdg?theme=water&goal=13"),
    "goals before anybody ranked": ("lead", "/partnerships/{partnership}/sdg"),
    "own ranking": ("lead", "/partnerships/{partnership}/sdg/ranking"),
    "own ranking that lies open": ("tarija", "/partnerships/{example}/sdg/ranking"),
    "ranking of a community": ("lead", "/partnerships/{partnership}/sdg/communities/new"),
    "proposing a shared priority": ("tarija", "/partnerships/{example}/sdg/shared"),
    "a round of rankings": ("lead", "/partnerships/{partnership}/sdg/rounds/1"),
    "goals of a project": ("brasschaat", "/projects/{springs}/sdg"),
    "goals of a project, none yet": ("lead", "/projects/{blank}/sdg"),
    "goals of a partnership": ("tarija", "/partnerships/{example}/sdg/tags"),
    "naming a goal": ("lead", "/projects/{blank}/sdg/new"),
    "a goal with a reason": ("brasschaat", "/partnerships/{example}/sdg/tags/{tag}"),
    "a goal of another side": ("tarija", "/partnerships/{example}/sdg/tags/{tag}"),
    "overview of goals": ("tarija", "/partnerships/{example}/sdg/overview"),
    "overview as a sunburst": ("tarija", "/partnerships/{example}/sdg/overview?view=circle"),
    "overview of the years": ("tarija", "/partnerships/{example}/sdg/overview?view=years"),
    "overview of an organisation": ("guest", "/organisations/{organisation}"),
    "looking closer at goals": ("guest", "/organisations/{organisation}/closer?view=years"),
    "reasons for an organisation": ("guest", "/organisations/{organisation}/partnerships/{example}/6"),
    "organisations": ("administrator", "/organisations"),
    "people of an organisation": ("administrator", "/organisations/{organisation}/people"),
    "environment scan": ("tarija", "/projects/{playgrounds}/environment-scan"),
    "ambition": ("brasschaat", "/projects/{springs}/ambition-setter"),
    "stakeholder analysis": ("brasschaat", "/projects/{playgrounds}/stakeholder-analysis"),
    "trajectory": ("tarija", "/projects/{playgrounds}/trajectory-designer"),
    "encounters": ("brasschaat", "/projects/{playgrounds}/intervention-designer"),
    "no encounter yet": ("lead", "/projects/{blank}/intervention-designer"),
    "an encounter": ("brasschaat", "/projects/{playgrounds}/intervention-designer/1"),
    "circle of goals": ("brasschaat", "/projects/{playgrounds}/sdg-circle"),
    "circle of goals to read": ("observer", "/projects/{blank}/sdg-circle"),
    "circle of goals as a board": ("tarija", "/projects/{playgrounds}/sdg-circle/paper/sheet?what=board-filled"),
    "history": ("brasschaat", FOCUS + "/history"),
    "history to read": ("guest", FOCUS + "/history"),
    "state of before": ("brasschaat", FOCUS + "/history/start"),
    "what changed": ("brasschaat", FOCUS + "/history/start/difference"),
    "before putting back": ("brasschaat", FOCUS + "/history/start/restore"),
    "agreement": ("brasschaat", FOCUS + "/agreement"),
    "agreement of another side": ("tarija", FOCUS + "/agreement"),
    "agreement that changed": ("lead", AGREED + "/agreement"),
    "agreement to read": ("observer", AGREED + "/agreement"),
    "what was agreed": ("lead", AGREED + "/agreement/{approval}"),
    "talk": ("lead", AGREED + "/talk?at=topic.theme"),
    "all talk about a page": ("observer", AGREED + "/talk"),
    "talk that nobody began": ("lead", BLANK + "/talk"),
    "project with a question to us": ("lead", "/projects/{agreed}"),
    "notices": ("lead", "/notices"),
    "no notices": ("loner", "/notices"),
    "stopping mails": ("", "/digest/{stop}"),
    "search": ("brasschaat", "/search"),
    "search that finds": ("brasschaat", "/search?q=speelplaats"),
    "search that finds nothing": ("brasschaat", "/search?q=xyzzy"),
    "search that is too long": ("brasschaat", "/search?q=" + "a" * 600),
    "not found": ("lead", "/projects/99999"),
    "forbidden": ("observer", "/partnerships/{partnership}/projects/new"),
    "archived, no changes": ("lead", "/projects/{archived}/edit"),
}

SENT: dict[str, tuple[str, str, dict[str, str]]] = {
    "sign in, problems": ("", "/sign-in", {"mail": "", "password": ""}),
    "link, problems": ("", "/link/{link}", {"password": "kort"}),
    "invitation, problems": ("", "/invitations/{fresh}", {"as": "", "mail": "geen adres"}),
    "account, problems": ("lead", "/account", {"name": ""}),
    "address, problems": ("lead", "/account/mail", {"mail": "geen adres", "mail_password": "x"}),
    "password, problems": ("lead", "/account/password", {"new_password": "kort"}),
    "leaving, problems": ("lead", "/account/leave", {"password": "fout"}),
    "new partnership, problems": ("administrator", "/partnerships/new", {"blocks": "2", "since": "gisteren"}),
    "people, problems": ("lead", MEMBERS + "/invite", {"mail": "geen adres"}),
    "people, role with problems": ("lead", MEMBERS + "/{own}/role", {"m0.role": ""}),
    "people with a new invitation": (
        "lead",
        MEMBERS + "/invite",
        {"side": "{side}", "role": "member", "name": "Nieuw", "mail": "n@voorbeeld.be", "language": "es"},
    ),
    "people with a new link": ("lead", MEMBERS + "/{own}/link", {}),
    "one more place, problems": ("lead", "/partnerships/{partnership}/sides/new", {"name": ""}),
    "place, problems": ("lead", "/partnerships/{partnership}/sides/{side}/edit", {"name": ""}),
    "new project, problems": ("lead", "/partnerships/{partnership}/projects/new", {"title.nl": ""}),
    "project, problems": ("brasschaat", "/projects/{playgrounds}/edit", {"title.nl": "x" * 200}),
    "naming a goal, problems": ("lead", "/projects/{blank}/sdg/new", {"goal": "18", "target": "6.z"}),
    "organisations, problems": ("administrator", "/organisations", {"name": ""}),
    "own ranking, problems": ("lead", "/partnerships/{partnership}/sdg/ranking", {"goals.1.target": "6.b"}),
    "shared priority, problems": ("lead", "/partnerships/{partnership}/sdg/shared", {"central": "99"}),
    "ranking of a community, problems": ("lead", "/partnerships/{partnership}/sdg/communities/new", {"way": "x"}),
    "project, changed meanwhile": (
        "brasschaat",
        "/projects/{playgrounds}/edit",
        {"title.nl": "Hitte", "state": "running", "base": "old"},
    ),
    "canvas, problems": ("lead", SCRATCH, {"base": "", "frame.decided/new/on": "gisteren", "topic.theme@nl": "hitte"}),
    "canvas, made anew meanwhile": ("lead", SCRATCH, {"base": "999999:1", "topic.theme@nl": "hitte"}),
    "canvas, saved": ("lead", SCRATCH, {"base": "", "topic.theme@nl": "hitte", "do": "save:topic"}),
    "agreement, changed meanwhile": ("lead", AGREED + "/agreement/approve", {"seen": "", "base": "", "body": "Raad"}),
    "agreement, problems": ("herent", "/projects/{microcredit}/focus-sharpener/agreement/reply", {"kind": "ask"}),
    "talk, problems": ("lead", AGREED + "/talk", {"do": "new", "at": "topic.theme", "new-text": "", "new-kind": "x"}),
    "mails stopped": ("", "/digest/{stop}", {}),
    "signed out meanwhile": ("", SCRATCH, {"base": "", "topic.theme@nl": "wat ik net schreef"}),
    "too much": ("lead", SCRATCH, {"base": "", "topic.theme@nl": "x" * 2_100_000}),
}


def started(guide: Guide) -> None:
    """Start a partnership."""
    places = {"place1.": "Gent", "place2.": "Sucre"}
    typed = {f"{at}{name}": value for at in places for name, value in PLACE.items()}
    guide.send(
        "/partnerships/new", "administrator", blocks="2", **typed, **{f"{at}name": n for at, n in places.items()}
    )


PLACE = {"kind": "city", "country": "BE", "written": "nl", "guest_name": "Lies", "guest_language": "nl"}


def mailing(guide: Guide, path: str, **typed: str) -> None:
    """Ask for a new password where mails are sent."""
    app = guide.lived.house.app
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(app.config, "TANDEM", replace(app.config["TANDEM"], smtp_url="smtp://mail.example"))
        guide.send(path, "", **typed) if typed else guide.open(path)


def garden(guide: Guide, whom: str) -> None:
    """See every kind of field, filled."""
    guide.open("/projects/{garden}/made-up", whom)


def two_answers(guide: Guide) -> None:
    """Choose something while somebody else chose otherwise."""
    guide.open(SCRATCH, "lead")
    base = guide.who.page.locator("#canvas [name=base]").input_value()
    chosen = guide.who.page.locator("[name='frame.room']:checked").input_value()
    others = [room for room in "123" if room != chosen]
    for whom, room in zip(("member", "lead"), others, strict=False):
        guide.send(SCRATCH, whom, **{"base": base, "frame.room": room, "do": "save:frame"})


def many_tries(guide: Guide, path: str, **typed: str) -> None:
    """Come from a network where too much was guessed."""
    house = guide.lived.house
    about = LINK if not typed else "somebody"
    tried = [Try(network="127.0.0.1", about=about, at=clock.now()) for _ in range(house.settings.tries_network)]
    with database.writing(house.factory) as db:
        db.add_all(tried)
    guide.send(path, "", **typed) if typed else guide.open(path)
    with database.writing(house.factory) as db:
        for each in tried:
            db.delete(db.merge(each))


def broken(guide: Guide) -> None:
    """Come upon a mistake of ours."""

    def fail() -> Any:
        raise KeyError("a mistake of ours")

    fail.public = True  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(guide.lived.house.app.view_functions, "home.statement", fail)
        guide.open("/accessibility")


def busy(guide: Guide) -> None:
    """Save while nobody may."""
    with guide.lived.house.factory() as db:
        db.begin_writing()
        guide.send(SCRATCH, "lead", **{"base": "", "topic.theme@nl": "wat ik net schreef"})


ACTS: dict[str, Callable[[Guide], None]] = {
    "started": started,
    "forgotten, with mail": lambda guide: mailing(guide, "/forgotten"),
    "forgotten, problems": lambda guide: mailing(guide, "/forgotten", mail="geen adres"),
    "forgotten, sent": lambda guide: mailing(guide, "/forgotten?sent=yes"),
    "every kind of field": lambda guide: garden(guide, "lead"),
    "every kind of field, to read": lambda guide: garden(guide, "observer"),
    "a picture to look into": lambda guide: guide.open("/projects/{garden}/made-up/figures/heights", "lead"),
    "canvas with two answers": two_answers,
    "sign in, too often": lambda guide: many_tries(guide, "/sign-in", mail="a@voorbeeld.be", password="x"),
    "links, too often": lambda guide: many_tries(guide, "/link/nothing"),
    "broken": broken,
    "busy": busy,
}


Visits = dict[str, Callable[[Guide], None]]
NOT_FOUND_AND_THE_LIKE = {
    "used link": 410,
    "wrong link": 404,
    "used invitation": 410,
    "withdrawn invitation": 410,
    "expired invitation": 410,
    "not found": 404,
    "forbidden": 403,
    "archived, no changes": 409,
    "project, changed meanwhile": 409,
    "canvas, made anew meanwhile": 409,
    "canvas with two answers": 409,
    "agreement, changed meanwhile": 409,
    "signed out meanwhile": 403,
    "too much": 413,
    "sign in, too often": 429,
    "links, too often": 429,
    "broken": 500,
    "busy": 503,
    **{name: 400 for name in (*SENT, *ACTS, "first run, problems") if name.endswith("problems")},
}
"""How a visit is answered, where it is not with 200."""


def visits() -> Visits:
    """Return every visit by its name."""

    def look(whom: str, path: str) -> Callable[[Guide], None]:
        return lambda guide: guide.open(path, whom)

    def sent(whom: str, path: str, typed: dict[str, str]) -> Callable[[Guide], None]:
        return lambda guide: guide.send(
            path, whom, **{name: value.format(**guide.lived.known) for name, value in typed.items()}
        )

    looks = {name: look(*given) for name, given in LOOKS.items()}
    return looks | {name: sent(*given) for name, given in SENT.items()} | ACTS
