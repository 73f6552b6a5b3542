"""Concepts: what participation means in a partnership is written down by its people, and no wording of it is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from facilitation import concepts
from facilitation.access import Role
from facilitation.concepts import Concept
from facilitation.database import Session
from facilitation.errors import Forbidden, Invalid, NotFound
from facilitation.languages import Words
from facilitation.memberships import Membership
from tests import makers
from tests.makers import World


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def told(nl: str = "", es: str = "", **more: Words) -> dict[str, Words]:
    """Return the texts of a concept with this name, and others when they are given."""
    label = {"original": "nl" if nl else "es"} | ({"nl": nl} if nl else {}) | ({"es": es} if es else {})
    return {name: {"original": "nl"} for name in concepts.LONGEST} | {"label": label} | more


def add(db: Session, world: World, held: Membership, texts: dict[str, Words]) -> Concept:
    """Write a concept down."""
    db.begin_writing()
    made = concepts.add(db, held.person, held, world.partnership, texts)
    db.commit()
    return made


def names(db: Session, world: World) -> list[Words]:
    """Return what the concepts are called."""
    return [each.label for each in concepts.of_partnership(db, world.partnership)]


def test_a_partnership_begins_with_no_concept_at_all(lite_db: Session, world: World) -> None:
    assert names(lite_db, world) == []


def test_who_guides_or_coordinates_on_any_side_writes_concepts_and_nobody_else(lite_db: Session, world: World) -> None:
    for side, role in (("tarija", Role.FACILITATOR), ("brasschaat", Role.COORDINATOR), ("nimlahakok", Role.DEPUTY)):
        add(lite_db, world, world.of(side, role), told(es=f"Confianza {side}"))
    assert [each["es"] for each in names(lite_db, world)] == [
        "Confianza tarija",
        "Confianza brasschaat",
        "Confianza nimlahakok",
    ]
    for side, role in (("tarija", Role.MEMBER), ("", Role.OBSERVER), ("tarija", Role.TRANSLATOR)):
        with pytest.raises(Forbidden):
            add(lite_db, world, world.of(side, role), told("Nee"))


def test_a_second_press_writes_it_once(lite_db: Session, world: World) -> None:
    lead = world.of("tarija", Role.COORDINATOR)
    assert add(lite_db, world, lead, told("Trouw")).id == add(lite_db, world, lead, told("Trouw")).id
    assert len(names(lite_db, world)) == 1


def test_what_somebody_else_changed_meanwhile_is_never_overwritten_unseen(lite_db: Session, world: World) -> None:
    one, other = world.of("tarija", Role.COORDINATOR), world.of("brasschaat", Role.COORDINATOR)
    concept = add(lite_db, world, one, told("Trouw"))
    seen = concept.version
    lite_db.begin_writing()
    concepts.change(lite_db, one.person, one, world.partnership, concept, told("Vertrouwen", "Confianza"), seen)
    with pytest.raises(Invalid) as refused:
        concepts.change(lite_db, other.person, other, world.partnership, concept, told("Geloof"), seen)
    assert refused.value.problems == [("label.nl", concepts.MOVED_ON)]
    assert concept.label == {"original": "nl", "nl": "Vertrouwen", "es": "Confianza"}
    concepts.change(lite_db, other.person, other, world.partnership, concept, told("Geloof"), concept.version)
    assert [each.label for each in concepts.wordings(lite_db, concept)] == [
        {"original": "nl", "nl": "Vertrouwen", "es": "Confianza"},
        {"original": "nl", "nl": "Trouw"},
    ]


def test_a_concept_that_is_taken_away_comes_back_as_it_was(lite_db: Session, world: World) -> None:
    lead = world.of("tarija", Role.COORDINATOR)
    concept = add(lite_db, world, lead, told("Trouw"))
    lite_db.begin_writing()
    concepts.put_away(lite_db, lead.person, lead, concept, True)
    assert (names(lite_db, world), concepts.of_partnership(lite_db, world.partnership, removed=True)) == ([], [concept])
    concepts.put_away(lite_db, lead.person, lead, concept, False)
    assert names(lite_db, world) == [{"original": "nl", "nl": "Trouw"}]


def test_a_concept_without_a_name_or_too_long_is_told_all_at_once(lite_db: Session, world: World) -> None:
    lead = world.of("tarija", Role.COORDINATOR)
    with pytest.raises(Invalid) as refused:
        add(lite_db, world, lead, told(nl="  ", means={"original": "es", "es": "x" * 4_001}))
    assert [problem[0] for problem in refused.value.problems] == ["label.nl", "means.es"]


def test_a_concept_of_another_partnership_does_not_exist(lite_db: Session, world: World) -> None:
    concept = add(lite_db, world, world.of("tarija", Role.COORDINATOR), told("Trouw"))
    with pytest.raises(NotFound):
        concepts.find(lite_db, makers.partnership(lite_db), concept.id)


# On its pages.


def test_the_path_of_a_project_begins_with_it_and_locks_nothing(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    client = browser(world.of("tarija", Role.MEMBER), "es")
    page = client.get(f"/projects/{world.project.id}").text
    step = page.partition('<ol class="path">')[2].partition("</li>")[0]
    assert "Primero: ¿qué es participar para nosotros?" in step
    assert f'href="/partnerships/{world.partnership.id}/concepts"' in step
    assert 'href="/projects/1/focus-sharpener"' in page


def test_what_was_typed_comes_back_beside_what_stands_there_now_when_somebody_was_sooner(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    lead = world.of("tarija", Role.COORDINATOR)
    concept = add(lite_db, world, lead, told("Trouw"))
    address, seen = f"/partnerships/{world.partnership.id}/concepts/{concept.id}", concept.version
    client, here = browser(lead, "nl"), {"Sec-Fetch-Site": "same-origin"}
    first = client.post(address, data={"label.nl": "Vertrouwen", "base": seen}, headers=here)
    assert first.status_code == 303
    second = client.post(address, data={"label.nl": "Geloof", "base": seen}, headers=here)
    assert second.status_code == 400
    assert '<p class="say">Vertrouwen</p>' in second.text
    assert "Geloof" in second.text.partition('name="label.nl"')[2][:200]
    lite_db.expire_all()
    assert names(lite_db, world) == [{"original": "nl", "nl": "Vertrouwen"}]


@pytest.mark.parametrize("number", [0, 1, 7, 8, 9])
def test_fewer_or_more_than_eight_are_told_and_not_refused(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session, number: int
) -> None:
    lead = world.of("tarija", Role.COORDINATOR)
    for each in range(number):
        add(lite_db, world, lead, told(f"Begrip {each}"))
    page = browser(lead, "nl").get(f"/partnerships/{world.partnership.id}/concepts").text
    assert ("De methode zoekt er 8" in page) == (number not in (0, 8))
    assert page.count('<section class="sheet stack tight" id="concept-') == number
