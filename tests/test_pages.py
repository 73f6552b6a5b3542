"""Every page and every button of the product, for everybody: in every role, on three sides, on none, and strangers.

`WHO` names for each address who may use it. A page that is not in the table fails the test, so nobody adds one
without saying for whom. "May" means that the answer is neither 403 nor 404: an empty form may well be refused.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from facilitation import (
    canvas_edits,
    comments,
    concepts,
    create_app,
    database,
    digests,
    invitations,
    links,
    notices,
    proposals,
    sign_ins,
)
from facilitation.access import Action, Role, may
from facilitation.canvas_edits import SetText
from facilitation.comment_places import Place
from facilitation.comments import Told
from facilitation.config import Settings
from facilitation.memberships import Membership
from facilitation.sdg import openings, organisations, ranking_words, rankings, tagging
from facilitation.sdg.tagging import Spot
from facilitation.takeaways import version
from tests import makers
from tests.agreeing import ASKED, Agreeing
from tools import TOOLS, every

OWNER = "brasschaat"
"""The side that things of one side belong to in this test."""


@dataclass(frozen=True)
class Visitor:
    """Somebody who opens every page: their membership in the partnership, if any, and the token of their browser."""

    name: str
    held: Membership | None
    token: str
    administrator: bool = False


Answer = str
ALLOWED, REFUSED, UNKNOWN, ASKED_IN = "allowed", "refused", "unknown", "asked to sign in"
Rule = Callable[[Visitor], Answer]


def everybody(_who: Visitor) -> Answer:
    """Open to all, signed in or not."""
    return ALLOWED


def nobody(_who: Visitor) -> Answer:
    """Not there for anybody in this world."""
    return UNKNOWN


def signed_in(who: Visitor) -> Answer:
    """Open to who has an account, about themselves."""
    return ALLOWED if who.token else ASKED_IN


def reader(who: Visitor) -> Answer:
    """Open to who takes part in the partnership; it does not exist for others."""
    return ASKED_IN if not who.token else ALLOWED if may(who.held, Action.READ) else UNKNOWN


def nothing_drawn(who: Visitor) -> Answer:
    """Not there while there is nothing to draw: for nobody who is signed in."""
    return UNKNOWN if who.token else ASKED_IN


def doer(action: Action, of_owner: bool = True, administrator: bool = False) -> Rule:
    """Open to who may do this, on the owner's side or on what is shared; the other members see it and may not."""

    def rule(who: Visitor) -> Answer:
        side = OWNER_ID["id"] if of_owner else None
        if not who.token:
            return ASKED_IN
        if may(who.held, action, side) or (administrator and who.administrator):
            return ALLOWED
        return REFUSED if who.held else UNKNOWN

    return rule


def asked(who: Visitor) -> Answer:
    """Open to the one person whose notice it is."""
    if not who.token:
        return ASKED_IN
    return ALLOWED if who.held and (who.held.side_id, who.held.role) == (OWNER_ID["id"], Role.MEMBER) else UNKNOWN


def starter(who: Visitor) -> Answer:
    """Open to coordinators of any partnership and to administrators."""
    if not who.token:
        return ASKED_IN
    return ALLOWED if who.administrator or may(who.held, Action.START_PARTNERSHIP) else REFUSED


def inviter(who: Visitor) -> Answer:
    """Open to who coordinates a side, and to administrators."""
    if who.administrator:
        return ALLOWED
    return doer(Action.MANAGE_PEOPLE, of_owner=False)(who)


def member_or_administrator(who: Visitor) -> Answer:
    """Open to who takes part, and to administrators, who look after people everywhere."""
    return ALLOWED if who.administrator else reader(who)


def helper(who: Visitor) -> Answer:
    """Open to who looks after the people of the owner's side; an administrator sees the people and may not."""
    return REFUSED if who.administrator else doer(Action.MANAGE_PEOPLE)(who)


def decider(who: Visitor) -> Answer:
    """Open to who decides for a side."""
    return doer(Action.DECIDE, of_owner=False)(who)


def answerer(who: Visitor) -> Answer:
    """Open to who writes for a side that reads and answers; the side that owns a project agrees instead."""
    if not who.token:
        return ASKED_IN
    held = who.held
    answers = held is not None and held.side_id not in (None, OWNER_ID["id"])
    if held is not None and answers and may(held, Action.WRITE_OWN_SIDE, held.side_id):
        return ALLOWED
    return REFUSED if held else UNKNOWN


def taker(who: Visitor) -> Answer:
    """Open to who writes for a side, other than the one from which it takes here."""
    if not who.token:
        return ASKED_IN
    held = who.held
    takes = held is not None and held.side_id not in (None, OWNER_ID["id"])
    if held is not None and takes and may(held, Action.WRITE_OWN_SIDE, held.side_id):
        return ALLOWED
    return REFUSED if held else UNKNOWN


def ranker(who: Visitor) -> Answer:
    """Open to who writes for a side, about that side."""
    if not who.token:
        return ASKED_IN
    held = who.held
    if held is not None and held.side_id is not None and may(held, Action.WRITE_OWN_SIDE, held.side_id):
        return ALLOWED
    return REFUSED if held else UNKNOWN


def asked_side(who: Visitor) -> Answer:
    """Open to who decides for a side that is asked about what the owner's side claims."""
    if who.held is not None and who.held.side_id == OWNER_ID["id"]:
        return REFUSED
    return decider(who)


def colleague(who: Visitor) -> Answer:
    """Open to who works for the organisation: here an observer without a side; for all others it does not exist."""
    if not who.token:
        return ASKED_IN
    works = who.held is not None and (who.held.side_id, who.held.role) == (None, Role.OBSERVER)
    return ALLOWED if works else UNKNOWN


def administrator(who: Visitor) -> Answer:
    """Open to administrators; for all others it does not exist."""
    return ASKED_IN if not who.token else ALLOWED if who.administrator else UNKNOWN


def asker(who: Visitor) -> Answer:
    """Open to who writes for the owner's side; for another side it does not exist before every side is ready."""
    if who.held is not None and who.held.side_id != OWNER_ID["id"] and ranker(who) == ALLOWED:
        return UNKNOWN
    return ranker(who)


OWNER_ID: dict[str, int] = {}
TOOL, KEY = TOOLS[0].slug, TOOLS[0].key
AGREEMENT = f"/projects/{{project}}/{TOOL}/agreement"
HISTORY = f"/projects/{{project}}/{TOOL}/history"
EARLIER = f"/projects/{{project}}/{TOOL}/earlier?field=question.question&language=nl"
LOOKS_AFTER = doer(Action.MANAGE_PEOPLE, administrator=True)
MEMBER = "/partnerships/{partnership}/members/{member}"

CONCEPT = "/partnerships/{partnership}/concepts/{concept}"
GOALS = "/partnerships/{partnership}/sdg"

WHO: dict[tuple[str, str], tuple[str, Rule]] = {
    ("GET", "home.show"): ("/", everybody),
    ("GET", "home.statement"): ("/accessibility", everybody),
    ("GET", "home.health"): ("/healthz", everybody),
    ("GET", "static"): ("/static/mark.svg", everybody),
    ("GET", "languages.switch"): ("/language/es", everybody),
    ("GET", "first_run.show"): ("/first-run", nobody),
    ("POST", "first_run.begin"): ("/first-run", nobody),
    ("GET", "sign_in.show"): ("/sign-in", everybody),
    ("POST", "sign_in.enter"): ("/sign-in", everybody),
    ("POST", "sign_in.leave"): ("/sign-out", everybody),
    ("POST", "sign_in.as_example"): ("/demo/1", nobody),
    ("GET", "sign_in.forgotten"): ("/forgotten", everybody),
    ("POST", "sign_in.ask"): ("/forgotten", everybody),
    ("GET", "sign_in.link"): ("/link/{link}", everybody),
    ("POST", "sign_in.use_link"): ("/link/{link}", everybody),
    ("GET", "invitations.show"): ("/invitations/{token}", everybody),
    ("POST", "invitations.accept"): ("/invitations/{token}", everybody),
    ("GET", "account.show"): ("/account", signed_in),
    ("POST", "account.describe"): ("/account", signed_in),
    ("GET", "account.before_leaving"): ("/account/leave", signed_in),
    ("POST", "account.leave"): ("/account/leave", signed_in),
    ("POST", "account.move_mail"): ("/account/mail", signed_in),
    ("POST", "account.change_password"): ("/account/password", signed_in),
    ("POST", "account.sign_out_everywhere"): ("/account/sign-out-everywhere", signed_in),
    ("POST", "digests.choose"): ("/account/digest", signed_in),
    ("GET", "digests.before_stopping"): ("/digest/{stop}", everybody),
    ("POST", "digests.stop"): ("/digest/{stop}", everybody),
    ("GET", "notices.show"): ("/notices", signed_in),
    ("POST", "notices.read_all"): ("/notices", signed_in),
    ("POST", "notices.mark"): ("/notices/{notice}", asked),
    ("GET", "search.show"): ("/search?q=speelplaats", signed_in),
    ("GET", "partnerships.new"): ("/partnerships/new", starter),
    ("POST", "partnerships.start"): ("/partnerships/new", starter),
    ("GET", "partnerships.show"): ("/partnerships/{partnership}", reader),
    ("GET", "members.show"): ("/partnerships/{partnership}/members", member_or_administrator),
    ("POST", "inviting.invite"): ("/partnerships/{partnership}/members/invite", inviter),
    ("POST", "inviting.withdraw"): ("/partnerships/{partnership}/invitations/{invitation}/withdraw", LOOKS_AFTER),
    ("POST", "members.confirm"): (MEMBER + "/confirm", LOOKS_AFTER),
    ("POST", "members.change_role"): (MEMBER + "/role", LOOKS_AFTER),
    ("POST", "members.remove"): (MEMBER + "/remove", LOOKS_AFTER),
    ("POST", "members.make_link"): (MEMBER + "/link", helper),
    ("POST", "proposals.answer"): ("/partnerships/{partnership}/proposals/{proposal}", decider),
    ("POST", "proposals.swap"): ("/partnerships/{partnership}/swap", decider),
    ("GET", "proposals.new_place"): ("/partnerships/{partnership}/sides/new", decider),
    ("POST", "proposals.propose_place"): ("/partnerships/{partnership}/sides/new", decider),
    ("GET", "municipalities.change"): ("/partnerships/{partnership}/sides/{side}/edit", doer(Action.EDIT_SIDE)),
    ("POST", "municipalities.edit"): ("/partnerships/{partnership}/sides/{side}/edit", doer(Action.EDIT_SIDE)),
    ("GET", "side_by_side.begin"): ("/partnerships/{partnership}/side-by-side", reader),
    ("GET", "side_by_side.show"): (f"/partnerships/{{partnership}}/side-by-side/{TOOL}", reader),
    ("POST", "side_by_side.take"): (f"/partnerships/{{partnership}}/side-by-side/{TOOL}", taker),
    ("GET", "concepts.show"): ("/partnerships/{partnership}/concepts", reader),
    ("GET", "concepts.new"): ("/partnerships/{partnership}/concepts/new", doer(Action.OPEN_ALONE, of_owner=False)),
    ("POST", "concepts.add"): ("/partnerships/{partnership}/concepts/new", doer(Action.OPEN_ALONE, of_owner=False)),
    ("GET", "concepts.change"): (CONCEPT, doer(Action.OPEN_ALONE, of_owner=False)),
    ("POST", "concepts.save"): (CONCEPT, doer(Action.OPEN_ALONE, of_owner=False)),
    ("GET", "priorities.show"): (GOALS, reader),
    ("GET", "priorities.earlier_round"): (GOALS + "/rounds/1", reader),
    ("POST", "priorities.begin_again"): (GOALS + "/rounds", doer(Action.OPEN_ALONE, of_owner=False)),
    ("GET", "priorities.shared"): (GOALS + "/shared", doer(Action.WRITE, of_owner=False)),
    ("POST", "priorities.propose"): (GOALS + "/shared", doer(Action.WRITE, of_owner=False)),
    ("POST", "priorities.answer"): (GOALS + "/shared/answer", decider),
    ("GET", "rankings.own"): (GOALS + "/ranking", ranker),
    ("POST", "rankings.save"): (GOALS + "/ranking", ranker),
    ("POST", "rankings.ready"): (GOALS + "/ready", decider),
    ("GET", "rankings.new_community"): (GOALS + "/communities/new", ranker),
    ("POST", "rankings.add_community"): (GOALS + "/communities/new", ranker),
    ("GET", "rankings.community"): (GOALS + "/communities/{community}", asker),
    ("POST", "rankings.save_community"): (GOALS + "/communities/{community}", asker),
    ("POST", "organisations.open_up"): (GOALS + "/openings/{organisation}", decider),
    ("POST", "organisations.tell_title"): ("/projects/{project}/sdg/title", doer(Action.DECIDE)),
    ("GET", "overviews.of_partnership"): (GOALS + "/overview", reader),
    ("GET", "overviews.closer_of_partnership"): (GOALS + "/overview/closer", reader),
    ("GET", "overviews.file_of_partnership"): (GOALS + "/overview.csv", reader),
    ("GET", "overviews.of_organisation"): ("/organisations/{organisation}", colleague),
    ("GET", "overviews.closer_of_organisation"): ("/organisations/{organisation}/closer?view=years", colleague),
    ("GET", "overviews.file_of_organisation"): ("/organisations/{organisation}/overview.xlsx", colleague),
    ("GET", "overviews.reasons"): ("/organisations/{organisation}/partnerships/{partnership}/6", colleague),
    ("GET", "organisations.show"): ("/organisations", administrator),
    ("POST", "organisations.make"): ("/organisations", administrator),
    ("GET", "organisations.people"): ("/organisations/{organisation}/people", administrator),
    ("POST", "organisations.change"): ("/organisations/{organisation}/people", administrator),
    ("GET", "tags.of_partnership"): (GOALS + "/tags", reader),
    ("GET", "tags.new_on_partnership"): (GOALS + "/tags/new", doer(Action.WRITE, of_owner=False)),
    ("POST", "tags.add_on_partnership"): (GOALS + "/tags/new", doer(Action.WRITE, of_owner=False)),
    ("GET", "tags.of_project"): ("/projects/{project}/sdg", reader),
    ("GET", "tags.new"): ("/projects/{project}/sdg/new", doer(Action.WRITE)),
    ("POST", "tags.add"): ("/projects/{project}/sdg/new", doer(Action.WRITE)),
    ("GET", "tags.change"): (GOALS + "/tags/{tag}", reader),
    ("POST", "tags.save"): (GOALS + "/tags/{tag}", doer(Action.WRITE)),
    ("POST", "tag_acts.show"): (GOALS + "/tags/{tag}/evidence", doer(Action.WRITE)),
    ("POST", "tag_acts.answer"): (GOALS + "/tags/{tag}/answer", asked_side),
    ("POST", "tag_acts.rank"): ("/projects/{project}/sdg/rank", doer(Action.WRITE)),
    ("POST", "tag_acts.consider"): ("/projects/{project}/sdg/consider", doer(Action.WRITE)),
    ("POST", "tag_acts.agree"): ("/projects/{project}/sdg/agree", doer(Action.DECIDE)),
    ("POST", "tag_acts.join"): ("/projects/{project}/sdg/join", doer(Action.WRITE)),
    ("GET", "projects.archived"): ("/partnerships/{partnership}/projects/archived", reader),
    ("GET", "projects.new"): (
        "/partnerships/{partnership}/projects/new",
        doer(Action.START_PROJECT, of_owner=False),
    ),
    ("POST", "projects.start"): (
        "/partnerships/{partnership}/projects/new",
        doer(Action.START_PROJECT, of_owner=False),
    ),
    ("GET", "projects.show"): ("/projects/{project}", reader),
    ("GET", "projects.change"): ("/projects/{project}/edit", doer(Action.START_PROJECT)),
    ("POST", "projects.edit"): ("/projects/{project}/edit", doer(Action.START_PROJECT)),
    ("POST", "projects.archive"): ("/projects/{project}/archive", doer(Action.ARCHIVE)),
    ("POST", "projects.restore"): ("/projects/{project}/restore", doer(Action.ARCHIVE)),
    ("GET", f"{KEY}.show"): (f"/projects/{{project}}/{TOOL}", reader),
    ("GET", f"{KEY}.now"): (f"/projects/{{project}}/{TOOL}/now", reader),
    ("GET", f"{KEY}.figure"): (f"/projects/{{project}}/{TOOL}/figures/timeline", nothing_drawn),
    ("GET", "live.rights"): (f"/live/projects/{{project}}/{TOOL}/rights", everybody),
    ("POST", f"{KEY}.save"): (f"/projects/{{project}}/{TOOL}", doer(Action.WRITE)),
    ("GET", f"{KEY}.talk"): (f"/projects/{{project}}/{TOOL}/talk?at=topic.theme", reader),
    ("POST", f"{KEY}.say"): (f"/projects/{{project}}/{TOOL}/talk", doer(Action.COMMENT)),
    ("GET", f"{KEY}.earlier"): (EARLIER, reader),
    ("POST", f"{KEY}.put_back"): (EARLIER, doer(Action.WRITE)),
    ("GET", f"{KEY}.show_history"): (HISTORY, reader),
    ("POST", f"{KEY}.save_moment"): (HISTORY, doer(Action.SAVE_MOMENT)),
    ("GET", f"{KEY}.show_state"): (f"{HISTORY}/1:1", reader),
    ("GET", f"{KEY}.show_difference"): (f"{HISTORY}/1:1/difference", reader),
    ("GET", f"{KEY}.ask_to_restore"): (f"{HISTORY}/1:1/restore", reader),
    ("POST", f"{KEY}.restore"): (f"{HISTORY}/1:1/restore", doer(Action.WRITE)),
    ("GET", f"{KEY}.agreement"): (AGREEMENT, reader),
    ("GET", f"{KEY}.agreed"): (AGREEMENT + "/{approval}", reader),
    ("POST", f"{KEY}.present"): (AGREEMENT + "/present", doer(Action.START_PROJECT)),
    ("POST", f"{KEY}.approve"): (AGREEMENT + "/approve", doer(Action.DECIDE)),
    ("POST", f"{KEY}.same_meaning"): (AGREEMENT + "/same-meaning", doer(Action.DECIDE)),
    ("POST", f"{KEY}.withdraw"): (AGREEMENT + "/withdraw", doer(Action.DECIDE)),
    ("POST", f"{KEY}.reply"): (AGREEMENT + "/reply", answerer),
    ("POST", f"{KEY}.overrule"): (AGREEMENT + "/overrule", doer(Action.DECIDE)),
    ("POST", f"{KEY}.check"): (AGREEMENT + "/check", doer(Action.CHECK_TEXT)),
    ("GET", f"{KEY}.choose_paper"): (f"/projects/{{project}}/{TOOL}/paper", reader),
    ("GET", f"{KEY}.from_paper"): (f"/projects/{{project}}/{TOOL}/from-paper", doer(Action.WRITE)),
    ("POST", f"{KEY}.type_in"): (f"/projects/{{project}}/{TOOL}/from-paper", doer(Action.WRITE)),
    ("GET", f"{KEY}.paper_sheet"): (f"/projects/{{project}}/{TOOL}/paper/sheet?what=blank&language=es", reader),
}
MANY = next(tool for tool in TOOLS if tool.many)
ALL_OF_THEM = f"/projects/{{project}}/{MANY.slug}"
WHO |= {
    ("GET", f"{MANY.key}.all"): (ALL_OF_THEM, reader),
    ("POST", f"{MANY.key}.begin"): (ALL_OF_THEM, doer(Action.WRITE)),
}


def as_of_the_first(endpoint: str) -> str:
    """Return the page of the first tool that a page of another one is the same as: one function makes them all."""
    key, _, verb = endpoint.partition(".")
    return f"{KEY}.{verb}" if key in [tool.key for tool in every()] and endpoint not in OF_MANY else endpoint


OF_MANY = {endpoint for _, endpoint in WHO if endpoint.startswith(f"{MANY.key}.")}
FORMS: dict[str, dict[str, str]] = {
    "proposals.answer": {"answer": "yes"},
    "proposals.swap": {"swap": "brasschaat tarija"},
    f"{KEY}.save": {"topic.theme@nl": "water", "do": "save", "base": ""},
    "tags.save": {"do": "renew"},
    f"{KEY}.overrule": {"which": "1", "finding": "T1-5@", "reason": "Zo is het goed."},
    f"{KEY}.say": {"do": "new", "at": "topic.theme", "new-kind": "remark", "new-text": "Ja", "new-language": "nl"},
    "notices.mark": {"do": "read"},
    "side_by_side.take": {"from": OWNER, "words-brasschaat.nl": "De fotowandeling", "seen": version(None)},
    f"{KEY}.save_moment": {"name.nl": "Na het eerste gesprek"},
    f"{KEY}.restore": {"base": "1:1", "within": "question.question"},
    f"{KEY}.put_back": {"field": "question.question", "language": "nl", "seq": "1"},
}
"""What is typed where an empty form would not say what somebody wants."""
SHARED = {
    ("GET", "projects.change"): doer(Action.START_PROJECT, of_owner=False),
    ("POST", "projects.edit"): doer(Action.START_PROJECT, of_owner=False),
    ("POST", "projects.archive"): doer(Action.ARCHIVE, of_owner=False),
    ("POST", "projects.restore"): doer(Action.ARCHIVE, of_owner=False),
    ("POST", f"{KEY}.present"): doer(Action.START_PROJECT, of_owner=False),
    ("POST", f"{KEY}.approve"): doer(Action.DECIDE, of_owner=False),
    ("POST", f"{KEY}.same_meaning"): doer(Action.DECIDE, of_owner=False),
    ("POST", f"{KEY}.withdraw"): doer(Action.DECIDE, of_owner=False),
    ("POST", f"{KEY}.reply"): doer(Action.DECIDE, of_owner=False),
    ("POST", f"{KEY}.check"): doer(Action.CHECK_TEXT, of_owner=False),
}
"""Who may do to a project of all sides what only its owner may do to one of one side."""


@dataclass
class Everybody:
    """A world on disk with everybody signed in, to be copied for each address."""

    folder: Path
    visitors: list[Visitor]
    own: dict[str, object]
    shared: dict[str, object]


@pytest.fixture(scope="module")
def everyone(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Everybody:
    """Make three sides with people in every role, a stranger, an administrator and somebody signed out."""
    folder = tmp_path_factory.mktemp("everyone")
    shutil.copy(empty_file, folder / "tandem.sqlite")
    settings = Settings(instance=folder, secret_key="only for tests")
    engine = database.connect(settings.url())
    with database.session_factory(engine)() as db:
        world = makers.world(db, owner=OWNER)
        db.begin_writing()
        stranger = makers.person(db, "stranger")
        administrator = makers.person(db, "administrator", administrator=True)
        shared = makers.project(db, world.partnership)
        coordinator = world.of(OWNER, Role.COORDINATOR)
        member = world.of(OWNER, Role.MEMBER)
        side = next(each for each in world.partnership.sides if each.key == OWNER)
        OWNER_ID["id"] = side.id
        _row, link = links.make(db, member.person, links.SIGN_IN, coordinator.person, settings)
        guest = (side, Role.MEMBER, "Iemand", None, "nl", None)
        invitation, token = invitations.make(db, coordinator.person, world.partnership, *guest, settings)
        told = SetText("question.question", "nl", ASKED["nl"])
        canvas_edits.edit(db, world.canvas, member.person, member, "", [told])
        asks = world.of("tarija", Role.MEMBER)
        mention = Told(text="Kijk", language="nl", mentions=[f"person:{member.person_id}"])
        comment = comments.say(db, world.canvas, asks.person, asks, Place(), mention)
        notices.of_comment(db, comment)
        (notice,) = notices.of_person(db, member.person)
        proposal = proposals.make(db, coordinator.person, coordinator, world.partnership, "archive", shared.id)
        texts = {
            name: {"original": "nl", **({"nl": "Vertrouwen"} if name == "label" else {})} for name in concepts.LONGEST
        }
        asked_them = ranking_words.Told("paper", {"original": "nl", "nl": "Kaart"}, None, [])
        community = rankings.write(db, member.person, member, world.partnership, side, asked_them)
        concept = concepts.add(db, coordinator.person, coordinator, world.partnership, texts)
        spot = Spot(world.partnership, world.project)
        blank = {"who": {"original": "nl"}, "where": {"original": "nl"}, "measure": {"original": "nl"}}
        claim = tagging.Told(goal="6", ring="local", direction="unknown", texts=blank)
        tag = tagging.add(db, member.person, member, spot, claim)
        organisation = organisations.make(db, administrator, "VVSG")
        organisations.add(db, administrator, organisation, world.of("", Role.OBSERVER).person.mail or "")
        for each in world.partnership.sides:
            lead = world.of(each.key, Role.COORDINATOR)
            openings.answer(db, lead.person, lead, world.partnership, organisation, True)
        visitors = [
            Visitor(f"{role} of {key or 'no side'}", held, sign_ins.start(db, held.person, settings))
            for (key, role), held in world.members.items()
        ]
        visitors += [
            Visitor("a stranger", None, sign_ins.start(db, stranger, settings)),
            Visitor("an administrator", None, sign_ins.start(db, administrator, settings), administrator=True),
            Visitor("somebody who is signed out", None, ""),
        ]
        db.commit()
        agreeing = Agreeing(db, world)
        agreeing.agree()
        agreed = agreeing.approve(OWNER)
        db.begin_writing()
        world.project.proposed = world.project.chosen = "tarija"  # what the method asks a look at
        db.commit()
        own = {
            "partnership": world.partnership.id,
            "project": world.project.id,
            "member": member.id,
            "side": side.id,
            "invitation": invitation.id,
            "token": token,
            "link": link,
            "notice": notice.id,
            "stop": digests.token(member.person_id, settings),
            "proposal": proposal.id,
            "concept": concept.id,
            "community": community.id,
            "tag": tag.id,
            "organisation": organisation.id,
            "approval": agreed.id,
        }
        about_shared = {**own, "project": shared.id}
        for who in visitors:
            if who.held:
                db.refresh(who.held)
    engine.dispose()
    return Everybody(folder, visitors, own, about_shared)


@pytest.fixture(scope="module")
def anew(everyone: Everybody, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Flask]]:
    """Give the application with the world as it was made, whatever was done in it before."""
    folder = tmp_path_factory.mktemp("anew")
    app = create_app(Settings(instance=folder, secret_key="only for tests"))

    def of() -> Flask:
        app.extensions["tandem.engine"].dispose()
        for left in folder.glob("tandem.sqlite*"):  # the database and what SQLite keeps beside it
            left.unlink()
        shutil.copy(everyone.folder / "tandem.sqlite", folder)
        return app

    yield of
    app.extensions["tandem.engine"].dispose()


def answers(
    app: Flask, visitors: list[Visitor], method: str, path: str, rule: Rule, typed: dict[str, str]
) -> dict[str, Answer]:
    """Let everybody open an address and return what they were told.

    Who should be refused comes first, so that what the others do there cannot be the reason.
    """
    in_turn = sorted(visitors, key=lambda visitor: rule(visitor) == ALLOWED)
    return {visitor.name: answer(app, visitor, method, path, typed) for visitor in in_turn}


def answer(app: Flask, visitor: Visitor, method: str, path: str, typed: dict[str, str]) -> Answer:
    """Return what somebody is told at an address, in one word of this test."""
    browser = app.test_client()
    if visitor.token:
        browser.set_cookie("tandem", visitor.token, domain="127.0.0.1")
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "nl"}
    got = browser.open(path, method=method, data=typed, headers=headers, base_url="http://127.0.0.1:8000")
    got.close()
    if got.status_code == 404:
        return UNKNOWN
    signed_out = "/sign-in?to=" in got.headers.get("Location", "") or (got.status_code == 403 and not visitor.token)
    if signed_out:
        return ASKED_IN
    return REFUSED if got.status_code == 403 else ALLOWED if got.status_code < 500 else f"broken: {got.status_code}"


@pytest.fixture(scope="module")
def addresses(anew: Callable[[], Flask]) -> set[tuple[str, str]]:
    """Return every (method, endpoint) that the application answers."""
    app = anew()
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE")
    return {(m, rule.endpoint) for rule in app.url_map.iter_rules() for m in rule.methods or () if m in methods}


def test_every_page_and_button_has_its_line_in_the_table(addresses: set[tuple[str, str]]) -> None:
    assert {(method, as_of_the_first(endpoint)) for method, endpoint in addresses} == set(WHO)
    of = {tool.key: {each for each in addresses if each[1].startswith(f"{tool.key}.")} for tool in every()}
    for tool in every():
        verbs = {(method, endpoint.removeprefix(f"{tool.key}.")) for method, endpoint in of[tool.key]}
        first = {(method, endpoint.removeprefix(f"{KEY}.")) for method, endpoint in of[KEY]}
        assert verbs - first == ({("GET", "all"), ("POST", "begin")} if tool.many else set())


@pytest.mark.parametrize(("method", "endpoint"), sorted(WHO), ids=lambda part: str(part))
def test_everybody_gets_what_the_access_table_says(
    everyone: Everybody, anew: Callable[[], Flask], method: str, endpoint: str
) -> None:
    path, rule = WHO[method, endpoint]
    here, typed = path.format(**everyone.own), FORMS.get(endpoint, {})
    expected = {who.name: rule(who) for who in everyone.visitors}
    assert answers(anew(), everyone.visitors, method, here, rule, typed) == expected


@pytest.mark.parametrize(("method", "endpoint"), sorted(SHARED), ids=lambda part: str(part))
def test_what_all_sides_share_answers_to_every_side(
    everyone: Everybody, anew: Callable[[], Flask], method: str, endpoint: str
) -> None:
    rule, path = SHARED[method, endpoint], WHO[method, endpoint][0]
    here, typed = path.format(**everyone.shared), FORMS.get(endpoint, {})
    expected = {who.name: rule(who) for who in everyone.visitors}
    assert answers(anew(), everyone.visitors, method, here, rule, typed) == expected
