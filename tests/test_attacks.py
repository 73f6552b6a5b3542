"""Attacks: what a stranger, a member who means harm, or the other side tries, and what comes of it: nothing."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import orm
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from facilitation import (
    canvases,
    create_app,
    database,
    departures,
    first_run,
    invitations,
    memberships,
    people,
    projects,
    proposals,
    tries,
)
from facilitation.access import Role
from facilitation.canvases import Dismissal
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.errors import Conflict
from facilitation.invitations import Invitation
from facilitation.languages import Words, words
from facilitation.live.checks import MOST_CARDS
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.proposals import Proposal
from facilitation.views.canvas_inputs import read
from facilitation.views.reading import MOST_FIELDS
from tests import makers
from tests.visitors import Visitor, problems_of, signed_in
from tools.canvas import Number

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def rosa(lite_db: Session) -> Membership:
    """A coordinator of Tarija, in a partnership with Brasschaat."""
    among = makers.partnership(lite_db)
    held = makers.membership(lite_db, makers.person(lite_db, "Rosa Quispe"), among, "tarija", Role.COORDINATOR)
    lite_db.commit()
    return held


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/nowhere"])
@pytest.mark.parametrize("site", ["same-origin", "cross-site"])
def test_a_form_with_more_fields_than_any_page_has_is_told_to_be_too_large_and_not_given_back(
    app: Flask, path: str, site: str
) -> None:
    visitor, headers = Visitor(app), {"Sec-Fetch-Site": site}
    sent = "&".join(["field=x"] * (MOST_FIELDS + 1))
    answer = visitor.client.post(path, data=sent, headers={**visitor.headers, **headers}, content_type=FORM)
    assert len(answer.data) < 20_000
    if site == "same-origin" and path != "/nowhere":
        assert (answer.status_code, "in één formulier past" in answer.text) == (413, True)


def test_a_host_that_only_the_sender_claims_is_never_ours_behind_a_trusted_proxy_either(
    lite: sa.Engine, settings: Settings
) -> None:
    made = create_app(replace(settings, trusted_proxies=1))
    claims = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    sent = {"Origin": "http://evil.example", "Accept-Language": "nl", **claims}
    assert made.test_client().post("/sign-out", headers=sent).status_code == 403
    made.extensions["tandem.engine"].dispose()


@pytest.mark.parametrize("address", ["http://[evil", "http://[::1", "//[", "null", "http://evil.example"])
def test_an_address_that_is_none_opens_nothing_and_breaks_nothing(app: Flask, address: str) -> None:
    visitor = Visitor(app)
    assert visitor.client.post("/sign-out", headers={"Origin": address}).status_code == 403
    came_from = {"Sec-Fetch-Site": "same-origin", "Referer": address}
    assert visitor.client.post("/account/mail", headers=came_from).status_code == 403


@pytest.mark.parametrize("number", ["99999999999999999999", "9223372036854775808", "3000000000", "9" * 5_000])
def test_a_number_larger_than_any_row_is_a_page_that_does_not_exist(app: Flask, rosa: Membership, number: str) -> None:
    visitor, here = signed_in(app, rosa.person), f"/partnerships/{rosa.partnership_id}"
    for path in (f"/projects/{number}", f"/projects/{number}/focus-sharpener", f"/partnerships/{number}/members"):
        assert visitor.get(path).status_code == 404
    for path in (f"members/{number}/remove", f"invitations/{number}/withdraw", f"proposals/{number}"):
        assert visitor.post(f"{here}/{path}", answer="yes").status_code == 404


def test_a_year_of_thousands_of_digits_is_a_problem_beside_its_field(app: Flask, rosa: Membership) -> None:
    answer = signed_in(app, rosa.person).post("/partnerships/new", since="1" * 5_000)
    assert (answer.status_code, "since" in problems_of(answer)) == (400, True)


@pytest.mark.parametrize("typed", ["1" * 5_000, "-" + "1" * 5_000, "1" * 5_000 + ",5", "0," + "5" * 5_000])
def test_a_number_of_thousands_of_digits_on_a_canvas_is_asked_again_or_read(typed: str) -> None:
    asked = MultiDict([("garden.size", typed)])
    value, problems = read(Number(name="size", label="How many"), "garden.size", asked)
    assert (value is None and len(problems) == 1) or (problems == [] and 0 < value < 1)


def test_a_page_that_is_only_looked_up_answers_as_it_does_when_it_is_opened(app: Flask, rosa: Membership) -> None:
    stranger, member = Visitor(app), signed_in(app, rosa.person)
    for path in ("/", "/sign-in", "/account", f"/partnerships/{rosa.partnership_id}", "/projects/1", "/nowhere"):
        for visitor in (stranger, member):
            opened, looked_up = visitor.get(path), visitor.head(path)
            assert (looked_up.status_code, looked_up.location) == (opened.status_code, opened.location)
            assert looked_up.data == b""


def test_a_built_file_that_is_not_there_is_not_remembered_as_missing(app: Flask) -> None:
    missing = Visitor(app).get("/static/dist/style-0123abcd.css")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers["Cache-Control"]
    assert "max-age" not in missing.headers["Cache-Control"]


FIRST = {"name": "Mallory", "mail": "m@evil.example", "password": "vier woorden op rij", "time_zone": "Europe/Brussels"}
AWAY = ["192.168.1.66", "203.0.113.9", "fe80::1", "::ffff:192.168.1.66", "", "10.0.2.2"]


@pytest.mark.parametrize("network", AWAY)
def test_a_new_installation_is_not_taken_by_who_only_claims_to_sit_at_this_machine(app: Flask, network: str) -> None:
    stranger = Visitor(app, network=network, host="localhost:8000")
    assert stranger.get("/").status_code == 200
    assert stranger.get("/first-run").status_code == 404
    assert stranger.post("/first-run", **FIRST).status_code == 404
    assert stranger.get(f"/first-run?key={first_run.key(app.config['TANDEM'])}").status_code == 200


@pytest.mark.parametrize("network", ["127.0.0.1", "127.0.0.53", "::1", "::ffff:127.0.0.1"])
def test_a_new_installation_begins_at_this_machine_without_a_key(app: Flask, network: str) -> None:
    somebody = Visitor(app, network=network, host="localhost:8000")
    assert somebody.get("/").location == "/first-run"
    assert somebody.get("/first-run").status_code == 200
    assert somebody.post("/first-run", **FIRST).location == "/partnerships/new"
    assert Visitor(app, network=network).post("/first-run", **FIRST).status_code == 404


@pytest.mark.parametrize("network", AWAY)
def test_the_example_opens_to_nobody_who_only_claims_to_sit_at_this_machine(
    app: Flask, lite_db: Session, network: str
) -> None:
    person = makers.person(lite_db, demo=True)
    lite_db.commit()
    stranger = Visitor(app, network=network)
    assert "/demo/" not in stranger.get("/").text
    assert stranger.post(f"/demo/{person.id}").status_code == 404


def test_an_installation_that_expects_a_proxy_has_no_visitors_at_this_machine(
    lite: sa.Engine, settings: Settings
) -> None:
    made = create_app(replace(settings, trusted_proxies=1))
    assert Visitor(made, network="127.0.0.1").get("/first-run").status_code == 404
    made.extensions["tandem.engine"].dispose()


def link_made(visitor: Visitor, held: Membership, of: Membership) -> str:
    """Make a one-time link as a coordinator does, and return its path."""
    page = visitor.post(f"/partnerships/{held.partnership_id}/members/{of.id}/link").text
    found = re.search(r"/link/[\w-]+", page)
    assert found is not None
    return found.group()


@pytest.fixture
def team(lite_db: Session, rosa: Membership) -> dict[str, Membership]:
    """Rosa with a second coordinator and a member of Tarija, and a coordinator of Brasschaat."""
    among = rosa.partnership
    made = {
        name: makers.membership(lite_db, makers.person(lite_db, name), among, side, role)
        for name, side, role in (
            ("Ana", "tarija", Role.COORDINATOR),
            ("Juan", "tarija", Role.MEMBER),
            ("Els", "brasschaat", Role.COORDINATOR),
        )
    }
    lite_db.commit()
    return {"Rosa": rosa, **made}


@pytest.mark.parametrize("how", ["removed", "demoted", "left"])
def test_a_link_of_somebody_who_no_longer_looks_after_people_opens_no_account(
    app: Flask, team: dict[str, Membership], lite_db: Session, how: str
) -> None:
    rosa, ana, here = team["Rosa"], team["Ana"], f"/partnerships/{team['Rosa'].partnership_id}/members"
    path = link_made(signed_in(app, rosa.person), rosa, team["Juan"])
    assert Visitor(app).get(path).status_code == 200
    if how == "removed":
        assert signed_in(app, ana.person).post(f"{here}/{rosa.id}/remove").status_code == 303
    elif how == "demoted":
        typed = {f"m{rosa.id}.role": "member", f"m{rosa.id}.until_on": ""}
        assert signed_in(app, ana.person).post(f"{here}/{rosa.id}/role", **typed).status_code == 303
    else:
        lite_db.begin_writing()
        departures.leave(lite_db, rosa.person)
        lite_db.commit()
    mallory = Visitor(app)
    assert (mallory.get(path).status_code, mallory.post(path, password="a new password").status_code) == (410, 410)
    assert mallory.token is None


def test_a_link_made_before_somebody_joined_elsewhere_does_not_open_what_they_read_there(
    app: Flask, team: dict[str, Membership], lite_db: Session, settings: Settings
) -> None:
    rosa, juan = team["Rosa"], team["Juan"]
    path = link_made(signed_in(app, rosa.person), rosa, juan)
    elsewhere = makers.partnership(lite_db, ("Herent", "Nimlaha'kok"))
    guest = makers.membership(lite_db, makers.person(lite_db), elsewhere, "herent", Role.COORDINATOR)
    asked = ("Juan", None, "es", None, settings)
    _row, token = invitations.make(lite_db, guest.person, elsewhere, guest.side, Role.MEMBER, *asked)
    lite_db.commit()
    assert signed_in(app, juan.person).post(f"/invitations/{token}", **{"as": str(juan.person_id)}).status_code == 303
    assert Visitor(app).post(path, password="a new password").status_code == 410


@pytest.mark.database
@pytest.mark.parametrize("what", ["remove", "role", "confirm", "answer"])
def test_a_press_that_waited_counts_no_more_when_its_hand_was_taken_off_the_table_meanwhile(
    postgresql: sa.Engine, what: str
) -> None:
    factory = database.session_factory(postgresql)
    with database.writing(factory) as db:
        among = makers.partnership(db)
        rosa, ana, juan = (
            makers.membership(db, makers.person(db), among, "tarija", role)
            for role in (Role.COORDINATOR, Role.COORDINATOR, Role.MEMBER)
        )
        els = makers.membership(db, makers.person(db), among, "brasschaat", Role.COORDINATOR)
        asked = proposals.propose_swap(db, els.person, els, among, ["tarija", "brasschaat"])
        hers_id, his_id, theirs_id, asked_id = ana.id, rosa.id, juan.id, asked.id
    with factory() as waiting, factory() as quick:
        waiting.begin_writing()
        held, other, proposal = (
            waiting.get_one(Membership, his_id),
            waiting.get_one(Membership, theirs_id),
            waiting.get_one(Proposal, asked_id),
        )
        assert (held.person.id, other.side_id, proposal.partnership.id) == (
            held.person_id,
            held.side_id,
            other.partnership_id,
        )
        quick.begin_writing()
        hers, his = quick.get_one(Membership, hers_id), quick.get_one(Membership, his_id)
        memberships.remove(quick, hers.person, hers, his)
        quick.commit()
        presses: dict[str, Callable[[], object]] = {
            "remove": lambda: memberships.remove(waiting, held.person, held, other),
            "role": lambda: memberships.change_role(waiting, held.person, held, other, Role.OBSERVER, None),
            "confirm": lambda: memberships.confirm(waiting, held.person, held, other),
            "answer": lambda: proposals.answer(waiting, held.person, held, proposal, True, proposals.KINDS),
        }
        with pytest.raises(Conflict):
            presses[what]()


@pytest.mark.database
def test_an_invitation_is_either_withdrawn_or_used_also_at_the_same_moment(
    postgresql: sa.Engine, settings: Settings
) -> None:
    factory = database.session_factory(postgresql)
    with database.writing(factory) as db:
        held = makers.membership(db, makers.person(db), makers.partnership(db), "tarija", Role.COORDINATOR)
        told = ("Juan", None, "es", None, settings)
        row, _token = invitations.make(db, held.person, held.partnership, held.side, Role.MEMBER, *told)
        guest, invitation_id = makers.person(db).id, row.id
    with factory() as waiting, factory() as quick:
        waiting.begin_writing()
        seen = waiting.get_one(Invitation, invitation_id)
        assert invitations.state(seen) == invitations.OPEN
        quick.begin_writing()
        invitations.accept(quick, quick.get_one(Invitation, invitation_id), quick.get_one(Person, guest))
        quick.commit()
        with pytest.raises(Conflict):
            invitations.withdraw(waiting, seen)


@pytest.mark.database
def test_two_invitations_used_by_one_person_at_the_same_moment_make_one_membership(
    postgresql: sa.Engine, settings: Settings
) -> None:
    factory = database.session_factory(postgresql)
    with database.writing(factory) as db:
        held = makers.membership(db, makers.person(db), makers.partnership(db), "tarija", Role.COORDINATOR)
        told = ("Juan", None, "es", None, settings)
        roles = (Role.MEMBER, Role.DEPUTY)
        rows = [invitations.make(db, held.person, held.partnership, held.side, role, *told)[0] for role in roles]
        guest, ids = makers.person(db).id, [row.id for row in rows]
    start, ends = threading.Barrier(2, timeout=30), []

    def accept(invitation_id: int) -> None:
        with factory() as db:
            db.begin_writing()
            row, person = db.get_one(Invitation, invitation_id), db.get_one(Person, guest)
            assert (invitations.state(row), person.left_at) == (invitations.OPEN, None)
            start.wait()
            try:
                invitations.accept(db, row, person)
                db.commit()
                ends.append("joined")
            except Conflict:
                ends.append("takes part")

    hands = [threading.Thread(target=accept, args=(each,)) for each in ids]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(ends) == ["joined", "takes part"]


def test_starting_a_project_twice_with_one_press_starts_it_once(
    factory: orm.sessionmaker[Session], frozen: Callable[..., object]
) -> None:
    with database.writing(factory) as db:
        held = makers.membership(db, makers.person(db), makers.partnership(db), "tarija", Role.COORDINATOR)
        held_id = held.id
    title, start, started = words("es", es="Patios"), threading.Barrier(2, timeout=30), []

    def press(side: bool = False, **more: Words) -> int:
        with database.writing(factory) as db:
            held = db.get_one(Membership, held_id)
            own = held.side if side else None
            return projects.start(db, held.person, held, held.partnership, more.get("title", title), own).id

    def hand() -> None:
        start.wait()
        started.append(press())

    hands = [threading.Thread(target=hand) for _hand in range(2)]
    for each in hands:
        each.start()
    for each in hands:
        each.join()
    assert len(started) == 2
    assert len(set(started)) == 1
    assert press() == started[0]
    others = [press(side=True), press(title=words("es", es="Patios escolares"))]
    frozen(minutes=11)
    assert len({*started, *others, press()}) == 4


PLACE = {"kind": "city", "country": "BO", "time_zone": "", "written": ["es"]}


@pytest.mark.parametrize("name", ["Brasschaat", "brasschaat", "BRÁSSCHAAT", "Bras'schaat"])
def test_no_side_takes_the_name_of_another(app: Flask, rosa: Membership, name: str) -> None:
    visitor = signed_in(app, rosa.person)
    page = f"/partnerships/{rosa.partnership_id}/sides/{rosa.side_id}/edit"
    answer = visitor.post(page, name=name, **PLACE)
    assert (answer.status_code, list(problems_of(answer))) == (400, ["name"])
    assert visitor.post(page, name="Tarija la Vieja", **PLACE).status_code == 303


UNSEEN = ["Li\u202eesi", "\u2066Li\u2069", "Li\u200bse", "\ufeffLi", "\u200d\u200d", "Li\u2028se", "Li\nse", "Li\x7fse"]


@pytest.mark.parametrize("name", UNSEEN)
def test_a_name_holds_no_sign_that_turns_or_hides_what_others_read(app: Flask, rosa: Membership, name: str) -> None:
    visitor, here = signed_in(app, rosa.person), f"/partnerships/{rosa.partnership_id}"
    mine = visitor.post("/account", name=name, language="nl", time_zone="Europe/Brussels")
    place = visitor.post(f"{here}/sides/{rosa.side_id}/edit", name=name, **PLACE)
    guest = {"side": str(rosa.side_id), "role": "member", "mail": "", "language": "es", "until_on": ""}
    invited = visitor.post(f"{here}/members/invite", name=name, **guest)
    assert [(each.status_code, list(problems_of(each))) for each in (mine, place, invited)] == [(400, ["name"])] * 3


@pytest.mark.parametrize("name", ["Lise d'Hondt-Ñúñez", "José Mª 2º", "محمد", "क्\u200dष", "👩\u200d🌾 Ana", "Zoë"])
def test_every_name_that_people_have_is_a_name(name: str) -> None:
    assert people.name_problem(name) == ""


def test_the_name_of_a_guest_is_a_name_and_no_letter_to_the_world(app: Flask, rosa: Membership) -> None:
    guest = {"side": str(rosa.side_id), "role": "member", "mail": "", "language": "es", "until_on": ""}
    visitor, here = signed_in(app, rosa.person), f"/partnerships/{rosa.partnership_id}/members/invite"
    answer = visitor.post(here, name="Gane dinero en https://evil.example " * 10, **guest)
    assert (answer.status_code, list(problems_of(answer))) == (400, ["name"])


@pytest.mark.parametrize("mail", ["ana@tarija.", "ana@.bo", "ana@tarija..bo"])
def test_a_mail_address_that_no_letter_can_reach_is_asked_again(app: Flask, rosa: Membership, mail: str) -> None:
    guest = {"side": str(rosa.side_id), "role": "member", "name": "Ana", "language": "es", "until_on": ""}
    answer = signed_in(app, rosa.person).post(f"/partnerships/{rosa.partnership_id}/members/invite", mail=mail, **guest)
    assert (answer.status_code, list(problems_of(answer))) == (400, ["mail"])


@pytest.mark.parametrize("said", ["x" * 100_000, "T1-1@question.question\x00", "T1-9@nowhere", ""])
def test_only_a_hint_that_the_method_gives_can_be_put_away(app: Flask, lite_db: Session, said: str) -> None:
    world = makers.world(lite_db)
    visitor = signed_in(app, world.of("tarija", Role.OBSERVER).person)
    answer = visitor.post(f"/projects/{world.project.id}/focus-sharpener", do=f"dismiss:{said}")
    assert answer.status_code == 303
    assert lite_db.scalar(sa.select(sa.func.count(Dismissal.id))) == 0


def test_a_list_stays_one_to_talk_about_however_old_the_page_is_that_cards_come_from(
    app: Flask, lite_db: Session
) -> None:
    world = makers.world(lite_db)
    visitor, here = signed_in(app, world.of("tarija").person), f"/projects/{world.project.id}/focus-sharpener"
    lines = "\n".join(f"hecho {number}" for number in range(MOST_CARDS - 10))

    def paste(token: str) -> TestResponse:
        drawn_long_ago = {"base": "", "base/topic.symptoms": token, "do": "add:topic.symptoms"}
        return visitor.post(here, **drawn_long_ago, **{"topic.symptoms:list@es": lines})

    assert [paste("one").status_code, paste("two").status_code, paste("one").status_code] == [303, 400, 303]
    view = canvases.view(lite_db, world.canvas, world.of("tarija"))
    assert len(view.content["topic"]["symptoms"]) == MOST_CARDS - 10


@pytest.mark.parametrize("path", ["/account", "/account/sign-out-everywhere"])
def test_a_press_that_waited_while_its_sender_left_for_good_changes_nothing(
    app: Flask, rosa: Membership, lite_db: Session, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    visitor, gate = signed_in(app, rosa.person), database._gates[app.extensions["tandem.engine"]]
    enter = gate.enter

    def leave_first(wait_seconds: float | None = None, first: bool = False) -> int:
        monkeypatch.undo()
        with database.writing(app.extensions["tandem.factory"]) as db:
            departures.leave(db, db.get_one(Person, rosa.person_id))
        return enter(wait_seconds, first)

    monkeypatch.setattr(gate, "enter", leave_first)
    typed = {"name": "Rosa Quispe", "language": "es", "time_zone": "America/La_Paz"}
    assert visitor.post(path, **typed).status_code == 403
    lite_db.expire_all()
    assert (rosa.person.name, rosa.person.left_from) == ("Tarija", "Tarija")


def test_a_page_behind_a_one_time_link_is_kept_by_no_browser(
    app: Flask, team: dict[str, Membership], lite_db: Session, settings: Settings
) -> None:
    rosa = team["Rosa"]
    lite_db.begin_writing()
    told = ("Juan", None, "es", None, settings)
    _row, token = invitations.make(lite_db, rosa.person, rosa.partnership, rosa.side, Role.MEMBER, *told)
    lite_db.commit()
    path = link_made(signed_in(app, rosa.person), rosa, team["Juan"])
    for page in (path, f"/invitations/{token}"):
        opened, wrong = Visitor(app).get(page), Visitor(app).post(page, password="short", **{"as": ""})
        assert [each.headers["Cache-Control"] for each in (opened, wrong)] == ["no-store", "no-store"]


def test_whoever_makes_a_link_for_somebody_does_not_read_their_mail_address_behind_it(
    app: Flask, team: dict[str, Membership]
) -> None:
    visitor, juan = signed_in(app, team["Rosa"].person), team["Juan"].person
    page = visitor.get(link_made(visitor, team["Rosa"], team["Juan"]))
    assert (page.status_code, juan.name in page.text, str(juan.mail) in page.text) == (200, True, False)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9:51234", "203.0.113.9"),
        ("[2001:db8:1:2:3::4]:51234", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "?"),
        ("_hidden:1", "?"),
    ],
)
def test_a_proxy_that_writes_the_port_too_does_not_make_all_people_one_network(address: str, network: str) -> None:
    assert tries.network_of(address) == network
