"""Partnerships: the lot, the start, one more place, and the page on which one stands."""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from facilitation import languages, memberships, partnerships
from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Invalid
from facilitation.memberships import Membership
from facilitation.partnerships import LOOKS, Partnership
from tests import makers
from tests.makers import World
from tests.visitors import Visitor, problems_of, signed_in, words_of

THREE = ("Brasschaat", "Tarija", "Nimlaha'kok")
DRAWS = 3_000


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


# The lot.


def test_every_order_is_as_likely_as_every_other() -> None:
    lot = random.Random(1)
    drawn = Counter(tuple(partnerships.shuffled(THREE, lot.randrange)) for _ in range(DRAWS))
    assert set(drawn) == set(itertools.permutations(THREE))
    share = DRAWS / 6
    assert all(abs(times - share) < share * 0.2 for times in drawn.values()), drawn


def test_a_lot_that_always_falls_low_changes_nothing_and_one_that_falls_high_turns_everything_round() -> None:
    assert partnerships.shuffled(THREE, lambda _count: 0) == list(THREE)
    assert partnerships.shuffled(THREE, lambda count: count - 1) == list(reversed(THREE))


def test_order_and_look_of_every_side_are_drawn(lite_db: Session) -> None:
    lot = random.Random(2)
    lite_db.begin_writing()
    person = makers.person(lite_db)
    places = [makers.municipality(lite_db, name) for name in THREE]
    orders, looks, keys = Counter[tuple[str, ...]](), Counter[tuple[str, int]](), []
    for _ in range(120):
        made = partnerships.start(lite_db, person, places, draw=lot.randrange)
        orders[tuple(side.name for side in made.sides)] += 1
        looks.update((side.name, side.look) for side in made.sides)
        assert len({side.look for side in made.sides}) == 3
        keys += [side.key for side in made.sides]
    assert set(orders) == set(itertools.permutations(THREE))
    assert set(looks) == set(itertools.product(THREE, range(1, LOOKS + 1)))
    assert len(set(keys)) == 360
    assert all(re.fullmatch(r"[a-z]{6}", key) for key in keys)


def test_without_a_lot_of_ones_own_the_draw_is_of_the_machine(lite_db: Session) -> None:
    lite_db.begin_writing()
    person = makers.person(lite_db)
    places = [makers.municipality(lite_db, name) for name in THREE]
    made = [partnerships.start(lite_db, person, places) for _ in range(60)]
    assert len({tuple(side.name for side in each.sides) for each in made}) > 1
    assert len({side.look for each in made for side in each.sides}) > 3


@pytest.mark.parametrize("names", [["Tarija"], ["Tarija", "tarija"], [f"Plaats {sign}" for sign in "abcdefg"]])
def test_a_partnership_is_of_two_to_six_places_with_different_names(lite_db: Session, names: list[str]) -> None:
    lite_db.begin_writing()
    places = [makers.municipality(lite_db, name) for name in names]
    with pytest.raises(Invalid):
        partnerships.start(lite_db, makers.person(lite_db), places)


def test_one_more_place_comes_where_the_lot_says_and_nobody_changes_colour(db: Session) -> None:
    db.begin_writing()
    made = makers.partnership(db, THREE)
    looks = {side.name: side.look for side in made.sides}
    partnerships.welcome(db, made, makers.municipality(db, "Dogbo"), lambda count: 1 if count == 4 else 0)
    db.commit()
    db.expire_all()
    assert [side.name for side in made.sides] == ["Brasschaat", "Dogbo", "Tarija", "Nimlaha'kok"]
    assert [side.position for side in made.sides] == [0, 1, 2, 3]
    assert {side.name: side.look for side in made.sides if side.name in looks} == looks
    assert len({side.look for side in made.sides}) == 4
    assert made.languages == ("nl", "fr", "es")


def test_two_places_change_places_and_keep_their_look(db: Session) -> None:
    db.begin_writing()
    made = makers.partnership(db, THREE)
    looks = {side.name: (side.look, side.key) for side in made.sides}
    partnerships.exchange(db, made, made.sides[0], made.sides[2])
    db.commit()
    db.expire_all()
    assert [side.name for side in made.sides] == ["Nimlaha'kok", "Tarija", "Brasschaat"]
    assert {side.name: (side.look, side.key) for side in made.sides} == looks


@pytest.mark.parametrize(
    ("names", "dutch", "spanish"),
    [
        (["Brasschaat", "Tarija"], "Brasschaat en Tarija", "Brasschaat y Tarija"),
        (["Tarija", "Iquitos"], "Tarija en Iquitos", "Tarija e Iquitos"),
        (["Tarija", "Ixcán"], "Tarija en Ixcán", "Tarija e Ixcán"),
        (["Tarija", "Hinojosa"], "Tarija en Hinojosa", "Tarija e Hinojosa"),
        (["Tarija", "Hierro"], "Tarija en Hierro", "Tarija y Hierro"),
        (["Tarija", "Yotala"], "Tarija en Yotala", "Tarija y Yotala"),
        (["Herent", "Nimlaha'kok", "Irpa Irpa"], "Herent, Nimlaha'kok en Irpa Irpa", "Herent, Nimlaha'kok e Irpa Irpa"),
        (["Tarija"], "Tarija", "Tarija"),
        ([], "", ""),
    ],
)
def test_names_are_joined_as_each_language_does(names: list[str], dutch: str, spanish: str) -> None:
    assert (languages.together(names, "nl"), languages.together(names, "es")) == (dutch, spanish)


# Starting one, through the page.


def form(**changed: Any) -> dict[str, Any]:
    """Return a filled-in start form of somebody who coordinates, with one other place."""
    place = {
        "place1.name": "San Jerónimo",
        "place1.kind": "municipality",
        "place1.country": "PE",
        "place1.written": ["es"],
        "place1.guest_name": "Ana D'Ángelo",
        "place1.guest_mail": "",
        "place1.guest_language": "es",
    }
    return {"blocks": "1", "since": "2003", **place, **changed}


def form_of_two() -> dict[str, Any]:
    """Return a filled-in start form of somebody who stands for none of the two places."""
    second = {key.replace("place1", "place2"): value for key, value in form().items() if key.startswith("place1")}
    return form(blocks="2", **{**second, "place2.name": "Edegem", "place2.country": "BE", "place2.written": ["nl"]})


def own(world: World) -> str:
    """Return the place of Brasschaat as the form offers it."""
    return str(world.of("brasschaat", Role.COORDINATOR).side.municipality_id)  # type: ignore[union-attr]


def links_on(page: str) -> list[str]:
    """Return the invitations whose links a page shows."""
    return list(dict.fromkeys(re.findall(r"http://127\.0\.0\.1:8000/invitations/([\w-]+)", page)))


def newest(db: Session) -> Partnership:
    """Return the partnership that was started last."""
    db.expire_all()
    return db.query(Partnership).order_by(Partnership.id.desc()).first()  # type: ignore[return-value]


def test_who_starts_one_stands_for_their_own_place_and_gets_a_link_for_the_other(
    app: Flask, lite_db: Session, world: World
) -> None:
    starter = world.of("brasschaat", Role.COORDINATOR)
    answer = signed_in(app, starter.person).post("/partnerships/new", **form(own=own(world)))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    made = newest(lite_db)
    assert (sorted(side.name for side in made.sides), made.since) == (["Brasschaat", "San Jerónimo"], 2003)
    found = memberships.of_partnership(lite_db, made)
    assert [(each.person_id, each.side.name, each.role) for each in found if each.side] == [
        (starter.person_id, "Brasschaat", "coordinator")
    ]
    assert len(links_on(answer.text)) == 1
    assert "Buen día, Ana D&#39;Ángelo." in answer.text


def test_the_link_makes_a_coordinator_of_the_other_place(app: Flask, lite_db: Session, world: World) -> None:
    starter = signed_in(app, world.of("brasschaat", Role.COORDINATOR).person)
    token = links_on(starter.post("/partnerships/new", **form(own=own(world))).text)[0]
    guest = makers.person(lite_db, "Ana")
    lite_db.commit()
    assert signed_in(app, guest).post(f"/invitations/{token}", **{"as": str(guest.id)}).status_code == 303
    made = newest(lite_db)
    found = next(each for each in memberships.of_partnership(lite_db, made) if each.person_id == guest.id)
    assert (found.side.name, found.role) == ("San Jerónimo", "coordinator")  # type: ignore[union-attr]


def test_pressing_twice_starts_one_partnership_and_the_link_on_the_screen_works(
    app: Flask, lite_db: Session, world: World
) -> None:
    starter = signed_in(app, world.of("brasschaat", Role.COORDINATOR).person)
    first = starter.post("/partnerships/new", **form(own=own(world)))
    second = starter.post("/partnerships/new", **form(own=own(world)))
    assert lite_db.query(Partnership).count() == 2  # the world's and this one
    assert Visitor(app).get(f"/invitations/{links_on(first.text)[0]}").status_code == 410
    assert Visitor(app).get(f"/invitations/{links_on(second.text)[0]}").status_code == 200


def test_an_administrator_invites_a_coordinator_for_every_place_and_belongs_to_none(
    app: Flask, lite_db: Session
) -> None:
    person = makers.person(lite_db, administrator=True)
    lite_db.commit()
    visitor = signed_in(app, person)
    answer = visitor.post("/partnerships/new", **form_of_two())
    made = newest(lite_db)
    assert sorted(side.name for side in made.sides) == ["Edegem", "San Jerónimo"]
    assert memberships.of_partnership(lite_db, made) == []
    assert len(links_on(answer.text)) == 2
    assert visitor.get(f"/partnerships/{made.id}").status_code == 404
    assert visitor.get(f"/partnerships/{made.id}/members").status_code == 200


def test_who_coordinates_nowhere_starts_no_partnership(app: Flask, lite_db: Session, world: World) -> None:
    leads = (Role.COORDINATOR, Role.DEPUTY)
    for role in Role:
        visitor = signed_in(app, world.of("tarija", role).person)
        assert visitor.get("/partnerships/new").status_code == (200 if role in leads else 403)
        assert visitor.post("/partnerships/new", **form()).status_code == (400 if role in leads else 403)
    nobody = makers.person(lite_db)
    lite_db.commit()
    for person in (nobody, *(world.of("tarija", role).person for role in Role if role not in leads)):
        assert signed_in(app, person).post("/partnerships/new", **form_of_two()).status_code == 403
    assert lite_db.query(Partnership).count() == 1


def test_nobody_stands_for_a_place_that_they_do_not_coordinate(app: Flask, lite_db: Session, world: World) -> None:
    tarija = str(world.of("tarija", Role.COORDINATOR).side.municipality_id)  # type: ignore[union-attr]
    visitor = signed_in(app, world.of("brasschaat", Role.COORDINATOR).person)
    answer = visitor.post("/partnerships/new", **form(own=tarija))
    assert (answer.status_code, list(problems_of(answer))) == (400, ["own"])
    assert lite_db.query(Partnership).count() == 1


def test_all_problems_stand_beside_their_fields_and_nothing_typed_is_lost(app: Flask, world: World) -> None:
    visitor = signed_in(app, world.of("brasschaat", Role.COORDINATOR).person)
    typed = {
        "blocks": "2",
        "since": "20003",
        "own": own(world),
        "place1.name": "BRASSCHAAT",
        "place2.guest_mail": "ana@",
    }
    answer = visitor.post("/partnerships/new", **typed)
    blank = ["kind", "country", "written", "guest_name", "guest_language"]
    expected = {"since", *(f"place{number}-{field}" for number in (1, 2) for field in blank)}
    expected |= {"place1-name", "place2-name", "place2-guest_mail"}
    assert (answer.status_code, set(problems_of(answer))) == (400, expected)
    for value in ("20003", "BRASSCHAAT", "ana@"):
        assert f'value="{value}"' in answer.text


def test_one_more_place_leaves_what_was_typed_and_asks_nothing_yet(app: Flask, world: World) -> None:
    visitor = signed_in(app, world.of("brasschaat", Role.COORDINATOR).person)
    assert visitor.get("/partnerships/new").text.count('name="place2.name"') == 0
    answer = visitor.post("/partnerships/new", **form(own=own(world), add="yes"))
    assert (answer.status_code, problems_of(answer)) == (200, {})
    assert answer.text.count('name="place2.name"') == 1
    assert 'value="San Jerónimo"' in answer.text
    full = visitor.post("/partnerships/new", **form(own=own(world), add="yes", blocks="5"))
    assert (full.text.count('name="place5.name"'), full.text.count('name="place6.name"')) == (1, 0)
    assert 'name="add"' not in full.text
    strange = visitor.post("/partnerships/new", **form(own=own(world), add="yes", blocks="-7"))
    assert strange.text.count('name="place2.name"') == 1


# The page.


def page(app: Flask, held: Membership, language: str = "nl") -> str:
    """Return the words of the partnership's page as a member reads it."""
    visitor = signed_in(app, held.person)
    visitor.client.set_cookie("language", language, domain="127.0.0.1")
    return words_of(visitor.get(f"/partnerships/{held.partnership_id}"))


def test_the_page_names_the_places_in_their_order_with_what_time_it_is_there(
    app: Flask, frozen: Callable[..., Any], lite_db: Session
) -> None:
    made = makers.world(lite_db)
    dutch = page(app, made.of("brasschaat", Role.MEMBER))
    assert "Stedenband sinds 2019 Brasschaat \u2060, Tarija en Nimlaha'kok" in dutch
    assert "Brasschaat 13:00 vrijdag 20 november 2026" in dutch
    assert "Tarija 08:00 vrijdag 20 november 2026 Nimlaha'kok 06:00" in dutch
    spanish = page(app, made.of("brasschaat", Role.MEMBER), "es")
    assert "Hermanamiento desde 2019 Brasschaat \u2060, Tarija y Nimlaha'kok" in spanish
    assert "Tarija 08:00 viernes, 20 de noviembre de 2026" in spanish


def test_after_midnight_in_one_place_it_is_still_yesterday_in_the_other(
    app: Flask, frozen: Callable[..., Any], lite_db: Session
) -> None:
    made = makers.world(lite_db)
    frozen(hours=12)
    words = page(app, made.of("tarija", Role.OBSERVER))
    assert "Brasschaat 01:00 zaterdag 21 november 2026 Tarija 20:00 vrijdag 20 november 2026" in words


def test_every_side_reads_the_same_order_and_the_people_of_each(app: Flask, world: World) -> None:
    for side in ("brasschaat", "tarija", "nimlahakok", ""):
        words = page(app, world.of(side, Role.MEMBER))
        assert "Mensen Brasschaat coordinator brasschaat, coördinator" in words
        assert words.index("coordinator brasschaat,") < words.index("coordinator tarija,")


def test_an_empty_partnership_says_what_to_do_first(app: Flask, lite_db: Session) -> None:
    made = makers.partnership(lite_db)
    coordinator = makers.membership(lite_db, makers.person(lite_db), made, "brasschaat", Role.COORDINATOR)
    member = makers.membership(lite_db, makers.person(lite_db), made, "brasschaat", Role.MEMBER)
    lite_db.commit()
    words = page(app, coordinator)
    assert "Dit wacht op jou Nog niet aan tafel: Tarija" in words
    assert "Nog geen projecten Een project is één vraag" in words
    assert "Start een project" in words
    other = page(app, member)
    assert "Dit wacht op jou" not in other
    assert "Een coördinator of gespreksleider start het eerste." in other
    assert "Start een project" not in other


def test_a_project_stands_on_the_page_of_its_partnership(app: Flask, world: World) -> None:
    words = page(app, world.of("tarija", Role.OBSERVER), "es")
    assert "Proyecto compartido Patios escolares Speelplaatsen" in words


def test_strangers_and_administrators_find_no_partnership(app: Flask, lite_db: Session, world: World) -> None:
    for person in (makers.person(lite_db), makers.person(lite_db, administrator=True)):
        lite_db.commit()
        visitor = signed_in(app, person)
        assert visitor.get(f"/partnerships/{world.partnership.id}").status_code == 404
        assert visitor.get("/partnerships/999").status_code == 404


# The start page.


def test_the_start_page_shows_ones_partnerships_and_what_to_do_next(app: Flask, lite_db: Session) -> None:
    made = makers.partnership(lite_db)
    held = makers.membership(lite_db, makers.person(lite_db), made, "tarija", Role.COORDINATOR)
    lite_db.commit()
    words = words_of(signed_in(app, held.person).get("/"))
    assert "Stedenband sinds 2019 Brasschaat en Tarija" in words
    assert "Je bent hier als coördinator." in words
    assert "Nog niet aan tafel: Brasschaat" in words
    assert "Nog geen projecten" in words


def test_somebody_new_is_told_how_to_get_in_and_sees_no_names(app: Flask, lite_db: Session, world: World) -> None:
    person = makers.person(lite_db)
    lite_db.commit()
    words = words_of(signed_in(app, person).get("/"))
    assert "Je doet nog aan geen enkele stedenband mee" in words
    assert "Start een stedenband" not in words
    assert "Tarija" not in words


def test_an_administrator_sees_names_only_and_may_start_a_partnership(
    app: Flask, lite_db: Session, world: World
) -> None:
    person = makers.person(lite_db, "Beheer", administrator=True)
    lite_db.commit()
    answer = signed_in(app, person).get("/")
    words = words_of(answer)
    assert "Brasschaat, Tarija en Nimlaha'kok" in words
    assert "coordinator tarija" in words
    assert "Start een stedenband" in words
    assert "Speelplaatsen" not in words
    assert f'href="/partnerships/{world.partnership.id}/members"' in answer.text
    assert f'href="/partnerships/{world.partnership.id}"' not in answer.text
