"""Pages of invitations: what somebody sees who opens the link, and how they join with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from facilitation import create_app, invitations
from facilitation.access import Role
from facilitation.config import Settings
from facilitation.people import Person
from tests import makers
from tests.guests import Inviting
from tests.visitors import PASSWORD, Visitor, kept_password, problems_of, signed_in, words_of

NEW = {
    "name": "Rosa Quispe",
    "mail": "Rosa@Tarija.example",
    "password": "una frase bien larga",
    "language": "es",
    "time_zone": "America/La_Paz",
}


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nl", ["Marta Vaca nodigt je uit voor de stedenband van Brasschaat en Tarija", "20 dec 2026, 08:00"]),
        ("es", ["Marta Vaca le invita al hermanamiento de Brasschaat y Tarija", "20 dic 2026, 08:00"]),
    ],
)
def test_the_page_says_who_invites_to_what_as_what_until_when(
    inviting: Inviting, app: Flask, language: str, sentences: list[str]
) -> None:
    _invitation, path = inviting.invite(Role.DEPUTY, language=language)
    said = words_of(Visitor(app).get(path))
    for sentence in [*sentences, invitations.speaker(language)("deputy coordinator")]:
        assert sentence in said


def test_the_page_speaks_the_language_of_the_invitation_until_the_reader_chooses(
    inviting: Inviting, app: Flask
) -> None:
    _invitation, path = inviting.invite(language="es")
    visitor = Visitor(app, language="nl")
    assert '<html lang="es">' in visitor.get(path).text
    assert '<html lang="es">' in visitor.post(path).text
    visitor.get("/language/nl")
    assert '<html lang="nl">' in visitor.get(path).text


def test_looking_at_an_invitation_uses_nothing_up(inviting: Inviting, app: Flask) -> None:
    _invitation, path = inviting.invite()
    assert [Visitor(app).get(path).status_code for _look in range(3)] == [200] * 3


def test_registering_makes_an_account_and_joins_in_one_press(inviting: Inviting, app: Flask) -> None:
    invitation, path = inviting.invite(mail="rosa@tarija.example")
    visitor = Visitor(app)
    page = visitor.get(path)
    assert 'value="rosa@tarija.example"' in page.text
    assert '<option value="America/La_Paz" selected>' in page.text
    answer = visitor.post(path, **NEW)
    assert (answer.status_code, answer.location) == (303, f"/partnerships/{inviting.partnership.id}")
    assert visitor.is_signed_in()
    assert ("Rosa Quispe", "tarija", "member") in inviting.taking_part()
    inviting.db.refresh(invitation)
    person = inviting.db.get_one(Person, invitation.used_by_id)
    told = (person.name, person.mail, person.language, person.time_zone, person.administrator, person.demo)
    assert told == ("Rosa Quispe", "Rosa@Tarija.example", "es", "America/La_Paz", False, False)
    assert Visitor(app).sign_in("rosa@tarija.example", NEW["password"]).status_code == 303


def test_everything_that_is_wrong_is_said_at_once_and_everything_typed_is_still_there(
    inviting: Inviting, app: Flask
) -> None:
    _invitation, path = inviting.invite()
    answer = Visitor(app).post(
        path, name="", mail="rosa at tarija", password="corta", language="fr", time_zone="America/Nowhere"
    )
    assert (answer.status_code, sorted(problems_of(answer))) == (
        400,
        ["language", "mail", "name", "password", "time_zone"],
    )
    assert 'value="rosa at tarija"' in answer.text
    assert "corta" not in answer.text
    assert "Escríbala de nuevo" in words_of(answer)
    assert inviting.taking_part() == [("Marta Vaca", "tarija", "coordinator")]


def test_nothing_typed_at_registration_is_trimmed(inviting: Inviting, app: Flask) -> None:
    _invitation, path = inviting.invite()
    blank = Visitor(app).post(path, **{**NEW, "mail": " rosa@tarija.example"})
    assert list(problems_of(blank)) == ["mail"]
    Visitor(app).post(path, **{**NEW, "name": " Rosa  Quispe ", "password": " 12345678 "})
    assert (" Rosa  Quispe ", "tarija", "member") in inviting.taking_part()
    assert Visitor(app).sign_in(NEW["mail"], "12345678").status_code == 400
    assert Visitor(app).sign_in(NEW["mail"], " 12345678 ").status_code == 303


def test_who_is_signed_in_joins_with_one_button(inviting: Inviting, app: Flask) -> None:
    rosa = makers.person(inviting.db, "Rosa Quispe", language="es")
    inviting.db.commit()
    _invitation, path = inviting.invite()
    visitor = signed_in(app, rosa)
    page = visitor.get(path)
    assert "Participar como Rosa Quispe" in words_of(page)
    assert 'name="password"' not in page.text
    before = visitor.token
    assert visitor.post(path, **{"as": rosa.id}).location == f"/partnerships/{inviting.partnership.id}"
    assert ("Rosa Quispe", "tarija", "member") in inviting.taking_part()
    assert visitor.token == before


def test_nobody_joins_under_another_name_than_the_page_showed(inviting: Inviting, app: Flask) -> None:
    rosa, luz = makers.person(inviting.db, "Rosa"), makers.person(inviting.db, "Luz")
    inviting.db.commit()
    _invitation, path = inviting.invite()
    assert signed_in(app, luz).post(path, **{"as": rosa.id}).status_code == 409
    assert signed_in(app, luz).post(path, **NEW).status_code == 409
    assert Visitor(app).post(path, **{"as": rosa.id}).status_code == 409
    assert inviting.taking_part() == [("Marta Vaca", "tarija", "coordinator")]


def test_whose_address_has_an_account_is_asked_to_sign_in_and_comes_back(inviting: Inviting, app: Flask) -> None:
    rosa = makers.person(inviting.db, "Rosa", mail="rosa@tarija.example", password=kept_password())
    inviting.db.commit()
    _invitation, path = inviting.invite(mail="ROSA@tarija.example")
    visitor = Visitor(app)
    page = visitor.get(path)
    assert f'href="/sign-in?to={path}"' in page.text
    assert 'name="name"' not in page.text
    assert visitor.sign_in("rosa@tarija.example", PASSWORD, to=path).location == path
    assert visitor.post(path, **{"as": rosa.id}).status_code == 303


def test_registering_with_an_address_that_has_an_account_says_to_sign_in(
    lite: sa.Engine, inviting: Inviting, settings: Settings
) -> None:
    made = create_app(replace(settings, tries=2))
    makers.person(inviting.db, mail="rosa@tarija.example")
    inviting.db.commit()
    _invitation, path = inviting.invite()
    visitor = Visitor(made)
    answer = visitor.post(path, **NEW)
    assert (answer.status_code, list(problems_of(answer))) == (400, ["mail"])
    assert 'value="Rosa Quispe"' in answer.text
    assert visitor.post(path, **NEW).status_code == 400
    assert visitor.post(path, **NEW).status_code == 429  # nobody tries out addresses with one invitation
    made.extensions["tandem.engine"].dispose()


def test_who_takes_part_already_is_shown_the_way(inviting: Inviting, app: Flask) -> None:
    _invitation, path = inviting.invite()
    page = signed_in(app, inviting.coordinator).get(path)
    assert "Usted ya participa en este hermanamiento" in words_of(page)
    assert f'href="/partnerships/{inviting.partnership.id}"' in page.text


@pytest.mark.parametrize(
    ("what", "heading", "advice"),
    [
        ("used", "Esta invitación ya se usó", "Entonces inicie sesión con la cuenta que creó."),
        ("expired", "Esta invitación ya venció", "Pida otra a Marta Vaca"),
        ("withdrawn", "Esta invitación se anuló", "Marta Vaca puede decirle por qué"),
    ],
)
def test_an_invitation_that_works_no_more_says_why_and_what_to_do(
    inviting: Inviting, app: Flask, frozen: Callable[..., object], what: str, heading: str, advice: str
) -> None:
    invitation, path = inviting.invite()
    inviting.db.begin_writing()
    if what == "used":
        invitations.accept(inviting.db, invitation, makers.person(inviting.db))
    if what == "withdrawn":
        invitations.withdraw(inviting.db, invitation)
    inviting.db.commit()
    if what == "expired":
        frozen(days=30)
    for answer in (Visitor(app).get(path), Visitor(app).post(path, **NEW)):
        assert answer.status_code == 410
        assert heading in words_of(answer)
        assert advice in words_of(answer)
    assert inviting.db.scalar(sa.select(Person.id).where(Person.mail_key == "rosa@tarija.example")) is None


def test_a_link_that_never_existed_says_so(app: Flask) -> None:
    answer = Visitor(app).get("/invitations/wrong")
    assert answer.status_code == 404
    assert "Deze link is niet volledig, of hij heeft nooit bestaan." in words_of(answer)
