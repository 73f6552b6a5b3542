"""Municipalities: what is told of a place, and that only its own people change it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from facilitation import languages, municipalities
from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Invalid
from facilitation.municipalities import Facts, Municipality
from facilitation.projects import Project
from tests import makers
from tests.makers import World
from tests.visitors import problems_of, signed_in, words_of

TARIJA = Facts("Tarija", "city", "BO", "", ("es",), ("qu",))
TYPED = {
    "name": "Nimlaha'kok",
    "kind": "region",
    "country": "GT",
    "time_zone": "",
    "written": ["es"],
    "spoken": ["kek"],
}


def told(facts: Facts) -> list[tuple[str, str]]:
    """Return the field and the first words of everything that is wrong with what was told."""
    return [(field, sentence[:20]) for field, sentence, _values in municipalities.problems(facts)]


def test_everything_that_is_missing_is_said_at_once() -> None:
    assert [field for field, _sentence in told(municipalities.BLANK)] == ["name", "kind", "country", "written"]
    assert [field for field, *_rest in municipalities.problems(municipalities.BLANK, "place1.")] == [
        "place1.name",
        "place1.kind",
        "place1.country",
        "place1.written",
    ]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({}, []),
        ({"name": " \n"}, [("name", "Fill in the name of ")]),
        ({"name": "x" * 100}, []),
        ({"name": "x" * 101}, [("name", "This is {length} cha")]),
        ({"kind": "province"}, [("kind", "Choose what kind of ")]),
        ({"country": "XX"}, [("country", "Choose the country.")]),
        ({"time_zone": "America/La_Paz"}, []),
        ({"time_zone": "Europe/Brussels"}, [("time_zone", "This time zone belon")]),
        ({"time_zone": "Mars/Olympus"}, [("time_zone", "This time zone belon")]),
        ({"country": "EC"}, [("time_zone", "This country has sev")]),
        ({"country": "EC", "time_zone": "Pacific/Galapagos"}, []),
        ({"written": ("kek",)}, [("written", "Choose from the list")]),
        ({"written": ()}, [("written", "Choose at least one ")]),
        ({"spoken": ()}, []),
        ({"spoken": ("xx",)}, [("spoken", "Choose from the list")]),
    ],
)
def test_a_place_has_a_name_a_kind_a_country_its_time_zone_and_a_language_it_writes(
    changed: dict[str, object], problem: list[tuple[str, str]]
) -> None:
    assert told(replace(TARIJA, **changed)) == problem  # type: ignore[arg-type]


def test_a_country_with_one_time_zone_needs_no_choice(db: Session) -> None:
    db.begin_writing()
    place = municipalities.add(db, TARIJA)
    db.commit()
    assert (place.time_zone, place.facts.zone) == ("America/La_Paz", "America/La_Paz")


def test_a_place_keeps_its_name_to_the_letter(db: Session) -> None:
    db.begin_writing()
    place = municipalities.add(db, replace(TARIJA, name=" Nimlaha’kok / 's-Gravenbrakel "))
    db.commit()
    db.expire_all()
    assert db.get(Municipality, place.id).name == " Nimlaha’kok / 's-Gravenbrakel "  # type: ignore[union-attr]


def test_nothing_is_written_down_of_a_place_that_cannot_stay_so(lite_db: Session) -> None:
    lite_db.begin_writing()
    with pytest.raises(Invalid) as refused:
        municipalities.add(lite_db, replace(TARIJA, name="", country="EC"))
    assert [problem[0] for problem in refused.value.problems] == ["name", "time_zone"]
    assert lite_db.query(Municipality).count() == 0


def test_every_country_and_time_zone_has_a_name_in_both_languages() -> None:
    dutch, spanish = languages.countries("nl"), languages.countries("es")
    assert (dutch["BO"], spanish["BO"], dutch["BE"], spanish["BE"]) == ("Bolivia", "Bolivia", "België", "Bélgica")
    assert set(dutch) == set(spanish) == set(languages.ZONES)
    assert languages.zones("es")["America/Guayaquil"] == "Ecuador: Guayaquil"
    several = {zone for zones in languages.ZONES.values() if len(zones) > 1 for zone in zones}
    assert set(languages.zones("nl")) == several
    assert list(spanish).index("DE") < list(spanish).index("BE")  # Alemania, Bélgica


@pytest.mark.parametrize("language", ["nl", "es"])
def test_a_country_stands_in_the_list_where_a_reader_looks_for_it(language: str) -> None:
    first = [languages.composed(name, "NFKD")[0] for name in languages.countries(language).values()]
    assert first == sorted(first)
    assert (first[0], first[-1]) == ("A", "Z")
    assert "ZZ" not in languages.ZONES  # "unknown country"


# Through the pages.


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def address(world: World, side: str) -> str:
    """Return the page that changes what is told of a side's place."""
    found = next(each for each in world.partnership.sides if each.key == side)
    return f"/partnerships/{world.partnership.id}/sides/{found.id}/edit"


def test_only_the_coordinators_of_a_side_change_what_is_told_of_it(app: Flask, lite_db: Session, world: World) -> None:
    page = address(world, "nimlahakok")
    for (side, role), held in world.members.items():
        visitor = signed_in(app, held.person)
        own = side == "nimlahakok" and role in (Role.COORDINATOR, Role.DEPUTY)
        assert visitor.get(page).status_code == (200 if own else 403), (side, role)
        assert visitor.post(page, **TYPED).status_code == (303 if own else 403), (side, role)
    administrator = makers.person(lite_db, administrator=True)
    lite_db.commit()
    stranger = signed_in(app, administrator)
    assert stranger.get(page).status_code == stranger.post(page, **TYPED).status_code == 404


def test_a_side_is_only_reached_through_its_own_partnership(app: Flask, lite_db: Session, world: World) -> None:
    elsewhere = makers.partnership(lite_db, ("Herent", "Dogbo"))
    lite_db.commit()
    visitor = signed_in(app, world.of("brasschaat", Role.COORDINATOR).person)
    assert visitor.get(f"/partnerships/{world.partnership.id}/sides/{elsewhere.sides[0].id}/edit").status_code == 404
    assert visitor.get(f"/partnerships/{elsewhere.id}/sides/{elsewhere.sides[0].id}/edit").status_code == 404


def test_a_language_written_from_now_on_changes_no_text_that_exists(app: Flask, lite_db: Session, world: World) -> None:
    before = dict(world.project.title)
    visitor = signed_in(app, world.of("nimlahakok", Role.COORDINATOR).person)
    visitor.post(address(world, "nimlahakok"), **{**TYPED, "written": ["es", "en"]})
    lite_db.expire_all()
    assert world.partnership.languages == ("nl", "es", "en")
    assert lite_db.get(Project, world.project.id).title == before  # type: ignore[union-attr]
    assert visitor.get(f"/projects/{world.project.id}").status_code == 200


def test_what_was_typed_stands_beside_every_problem(app: Flask, world: World) -> None:
    visitor = signed_in(app, world.of("nimlahakok", Role.COORDINATOR).person, language="es")
    typed = {**TYPED, "name": "Q'eqchi' <b>", "country": "EC", "written": []}
    answer = visitor.post(address(world, "nimlahakok"), **typed)
    assert answer.status_code == 400
    assert sorted(problems_of(answer)) == ["time_zone", "written"]
    assert 'value="Q&#39;eqchi&#39; &lt;b&gt;"' in answer.text
    assert '<option value="EC" selected>Ecuador</option>' in answer.text
    assert 'value="kek" checked' in answer.text


def test_what_was_told_of_a_place_stands_on_the_page_of_the_partnership(app: Flask, world: World) -> None:
    coordinator = signed_in(app, world.of("nimlahakok", Role.COORDINATOR).person)
    coordinator.post(address(world, "nimlahakok"), **TYPED)
    reader = signed_in(app, world.of("brasschaat", Role.OBSERVER).person)
    page = words_of(reader.get(f"/partnerships/{world.partnership.id}"))
    assert "Nimlaha'kok Soort regio Land Guatemala Schrijft in Spaans Spreekt ook Q'eqchi'" in page
