"""Sign-in: the door: by password, by a one-time link, as a person of the example; and out again.

Whether a mail address is known shows nowhere: not in a sentence, not in a status, not in the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from facilitation import languages, links, mail, passwords, people, sign_ins, tries
from facilitation.errors import NotFound
from facilitation.people import Person
from facilitation.views import examples, forms, gate, pages, staying
from tools.wording import N_

blueprint = Blueprint("sign_in", __name__)
Found = TypeVar("Found")
LETTER_SUBJECT = N_("Choose a new password for {product}")
LETTER = N_(
    "Hello {name}. Somebody asked for a new password for {product} with this mail address. "
    "Open this link to choose one. It works once, for {hours} hours:\n{link}\n\n"
    "Was it not you? Then you need not do anything: your password stays as it is."
)


@blueprint.get("/sign-in")
@gate.public
def show() -> str | Response:
    """Show the sign-in form; who is signed in already goes on."""
    to = gate.local(request.values.get("to"), "/")
    if g.person:
        return redirect(to)
    return render_template("sign_in/show.html", to=to, out="out" in request.args, example=bool(examples.people()))


@blueprint.post("/sign-in")
@gate.public
@gate.slow
@forms.refill(show)
def enter() -> Response:
    """Sign somebody in by mail address and password."""
    form = forms.Form()
    address = form.text("mail", needed=N_("Fill in your mail address."))
    password = form.posted.get("password", "")
    if not password:
        form.problem("password", N_("Fill in your password."))
    form.done()
    person = sign_ins.recognise(g.db, address, password, gate.network(), gate.settings())
    return staying.let_in(person, gate.local(request.form.get("to"), "/"))


@blueprint.post("/sign-out")
@gate.public
def leave() -> Response:
    """Sign out this browser and empty what it kept of our pages."""
    sign_ins.end(g.db, request.cookies.get(gate.COOKIE, ""))
    g.db.commit()
    return staying.let_out(url_for("sign_in.show", out="yes"))


@blueprint.post("/demo/<int:person_id>")
@gate.public
def as_example(person_id: int) -> Response:
    """Sign in as a person of the example, on one's own machine only."""
    person = next((each for each in examples.people() if each.id == person_id), None)
    if person is None:
        raise NotFound
    return staying.let_in(person, "/")


@blueprint.get("/forgotten")
@gate.public
def forgotten() -> str:
    """Show how to get a new password: by mail, or from the coordinator where there is no mail."""
    return render_template("sign_in/forgotten.html", sent="sent" in request.args)


@blueprint.post("/forgotten")
@gate.public
@gate.slow
@forms.refill(forgotten)
def ask() -> Response | str:
    """Mail a link for a new password; the answer is the same whether the address is known or not."""
    if not gate.settings().smtp_url:
        return forgotten()
    form = forms.Form()
    address = form.text("mail")
    form.note("mail", people.mail_problem(address))
    form.done()
    g.db.begin_writing()
    tries.take(g.db, gate.network(), tries.about(gate.settings(), "forgotten", address), gate.settings())
    letter = _letter_for(people.of_mail(g.db, address))
    g.db.commit()
    if letter:
        mail.send_later(gate.settings(), *letter)
    return redirect(url_for("sign_in.forgotten", sent="yes"), 303)


def _letter_for(person: Person | None) -> tuple[str, str, str] | None:
    if person is None or person.mail is None or person.demo or links.mailed_enough(g.db, person):
        return None
    settings, say = gate.settings(), mail.speaker(person.language)
    _link, token = links.make(g.db, person, links.PASSWORD, None, settings)
    values = {
        "name": person.name,
        "product": settings.product(person.language),
        "hours": settings.link_hours,
        "link": links.address(token, settings),
    }
    return person.mail, say(LETTER_SUBJECT).format(**values), say(LETTER).format(**values)


@blueprint.get("/link/<token>")
@gate.public
def link(token: str) -> str:
    """Show what a one-time link is for, who made it and when; looking does not use it up."""
    found = opened(links.of_token, token)
    made = languages.moment_for(found.created_at, pages.language(), found.person.time_zone)
    return render_template("sign_in/link.html", link=found, made=made)


@blueprint.post("/link/<token>")
@gate.public
@gate.slow
@forms.refill(link)
def use_link(token: str) -> Response:
    """Choose a new password through a link; every other sign-in of this person ends."""
    opened(links.of_token, token)
    form = forms.Form()
    password = form.posted.get("password", "")
    form.note("password", passwords.problem(password))
    form.done()
    kept = passwords.keep(password)
    g.db.begin_writing()
    person = links.use(g.db, token, kept)
    flash(_("Your new password is saved. Everywhere else you are signed out."))
    return staying.let_in(person, "/", from_link=True)


def opened(find: Callable[..., Found], token: str) -> Found:
    """Return what a token in an address opens; a wrong one counts as a try of its network."""
    network, settings = gate.network(), gate.settings()
    g.secret_page = True
    tries.check(g.db, network, tries.LINK, settings)
    try:
        return find(g.db, token)
    except NotFound:
        g.db.begin_writing()
        tries.take(g.db, network, tries.LINK, settings)
        g.db.commit()
        raise
