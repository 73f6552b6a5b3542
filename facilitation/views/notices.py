"""Notices: what happened that concerns the reader, read and unread, and the way to where it happened."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

import tools
from facilitation import notices
from facilitation.comments import Comment
from facilitation.errors import NotFound
from facilitation.notices import AGREE, SENTENCES, Notice
from facilitation.views import gate
from facilitation.views.account import named
from facilitation.views.canvas_addresses import at
from facilitation.views.pages import language
from facilitation.views.talk_places import question, talk_at

blueprint = Blueprint("notices", __name__, url_prefix="/notices")
SHOWN = 100
"""How many notices the page shows: the latest."""


@dataclass(frozen=True)
class News:
    """A notice in words of the reader's language; `said` is what was said, None for what is no comment."""

    notice: Notice
    sentence: str
    tool: str
    question: str
    said: Comment | None

    @property
    def lang(self) -> str:
        """Return the language of what was said when that is another one than the page's."""
        return self.said.language if self.said and self.said.language != language() else ""


@blueprint.get("")
def show() -> str:
    """Show the reader's notices, the latest first."""
    found = notices.of_person(g.db, gate.me())[:SHOWN]
    return render_template("notices/show.html", news=[_told(each) for each in found])


@blueprint.post("")
def read_all() -> Response:
    """Say that everything was read."""
    notices.mark_all(g.db, gate.me())
    g.db.commit()
    flash(_("Everything is marked as read."))
    return redirect(url_for("notices.show"), 303)


@blueprint.post("/<int:notice_id>")
def mark(notice_id: int) -> Response:
    """Go to where it happened, or say that it was read or still has to be."""
    notice = notices.get(g.db, gate.me(), notice_id)
    do = request.form.get("do")
    if do not in ("go", "read", "unread"):
        raise NotFound
    notices.mark(g.db, notice, read=do != "unread")
    g.db.commit()
    return redirect(_there(notice) if do == "go" else url_for("notices.show", _anchor=f"notice-{notice.id}"), 303)


def _told(notice: Notice) -> News:
    who = named(notice.by)
    if notice.by.left_at is not None:
        who = who[:1].upper() + who[1:]
    elif notice.by_side is not None:
        who = f"{who} ({notice.by_side.name})"
    sentence = str(_(SENTENCES[notice.kind])).format(who=who, place=notice.side.name if notice.side else "")
    address = notice.comment.address if notice.comment else ""
    title = str(_(tools.get(notice.canvas.tool).title))
    return News(notice, sentence, title, question(notice.canvas, address), notice.comment)


def _there(notice: Notice) -> str:
    if notice.comment is None:
        return at(notice.canvas, "agreement" if notice.kind == AGREE else "show")
    return talk_at(notice.canvas, notice.comment.address, _anchor=f"comment-{notice.comment.id}")
