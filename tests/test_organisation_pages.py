"""The pages of organisations: an administrator makes them and looks after their people; sides let them look along."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask

from facilitation.access import Role
from facilitation.database import Session
from facilitation.people import Person
from facilitation.sdg import openings, organisations
from facilitation.sdg.organisations import Organisation
from tests import makers
from tests.forms_on_page import said
from tests.makers import World
from tests.visitors import Visitor, problems_of, signed_in, words_of


@dataclass
class Here:
    """An installation with an administrator and a partnership of two sides."""

    app: Flask
    world: World
    db: Session
    administrator: Person

    def looking_after(self, language: str = "nl") -> Visitor:
        """Return the browser of the administrator."""
        visitor = signed_in(self.app, self.administrator)
        visitor.get(f"/language/{language}")
        return visitor

    def coordinator(self, key: str, role: str = Role.COORDINATOR) -> Visitor:
        """Return the browser of somebody of a side."""
        visitor = signed_in(self.app, self.world.of(key, role).person)
        visitor.get("/language/es" if key == "tarija" else "/language/nl")
        return visitor

    def organisation(self, name: str = "VVSG") -> Organisation:
        """Make an organisation."""
        made = organisations.make(self.db, self.administrator, name)
        self.db.commit()
        return made

    def names(self) -> list[str]:
        """Return the organisations that are there."""
        self.db.rollback()
        return [each.name for each in organisations.all_of_them(self.db)]

    def colleagues(self, organisation: Organisation) -> list[str]:
        """Return who works for an organisation."""
        self.db.rollback()
        return [each.person.name for each in organisations.colleagues(self.db, organisation)]

    def agreeing(self, organisation: Organisation) -> list[str]:
        """Return the sides that let an organisation look along."""
        self.db.rollback()
        (found,) = openings.of_partnership(self.db, self.world.partnership, [organisation])
        return [side.key for side in found.agreeing]


@pytest.fixture
def here(app: Flask, lite_db: Session) -> Here:
    """Give an administrator and a partnership."""
    administrator = makers.person(lite_db, "Beheer", administrator=True)
    return Here(app, makers.world(lite_db, ("Brasschaat", "Tarija")), lite_db, administrator)


def test_an_administrator_makes_an_organisation_and_is_led_to_its_people(here: Here) -> None:
    got = here.looking_after().post("/organisations", name="Vereniging van gemeenten")
    assert (got.status_code, here.names()) == (303, ["Vereniging van gemeenten"])
    page = here.looking_after().get(got.headers["Location"])
    assert "Vereniging van gemeenten" in words_of(page)
    assert said(here.app, "Nobody yet") in words_of(page)
    assert "Vereniging van gemeenten" in words_of(here.looking_after().get("/organisations"))


@pytest.mark.parametrize("name", ["", "   ", "vvsg", "VVSG", "x" * 161])
def test_a_name_that_cannot_be_is_said_beside_its_field_and_stays_typed(here: Here, name: str) -> None:
    here.organisation()
    for language in ("nl", "es"):
        got = here.looking_after(language).post("/organisations", name=name)
        assert got.status_code == 400
        assert list(problems_of(got)) == ["name"]
        assert f'value="{name}"' in got.text
    assert here.names() == ["VVSG"]


@pytest.mark.parametrize("name", [" VVSG", "VVSG ", "VV\u200bSG", "\uff36VSG", "vvSG"])
def test_no_two_names_look_the_same_to_whoever_opens(here: Here, name: str) -> None:
    here.organisation()
    assert here.looking_after().post("/organisations", name=name).status_code == 400
    for other in ("VSG", "V V S G", "VVSG Gent"):
        assert here.looking_after().post("/organisations", name=other).status_code == 303


def test_people_are_added_by_their_address_and_go_again(here: Here) -> None:
    vvsg, member = here.organisation(), here.world.of("tarija").person
    visitor, path = here.looking_after(), f"/organisations/{vvsg.id}/people"
    for _press in range(2):
        assert visitor.post(path, mail=member.mail).status_code == 303
    assert here.colleagues(vvsg) == [member.name]
    assert f"/organisations/{vvsg.id}" in here.coordinator("tarija", Role.MEMBER).get("/").text
    (colleague,) = organisations.colleagues(here.db, vvsg)
    for do in ("end:999", f"end:{'9' * 15}"):
        assert visitor.post(path, do=do).status_code == 404
    assert visitor.post(path, do=f"end:{colleague.id}").status_code == 303
    assert here.colleagues(vvsg) == []
    assert visitor.post(path, do=f"end:{colleague.id}").status_code == 404


@pytest.mark.parametrize("mail", ["", "niemand@example.org", "geen adres", "<script>"])
def test_an_address_without_an_account_is_said_and_stays_typed(here: Here, mail: str) -> None:
    vvsg = here.organisation()
    got = here.looking_after("es").post(f"/organisations/{vvsg.id}/people", mail=mail)
    assert got.status_code == 400
    assert problems_of(got) == {"mail": said(here.app, organisations.NOBODY, "es")}
    assert f'value="{mail.replace("<", "&lt;").replace(">", "&gt;")}"' in got.text
    assert here.colleagues(vvsg) == []


def test_an_address_is_found_however_it_is_written(here: Here) -> None:
    vvsg, member = here.organisation(), here.world.of("tarija").person
    typed = (member.mail or "").upper()
    assert here.looking_after().post(f"/organisations/{vvsg.id}/people", mail=typed).status_code == 303
    assert here.colleagues(vvsg) == [member.name]


def test_an_administrator_sees_nothing_that_was_opened_to_an_organisation(here: Here) -> None:
    vvsg = here.organisation()
    for key in ("brasschaat", "tarija"):
        held = here.world.of(key, Role.COORDINATOR)
        openings.answer(here.db, held.person, held, here.world.partnership, vvsg, True)
        here.db.commit()
    for address in (f"/organisations/{vvsg.id}", f"/organisations/{vvsg.id}/overview.csv"):
        assert here.looking_after().get(address).status_code == 404
    for number in ("0", "99", "99999999999999999999"):
        assert here.looking_after().get(f"/organisations/{number}/people").status_code == 404


def test_each_side_says_yes_for_itself_and_one_ends_it_for_all(here: Here) -> None:
    vvsg = here.organisation()
    page, path = "/partnerships/{}/sdg", "/partnerships/{}/sdg/openings/{}"
    page, path = page.format(here.world.partnership.id), path.format(here.world.partnership.id, vvsg.id)
    ana, rosa = here.coordinator("brasschaat"), here.coordinator("tarija")
    assert said(here.app, "does not look along") in words_of(ana.get(page))
    assert ana.post(path, do="open").headers["Location"] == f"{page}#openings"
    assert here.agreeing(vvsg) == ["brasschaat"]
    assert said(here.app, "does not look along", "es") in words_of(rosa.get(page))
    assert rosa.post(path, do="open").status_code == 303
    assert "VVSG" in words_of(rosa.get(page))
    assert said(here.app, "looks along", "es") in words_of(rosa.get(page))
    assert ana.post(path, do="close").status_code == 303
    assert here.agreeing(vvsg) == ["tarija"]
    assert said(here.app, "does not look along", "es") in words_of(rosa.get(page))


@pytest.mark.parametrize("do", ["", "opened", "true", "OPEN", "1"])
def test_a_press_that_says_neither_changes_nothing(here: Here, do: str) -> None:
    vvsg = here.organisation()
    path = f"/partnerships/{here.world.partnership.id}/sdg/openings/{vvsg.id}"
    ana = here.coordinator("brasschaat")
    ana.post(path, do="open")
    assert ana.post(path, do=do).status_code == 303
    assert here.agreeing(vvsg) == ["brasschaat"]
    assert here.coordinator("tarija", Role.MEMBER).post(path, do=do).status_code == 403


def test_an_organisation_that_is_not_there_is_opened_by_nobody(here: Here) -> None:
    here.organisation()
    for number in ("0", "99", "99999999999999999999"):
        path = f"/partnerships/{here.world.partnership.id}/sdg/openings/{number}"
        assert here.coordinator("brasschaat").post(path, do="open").status_code == 404
