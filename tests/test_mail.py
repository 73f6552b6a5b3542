"""Mail: letters arrive whole, and one that cannot be sent breaks nothing and tells nobody anything."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from facilitation import mail
from facilitation.config import Settings
from tests.letters import Postbox

TEXT = "Dag Ana,\n\nuna línea con eñe y acento: ¿qué tal?\n.\n..en zo verder\n"


@pytest.fixture
def told(settings: Settings, postbox: Postbox) -> Settings:
    """Settings of an installation with a mail server."""
    return replace(settings, smtp_url=postbox.url, mail_from="Tandem <tandem@example.org>")


def test_a_letter_arrives_as_it_was_written(told: Settings, postbox: Postbox) -> None:
    assert mail.send(told, "ana@tarija.example", "Invitación: Brasschaat y Tarija", TEXT)
    (letter,) = postbox.letters
    assert (letter.sender, letter.to) == ("tandem@example.org", ["ana@tarija.example"])
    assert (letter.subject, letter.text) == ("Invitación: Brasschaat y Tarija", TEXT)
    assert letter.inside["From"] == "Tandem <tandem@example.org>"
    assert letter.inside["Auto-Submitted"] == "auto-generated"


def test_a_letter_may_have_a_second_form_in_html(told: Settings, postbox: Postbox) -> None:
    assert mail.send(told, "ana@tarija.example", "Hola", TEXT, html="<p>eñe</p>")
    (letter,) = postbox.letters
    page = letter.inside.get_body(("html",))
    assert page is not None
    assert (letter.text, page.get_content().strip()) == (TEXT, "<p>eñe</p>")


def test_a_mail_server_that_asks_for_a_name_gets_it(told: Settings, postbox: Postbox) -> None:
    url = postbox.url.replace("smtp://", "smtp://us%40er:p%2Fw@")
    assert mail.send(replace(told, smtp_url=url), "ana@tarija.example", "Hola", TEXT)
    assert postbox.sign_ins == ["AHVzQGVyAHAvdw=="]  # NUL us@er NUL p/w


def test_without_a_mail_server_nothing_is_sent(settings: Settings) -> None:
    assert not mail.send(settings, "ana@tarija.example", "Hola", TEXT)


@pytest.mark.parametrize(
    "url", ["smtp://127.0.0.1:1", "http://127.0.0.1", "smtp://127.0.0.1:port", "smtps://127.0.0.1:1"]
)
def test_a_mail_server_that_does_not_answer_is_no_error(told: Settings, url: str) -> None:
    assert not mail.send(replace(told, smtp_url=url), "ana@tarija.example", "Hola", TEXT)


def test_an_address_that_the_mail_server_refuses_is_no_error(told: Settings, postbox: Postbox) -> None:
    postbox.refused.add("gone@tarija.example")
    assert not mail.send(told, "gone@tarija.example", "Hola", TEXT)
    assert postbox.letters == []


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("ana@tarija.example", "Hola\r\nBcc: everybody@example.org"),
        ("ana@tarija.example\r\nBcc: everybody@example.org", "Hola"),
        ("ana@tarija.example, everybody@example.org", "Hola"),
    ],
)
def test_a_name_or_an_address_cannot_add_a_line_or_an_addressee(
    told: Settings, postbox: Postbox, to: str, subject: str
) -> None:
    assert not mail.send(told, to, subject, TEXT)
    assert postbox.letters == []


def test_a_server_on_port_587_that_offers_no_encryption_gets_no_letter(
    told: Settings, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "STARTTLS_PORT", postbox.port)
    assert not mail.send(told, "ana@tarija.example", "Hola", TEXT)
    assert (postbox.letters, postbox.sign_ins) == ([], [])


def test_a_letter_sent_later_arrives_too(told: Settings, postbox: Postbox) -> None:
    assert mail.send_later(told, "ana@tarija.example", "Hola", TEXT).result(timeout=20)
    assert [letter.to for letter in postbox.letters] == [["ana@tarija.example"]]


def test_the_log_tells_the_kind_of_failure_and_nothing_else(
    told: Settings, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    postbox.refused.add("gone@tarija.example")
    mail.send(told, "gone@tarija.example", "Secret subject", "Secret text")
    mail.send(told, "ana@tarija.example\nBcc: x", "Secret subject", "Secret text")
    said = [record.getMessage() for record in caplog.records]
    assert said == ["mail was not sent: SMTPRecipientsRefused", "mail was not sent: ValueError"]


@pytest.mark.parametrize(("language", "said"), [("nl", "Tijdzone"), ("es", "Zona horaria")])
def test_a_letter_speaks_the_language_of_the_one_who_gets_it(language: str, said: str) -> None:
    assert mail.speaker(language)("Time zone") == said


@pytest.mark.parametrize("to", ["ana@tarija.", "ana@tarija..bo", "@", "a@[", "[@x", "a..b@c", "", "a\u202e@[Ж"])
def test_what_is_no_address_is_no_error_either(told: Settings, postbox: Postbox, to: str) -> None:
    assert not mail.send(told, to, "Hola", TEXT)
    assert postbox.letters == []


def test_a_subject_of_two_lines_never_becomes_a_second_line_of_the_letters_head(
    told: Settings, postbox: Postbox
) -> None:
    assert not mail.send(told, "ana@tarija.example", "Hola\r\nBcc: everybody@example.org", TEXT)
    assert postbox.letters == []
