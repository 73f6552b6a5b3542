"""Gate: what every request passes: who it is, whether it may write, and what it is about.

Rules. A page is closed unless its view says `@public`. A POST comes from a page of ours (Sec-Fetch-Site, else
Origin). Its whole body is read before the write gate opens, so a slow line holds up nobody; a view that hashes
first says `@slow` and calls `g.db.begin_writing()` itself. A view commits once, at its end; what it did not
commit is undone. What does not exist and what is not yours is the same `NotFound`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

from flask import current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from facilitation import memberships, sign_ins, tries
from facilitation.access import Action, require
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Forbidden, Invalid, NotFound
from facilitation.memberships import Membership
from facilitation.partnerships import Partnership
from facilitation.people import Person
from facilitation.projects import Project
from tools.wording import N_

COOKIE = "tandem"
SIGNED_OUT = N_("You are signed out. Sign in again in another tab, then press the button once more.")
View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Let people who are not signed in open this view."""
    view.public = True  # type: ignore[attr-defined]
    return view


def slow(view: View) -> View:
    """Leave the write gate shut: the view hashes or mails first and opens it itself."""
    view.slow = True  # type: ignore[attr-defined]
    return view


def from_anywhere(view: View) -> View:
    """Let a program post here that is no page of ours: all the right that it takes is in the address."""
    view.from_anywhere = True  # type: ignore[attr-defined]
    return view


def settings() -> Settings:
    """Return the settings of this application."""
    found: Settings = current_app.config["TANDEM"]
    return found


def network() -> str:
    """Return the network of the request: an IPv4 address or an IPv6 /64."""
    return tries.network_of(request.remote_addr)


def enter() -> Response | None:
    """Run before every request: session, person, origin, write gate."""
    g.db = current_app.extensions["tandem.factory"]()
    g.person = g.sign_in = None
    g.problems, g.typed = {}, None
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        if not getattr(view, "from_anywhere", False):
            _same_origin()
            g.from_our_page = True
        request.form  # noqa: B018 - read it all before anybody has to wait for us
    _recognise()
    closed = not getattr(view, "public", False)
    if g.person is None and closed and request.method in ("GET", "HEAD"):
        return redirect(url_for("sign_in.show", to=request.full_path.rstrip("?")))
    if g.person is None and closed:
        raise Forbidden(SIGNED_OUT)
    if request.method not in ("GET", "HEAD", "OPTIONS") and not getattr(view, "slow", False):
        g.db.begin_writing()
        _recognise()
        if g.person is None and closed:  # signed out, or gone, while we waited for our turn
            raise Forbidden(SIGNED_OUT)
    return None


def _recognise() -> None:
    token = request.cookies.get(COOKIE)
    g.sign_in = sign_ins.of_token(g.db, token) if token else None
    g.person = g.sign_in.person if g.sign_in else None


def leave(_error: BaseException | None = None) -> None:
    """Run after every request: undo what was not committed."""
    db: Session | None = g.pop("db", None)
    if db is not None:
        db.close()


def _same_origin() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if site in ("same-origin", "none"):
        return
    origin = split(request.headers.get("Origin", ""))
    ours = {request.host, urlsplit(settings().public_url).netloc}
    if site is None and origin.netloc and origin.netloc in ours:
        return
    raise Forbidden(N_("This form came from another site. Open the page here and try again."))


@dataclass(frozen=True)
class Seen:
    """A partnership that this person may read, with the membership by which they may."""

    partnership: Partnership
    membership: Membership


def me() -> Person:
    """Return the signed-in person; only for views that are not public."""
    person: Person = g.person
    return person


def partnership(partnership_id: int) -> Seen:
    """Return a partnership that this person may read, or raise NotFound."""
    membership = memberships.active(g.db, me(), partnership_id)
    found = g.db.get(Partnership, partnership_id) if membership else None
    if found is None or membership is None:
        raise NotFound
    require(membership, Action.READ)
    g.partnership_id, g.invented = found.id, found.invented  # plain values: the page of an error needs them too
    return Seen(found, membership)


def project(project_id: int) -> tuple[Project, Seen]:
    """Return a project of a partnership that this person may read, or raise NotFound."""
    found = g.db.get(Project, project_id)
    if found is None:
        raise NotFound
    return found, partnership(found.partnership_id)


def split(address: str) -> SplitResult:
    """Return the parts of an address that a browser gave; none of what is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def local(target: str | None, otherwise: str) -> str:
    """Return a path of this site to go on to, never another site's address."""
    path = target or ""
    # browsers drop tabs and line ends inside an address and read a backslash as a slash
    risky = "\\" in path or any(ord(sign) < 32 or ord(sign) == 127 for sign in path)
    return path if path.startswith("/") and not path.startswith("//") and not risky else otherwise


__all__ = ["COOKIE", "Invalid", "Seen", "enter", "leave", "local", "me", "network", "partnership", "project", "split"]
