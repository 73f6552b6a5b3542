"""Account: what a person tells of themselves, how they sign in, and leaving.

Whatever could shut its owner out (mail address, password, leaving) asks for the present password first. The
people of the example have none, so nobody who looks round can spoil the example for the next one.
"""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from facilitation import departures, digests, passwords, people, sign_ins, tries, visits
from facilitation.errors import Invalid
from facilitation.people import Person
from facilitation.views import forms, gate, pages, staying
from tools.wording import N_

blueprint = Blueprint("account", __name__, url_prefix="/account")
WRONG = N_("This is not your present password.")


@blueprint.get("")
def show() -> str:
    """Show a person's account."""
    return render_template(
        "account/show.html",
        zones=people.TIME_ZONES,
        browsers=sign_ins.count(g.db, gate.me()),
        digest_wish=digests.wish(g.db, gate.me()),
        digest_wishes=[(key, _(words)) for key, words in digests.WISHES.items()],
    )


@blueprint.post("")
@forms.refill(show)
def describe() -> Response:
    """Change name, language and time zone."""
    form = forms.Form()
    said = {name: form.text(name) for name in ("name", "language", "time_zone")}
    people.describe(g.db, gate.me(), **said)
    g.db.commit()
    g.language = said["language"]
    refresh()
    flash(_("Your details are saved."))
    answer = redirect(url_for("account.show"), 303)
    answer.delete_cookie(pages.LANGUAGE_COOKIE)  # what this browser chose before counts no more
    return answer


@blueprint.post("/mail")
@gate.slow
@forms.refill(show)
def move_mail() -> Response:
    """Change the mail address, with the present password."""
    form = forms.Form()
    address = form.text("mail")
    form.note("mail", people.mail_problem(address))
    _prove(form, "mail_password")
    form.done()
    tries.take(g.db, gate.network(), tries.about(gate.settings(), "move", str(gate.me().id)), gate.settings())
    g.db.commit()  # whether an address has an account is not for anybody to try out at will
    g.db.begin_writing()
    people.move_mail(g.db, gate.me(), address)
    g.db.commit()
    flash(_("From now on you sign in with %(mail)s.", mail=address))
    return redirect(url_for("account.show"), 303)


@blueprint.post("/password")
@gate.slow
@forms.refill(show)
def change_password() -> Response:
    """Change the password, with the present one; every other sign-in ends."""
    form = forms.Form()
    password = form.posted.get("new_password", "")
    form.note("new_password", passwords.problem(password))
    _prove(form, "present_password")
    form.done()
    g.db.commit()  # no hashing while others wait to write
    kept = passwords.keep(password)
    g.db.begin_writing()
    gate.me().password = kept
    sign_ins.end_everywhere(g.db, gate.me())
    flash(_("Your new password is saved. Everywhere else you are signed out."))
    return staying.let_in(gate.me(), url_for("account.show"))


@blueprint.post("/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """Sign out in every other browser."""
    sign_ins.end_everywhere(g.db, gate.me(), but=g.sign_in)
    g.db.commit()
    flash(_("You are signed out everywhere else. Here you stay signed in."))
    return redirect(url_for("account.show"), 303)


@blueprint.get("/leave")
def before_leaving() -> str:
    """Show what leaving means, and which sides would be left without anybody who looks after their people."""
    return render_template("account/leave.html", alone=departures.left_alone(g.db, gate.me()))


@blueprint.post("/leave")
@gate.slow
@forms.refill(before_leaving)
def leave() -> Response:
    """Leave for good, with the present password."""
    form = forms.Form()
    _prove(form, "password")
    form.done()
    departures.leave(g.db, gate.me())
    visits.forget(g.db, gate.me())
    g.db.commit()
    flash(_("You have left. What you wrote stays with the group, without your name."))
    return staying.let_out("/")


def _prove(form: forms.Form, field: str) -> None:
    """Note a problem beside a field unless it holds the present password."""
    address, password = gate.me().mail or "", form.posted.get(field, "")
    try:
        sign_ins.recognise(g.db, address, password, gate.network(), gate.settings(), otherwise=(field, WRONG))
    except Invalid as error:
        form.problems.extend(error.problems)


@blueprint.app_template_filter("named")
def named(person: Person) -> str:
    """Return a person's name; for somebody who left, "a former member of Tarija" in the reader's language."""
    if person.left_at is None:
        return person.name
    place = person.left_from
    return str(_("a former member of %(place)s", place=place) if place else _("a former member"))
