"""Digests: one mail a day at most, in one's own language, with nobody's secrets, and easy to stop."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlalchemy import orm

from facilitation import cli, comments, database, digests, notices, schema
from facilitation.access import Role
from facilitation.canvases import Canvas
from facilitation.comments import QUESTION
from facilitation.config import Settings
from facilitation.database import Session
from facilitation.digest_letters import LINE, MOST, shortened
from facilitation.digests import DAILY, OFF
from facilitation.errors import Invalid, NotFound
from facilitation.memberships import Membership
from tests import made_up_tool, makers
from tests.letters import Letter, Postbox
from tests.makers import World
from tests.table import Table
from tests.talking import HELLO, said, say
from tests.visitors import Visitor, signed_in, words_of

NIGHT = {"hours": 24}
FORMER = "Alguien que participó antes por Brasschaat pide su atención."


class House:
    """A world with a mail server, and the nights that pass in it."""

    def __init__(self, engine: sa.Engine, settings: Settings, postbox: Postbox) -> None:
        self.factory: orm.sessionmaker[Session] = database.session_factory(engine)
        self.settings = replace(settings, smtp_url=postbox.url, mail_from="Tandem <tandem@example.org>")
        self.postbox = postbox
        self.db = self.factory()
        self.world: World = makers.world(self.db)
        self.ana = self.world.of("tarija").person
        self.db.begin_writing()
        self.ana.language = "es"
        self.db.commit()

    def mention(self, *texts: str) -> None:
        """Let somebody of Brasschaat mention Ana in each of these comments."""
        for text in texts:
            say(self.db, self.world.canvas, self.world.of("brasschaat"), said(text, mentions=[f"person:{self.ana.id}"]))

    def night(self) -> list[Letter]:
        """Do what happens at night, and return the letters of that night."""
        before = len(self.postbox.letters)
        digests.send_due(self.settings, self.factory)
        return self.postbox.letters[before:]


@pytest.fixture
def house(lite: sa.Engine, settings: Settings, postbox: Postbox, frozen: Callable[..., datetime.datetime]) -> House:
    """Three sides and a mail server, while the clock stands still."""
    return House(lite, settings, postbox)


def html_of(letter: Letter) -> str:
    """Return the HTML of a letter."""
    page = letter.inside.get_body(("html",))
    assert page is not None
    return str(page.get_content())


def test_what_was_not_read_comes_by_mail_once_in_the_language_of_the_reader(house: House) -> None:
    house.mention(HELLO)
    (letter,) = house.night()
    assert (letter.to, letter.subject) == ([house.ana.mail], "Tándem: novedades para usted")
    assert letter.text.splitlines()[:5] == [
        f"Hola, {house.ana.name}. Esto pasó y usted todavía no lo ha leído:",
        "",
        "member brasschaat (Brasschaat) pide su atención.",
        "Patios escolares, Afinar el enfoque",
        f"> {HELLO}",
    ]
    page = html_of(letter)
    assert '<html lang="es">' in page
    assert f'<bdi lang="nl"><i>{HELLO}</i></bdi>' in page
    assert house.night() == []


def test_a_day_has_one_digest_however_often_the_job_runs_and_however_much_happens(
    house: House, frozen: Callable[..., datetime.datetime]
) -> None:
    house.mention("een")
    assert len(house.night()) == 1
    house.mention("twee")
    frozen(hours=19)
    assert house.night() == []
    frozen(hours=2)
    (letter,) = house.night()
    assert [line for line in letter.text.splitlines() if line.startswith(">")] == ["> twee"]
    frozen(**NIGHT)
    assert house.night() == []


def test_who_read_it_already_gets_no_mail(house: House) -> None:
    house.mention("een", "twee")
    notices.mark_all(house.db, house.ana)
    house.db.commit()
    assert house.night() == []


@pytest.mark.parametrize("why", ["off", "example", "left", "no mail", "ended", "taken away"])
def test_nobody_is_mailed_who_should_not_be(house: House, why: str) -> None:
    house.mention(HELLO)
    house.db.begin_writing()
    held = house.world.of("brasschaat")
    if why == "off":
        digests.choose(house.db, house.ana, OFF)
    elif why == "example":
        house.ana.demo = True
    elif why == "left":
        house.ana.left_at = house.ana.created_at
    elif why == "no mail":
        house.ana.mail = None
    elif why == "ended":
        house.world.of("tarija").ended_at = house.ana.created_at
    else:
        (notice,) = notices.of_person(house.db, house.ana)
        assert notice.comment is not None
        comments.take_away(house.db, house.world.canvas, held.person, held, notice.comment)
    house.db.commit()
    assert house.night() == []


def test_each_of_many_gets_a_letter_of_their_own(house: House) -> None:
    say(house.db, house.world.canvas, house.world.of("brasschaat"), said(kind=QUESTION, about="nimlahakok"))
    letters = house.night()
    expected = sorted(house.world.of("nimlahakok", role).person.mail or "" for role in Role)
    assert sorted(letter.to[0] for letter in letters) == expected
    assert all("member brasschaat (Brasschaat) stelt een vraag aan Nimlaha'kok." in each.text for each in letters)


def test_a_letter_that_the_mail_server_does_not_take_is_tried_again(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.mention(HELLO)
    assert house.ana.mail is not None
    house.postbox.refused.add(house.ana.mail)
    assert digests.send_due(house.settings, house.factory) == ["0 digests mailed, 1 not taken by the mail server."]
    house.postbox.refused.clear()
    assert digests.send_due(house.settings, house.factory) == ["1 digests mailed, 0 not taken by the mail server."]
    said_in_log = [record.getMessage() for record in caplog.records if record.levelno >= logging.INFO]
    assert said_in_log == ["mail was not sent: SMTPRecipientsRefused"]


def test_logs_and_what_the_job_says_hold_no_words_of_anybody(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    house.mention("Geheim verhaal")
    lines = digests.send_due(house.settings, house.factory)
    for words in ("Geheim", house.ana.name, house.ana.mail or ""):
        assert words not in caplog.text
        assert words not in "".join(lines)


def test_without_a_mail_server_nothing_happens(house: House) -> None:
    house.mention(HELLO)
    assert digests.send_due(replace(house.settings, smtp_url=""), house.factory) == []
    assert len(house.night()) == 1


def test_a_letter_names_the_latest_and_says_how_many_more_there_are(house: House) -> None:
    house.mention(*(f"nummer {number}" for number in range(MOST + 3)))
    (letter,) = house.night()
    lines = [line for line in letter.text.splitlines() if line.startswith("> ")]
    assert lines == [f"> nummer {number}" for number in range(MOST + 2, 2, -1)]
    assert "Y hay más: 3." in letter.text
    assert house.night() == []


# Words of people in a letter.


def test_a_long_comment_is_one_line_cut_between_words(house: House) -> None:
    long = "Een heel lang verhaal dat nergens ophoudt " * 90
    house.mention(long)
    (letter,) = house.night()
    (line,) = (line for line in letter.text.splitlines() if line.startswith("> "))
    assert line == "> " + shortened(long)
    assert len(shortened(long)) <= LINE + 2
    assert long[:100] not in html_of(letter)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("twee\n\nregels  en\tmeer", "twee regels en meer"),
        ("a" * 200, "a" * LINE + " …"),
        ("x" * (LINE - 1) + "é" + "y" * 9, "x" * (LINE - 1) + "é …"),
        ("e\u0301" * 100, "e\u0301" * 44 + "e …"),
        ("x" * (LINE - 2) + "👩\u200d🌾" * 3, "x" * (LINE - 2) + "👩 …"),
        ("", ""),
    ],
)
def test_a_cut_leaves_no_half_sign(words: str, line: str) -> None:
    assert shortened(words) == line


@pytest.mark.parametrize("words", ["مرحبا بكم", "\u202eomgekeerd"])
def test_words_that_run_the_other_way_keep_their_direction_to_themselves(house: House, words: str) -> None:
    house.mention(words)
    (letter,) = house.night()
    assert f"> \u2068{words}\u2069" in letter.text.splitlines()
    assert f'<bdi lang="nl"><i>{words}</i></bdi>' in html_of(letter)


def test_a_name_or_a_comment_adds_no_markup_and_no_line_to_the_head(house: House) -> None:
    house.db.begin_writing()
    house.world.of("brasschaat").person.name = "<b>Jan</b>"
    house.db.commit()
    house.mention('<a href="https://evil.example">klik</a> {who} %s')
    (letter,) = house.night()
    page = html_of(letter)
    assert "&lt;b&gt;Jan&lt;/b&gt;" in page
    assert "<b>" not in page
    assert '<a href="https://evil.example' not in page
    assert page.count("<a ") == 2


def test_a_former_member_is_named_by_their_place(house: House) -> None:
    house.mention(HELLO)
    writer = house.world.of("brasschaat").person
    house.db.begin_writing()
    writer.left_at, writer.left_from, writer.name = writer.created_at, "Brasschaat", "Brasschaat"
    house.db.commit()
    (letter,) = house.night()
    assert letter.text.splitlines()[2] == FORMER


@pytest.mark.parametrize("address", ["people.worry.tarija"])
def test_what_one_side_says_among_its_people_is_in_no_mail(
    lay: Callable[..., Table], postbox: Postbox, address: str
) -> None:
    garden = lay(made_up_tool.TOOL)
    settings = replace(garden.app.config["TANDEM"], smtp_url=postbox.url, mail_from="tandem@example.org")
    factory = garden.app.extensions["tandem.factory"]
    with factory() as db:
        canvas = db.get_one(Canvas, garden.canvas.id)
        held = db.get_one(Membership, garden.world.of("tarija").id)
        say(db, canvas, held, said("Onder ons gezegd", mentions=["side:tarija"]), address)
    digests.send_due(settings, factory)
    own = [garden.world.of("tarija", role).person.mail for role in ("coordinator", "deputy", "facilitator")]
    assert sorted(letter.to[0] for letter in postbox.letters) == sorted(own, key=str)
    for letter in postbox.letters:
        assert "Onder ons" not in letter.text + html_of(letter)
        assert "worr" not in letter.text + html_of(letter)


# Stopping.


def test_the_address_in_the_mail_stops_the_mails_of_that_person_and_opens_nothing_else(house: House) -> None:
    house.settings = replace(house.settings, public_url="https://een-heel-lange-naam-van-een-site.tandem.example.org")
    house.mention(HELLO)
    (letter,) = house.night()
    address = digests.address(house.ana.id, house.settings)
    assert letter.inside["List-Unsubscribe"] == f"<{address}>"
    assert letter.inside["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in letter.text
    assert f'href="{address}"' in html_of(letter)
    assert address.startswith(house.settings.public_url)
    token = address.rsplit("/", 1)[1]
    assert digests.of_token(house.db, token, house.settings).id == house.ana.id
    other = house.world.of("brasschaat").person_id
    for wrong in (token[:-1], token + "0", f"{other}-{token.partition('-')[2]}", "", "-", "x-y", "９-1", "9" * 40, "é"):
        with pytest.raises(NotFound):
            digests.of_token(house.db, wrong, house.settings)
    with pytest.raises(NotFound):
        digests.of_token(house.db, token, replace(house.settings, secret_key="another"))


def test_a_wish_is_one_of_two_and_daily_until_somebody_says_otherwise(house: House) -> None:
    assert digests.wish(house.db, house.ana) == DAILY
    for wish in (OFF, OFF, DAILY):
        digests.choose(house.db, house.ana, wish)
        house.db.commit()
        assert digests.wish(house.db, house.ana) == wish
    with pytest.raises(Invalid):
        digests.choose(house.db, house.ana, "hourly")


@pytest.fixture
def stop(table: Table) -> str:
    """The path in a mail that stops the mails of somebody of Tarija."""
    person = table.world.of("tarija").person_id
    return f"/digest/{digests.token(person, table.app.config['TANDEM'])}"


def wish(table: Table) -> str:
    """Return what that somebody wishes."""
    with table.app.extensions["tandem.factory"]() as db:
        return digests.wish(db, table.world.of("tarija").person)


def test_one_press_stops_the_mails_without_signing_in_and_looking_stops_nothing(table: Table, stop: str) -> None:
    stranger = Visitor(table.app)
    for look in (stranger.get, stranger.head):
        assert (look(stop).status_code, wish(table)) == (200, DAILY)
    assert table.said("Stop these mails") in words_of(stranger.get(stop))
    for _ in range(2):
        answer = stranger.post(stop)
        assert (answer.status_code, wish(table)) == (200, OFF)
    assert "<form" not in answer.text.partition("<main")[2]
    assert not stranger.is_signed_in()


def test_a_mail_program_stops_them_with_one_press_of_its_own(table: Table, stop: str) -> None:
    program = table.app.test_client()
    answer = program.post(stop, data={"List-Unsubscribe": "One-Click"}, base_url="http://127.0.0.1:8000")
    assert (answer.status_code, wish(table)) == (200, OFF)
    wrong = program.post(stop + "0", data={"List-Unsubscribe": "One-Click"}, base_url="http://127.0.0.1:8000")
    assert wrong.status_code == 404


def test_on_the_account_page_one_chooses_again(table: Table, stop: str) -> None:
    here = signed_in(table.app, table.world.of("tarija").person)
    here.post("/account/digest", digest=OFF)
    assert wish(table) == OFF
    assert 'value="off" checked' in here.get("/account").text.replace(' id="f-digest"', "")
    here.post("/account/digest", digest=DAILY)
    assert wish(table) == DAILY
    answer = here.post("/account/digest", digest="hourly")
    assert (answer.status_code, wish(table)) == (400, DAILY)


def test_the_nightly_job_mails_digests(settings: Settings, postbox: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = database.connect(settings.url())
    schema.migrate(engine)
    house = House(engine, settings, postbox)
    house.mention(HELLO)
    for name, value in (("INSTANCE", settings.instance), ("SMTP_URL", postbox.url), ("MAIL_FROM", "t@example.org")):
        monkeypatch.setenv(f"FACILITATION_{name}", str(value))
    monkeypatch.setenv("FACILITATION_SECRET_KEY", settings.secret_key)
    for expected in ("1 digests mailed", "0 digests mailed"):
        done = CliRunner().invoke(cli.main, ["nightly"])
        assert (done.exit_code, expected in done.output) == (0, True), done.output
    assert len(postbox.letters) == 1
    engine.dispose()
