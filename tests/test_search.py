"""Search: what is found, however it is spelled, and what is never shown to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from facilitation import clock, search
from facilitation.access import Role
from facilitation.database import Session
from facilitation.errors import Invalid
from facilitation.languages import words
from facilitation.memberships import Membership
from facilitation.search import Hit
from tests import makers
from tests.makers import World
from tests.searching import HOSTILE, ROOMS, THEME, fill, write


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def hits(db: Session, held: Membership, question: str, language: str = "nl") -> tuple[Hit, ...]:
    """Return what a member finds."""
    return search.search(db, held.person, question, language).hits


def shown(hit: Hit) -> str:
    """Return a snippet with brackets around what was found."""
    return "".join(f"[{text}]" if found else text for text, found in hit.pieces)


SPELLINGS = [
    ("Nimlaha'kok", "nimlahakok"),
    ("Nimlaha'kok", "Nimlajakok"),
    ("Nimlaha'kok", "NIMLAHA’KOK"),
    ("Nimlahakok", "nimlaha'kok"),
    ("gestión del agua", "gestion"),
    ("gestion del agua", "GESTIÓN"),
    ("café coördinatie", "cafe coordinatie"),
    ("niñez", "ninez"),
    ("los niños", "niño"),
    ("Q'eqchi'", "qeqchi"),
    ("proceso", "proc"),
    ("procurar", "PROC"),
    ("el queso", "q"),
    ("el quechua", "quec"),
    ("vecinas y vecinos", "becinos"),
    ("la plaza", "plasa"),
    ("speelplaatsen", "plaats"),
    ("de schoolpoort", "SCHOOL"),
    ("straße", "strasse"),
    ("ﬁnanciering", "financiering"),
    ("agua, bosque", "bosque agua"),
]


def test_spelling_makes_no_difference(lite_db: Session, world: World) -> None:
    write(
        lite_db,
        world.canvas,
        {f"topic.symptoms/card{at:04}/text": {"es": text} for at, (text, _) in enumerate(SPELLINGS)},
    )
    for text, question in SPELLINGS:
        found = [shown(hit).replace("[", "").replace("]", "") for hit in hits(lite_db, world.of("tarija"), question)]
        assert text in found, question


def test_other_words_are_not_found(lite_db: Session, world: World) -> None:
    write(lite_db, world.canvas, {THEME: {"es": "proceso de bosque y agua"}})
    for question in ("fuego", "bosque fuego", "prok", "aguas", "bos quemado"):
        assert hits(lite_db, world.of("tarija"), question) == ()


def test_all_words_have_to_stand_in_one_text(lite_db: Session, world: World) -> None:
    texts = {THEME: {"es": "agua limpia"}, "topic.trigger": {"es": "agua turbia"}, "exchange.learn": {"es": "limpia"}}
    write(lite_db, world.canvas, texts)
    assert [hit.address for hit in hits(lite_db, world.of("tarija"), "agua limpia")] == [THEME]


def test_a_text_in_two_languages_counts_once_in_the_readers_own(lite_db: Session, world: World) -> None:
    write(
        lite_db,
        world.canvas,
        {THEME: {"nl": "water in Potosí", "es": "agua en Potosí"}, "question.question": {"es": "Potosí"}},
    )
    for language in ("nl", "es"):
        found = [(hit.address, hit.language) for hit in hits(lite_db, world.of("tarija"), "Potosi", language)]
        assert sorted(found) == [("question.question", "es"), (THEME, language)]


# Who finds what.


def expected(side: str, role: Role) -> set[str]:
    """Return the texts that somebody may find: shared rooms, voices, and for who works on a side its own."""
    own = role in {Role.COORDINATOR, Role.DEPUTY, Role.FACILITATOR, Role.MEMBER}
    return {text for room, text in ROOMS.items() if not room.startswith("side/") or (own and room == f"side/{side}")}


def test_everybody_finds_what_they_may_read_and_nothing_else(
    lite_db: Session, world: World, with_a_tool_of_rooms: None
) -> None:
    fill(lite_db, world)
    for (side, role), held in world.members.items():
        found = {"".join(text for text, _found in hit.pieces) for hit in hits(lite_db, held, "rivier")}
        assert found == expected(side, Role(role)), (side, role)


def test_a_stranger_finds_nothing(lite_db: Session, world: World, with_a_tool_of_rooms: None) -> None:
    fill(lite_db, world)
    stranger = makers.person(lite_db)
    elsewhere = makers.partnership(lite_db, ["Dogbo", "Herent"])
    makers.membership(lite_db, stranger, elsewhere, "dogbo", Role.COORDINATOR)
    lite_db.commit()
    for question in ("rivier", "Tarija", "Speelplaatsen"):
        assert search.search(lite_db, stranger, question, "nl").hits == ()
    assert [hit.kind for hit in search.search(lite_db, stranger, "dogbo", "nl").hits] == ["partnership", "municipality"]


def test_who_left_or_was_not_confirmed_for_a_year_finds_nothing(
    lite_db: Session, world: World, frozen: Callable[..., object]
) -> None:
    held = world.of("tarija", Role.COORDINATOR)
    lite_db.begin_writing()
    held.confirmed_at = clock.now()
    lite_db.commit()
    assert [hit.kind for hit in hits(lite_db, held, "Tarija")] == ["partnership", "municipality"]
    frozen(days=366)
    assert hits(lite_db, held, "Tarija") == ()
    lite_db.begin_writing()
    held.confirmed_at = held.ended_at = clock.now()
    lite_db.commit()
    assert hits(lite_db, held, "Tarija") == ()


def test_a_document_that_was_replaced_is_not_found_any_more(lite_db: Session, world: World) -> None:
    write(lite_db, world.canvas, {THEME: {"nl": "een naam die weg moest"}})
    lite_db.begin_writing()
    world.canvas.epoch = 2
    lite_db.commit()
    assert hits(lite_db, world.of("tarija"), "naam") == ()


def test_partnerships_municipalities_and_projects_are_found_too(lite_db: Session, world: World) -> None:
    held = world.of("brasschaat")
    project = makers.project(lite_db, world.partnership, "tarija", title=words("es", es="Agua de Tarija", nl="Water"))
    archived = makers.project(lite_db, world.partnership, "tarija", archived_at=clock.now())
    lite_db.commit()
    found = [(hit.kind, shown(hit), hit.language) for hit in hits(lite_db, held, "tarija")]
    assert found == [
        ("partnership", "Brasschaat – [Tarija] – Nimlaha'kok", ""),
        ("municipality", "[Tarija]", ""),
        ("project", "Agua de [Tarija]", "es"),
    ]
    assert [hit.project for hit in hits(lite_db, held, "patios escolares")] == [world.project, archived]
    assert [hit.project for hit in hits(lite_db, held, "water")] == [project]
    assert [hit.kind for hit in hits(lite_db, held, "nimlajakok brasschaat")] == ["partnership"]


def test_more_than_fifty_places_are_said_to_be_more(lite_db: Session, world: World) -> None:
    texts = {f"topic.symptoms/card{number:04}/text": {"nl": "regen", "es": "regen"} for number in range(51)}
    write(lite_db, world.canvas, texts)
    held = world.of("tarija")
    found = search.search(lite_db, held.person, "regen", "nl")
    assert (len(found.hits), found.more) == (50, True)
    assert len({hit.address for hit in found.hits}) == 50
    fifty = search.search(lite_db, held.person, "regen 0049", "nl")
    assert (len(fifty.hits), fifty.more) == (0, False)


def test_exactly_fifty_places_are_all(lite_db: Session, world: World) -> None:
    write(lite_db, world.canvas, {f"topic.symptoms/card{number:04}/text": {"nl": "regen"} for number in range(50)})
    found = search.search(lite_db, world.of("tarija").person, "regen", "nl")
    assert (len(found.hits), found.more) == (50, False)


# What is shown of a text.


def test_every_word_found_is_marked_whole_and_as_it_was_written() -> None:
    pieces = search.snippet("Las niñas de Nimlaha'kok, y los niños.", search.words_of("nin nimlajakok"))
    assert pieces == (
        ("Las ", False),
        ("niñas", True),
        (" de ", False),
        ("Nimlaha'kok", True),
        (", y los ", False),
        ("niños", True),
        (".", False),
    )


def test_a_long_text_is_shown_around_the_first_word_found_without_cutting_a_word() -> None:
    text = "eerst " * 40 + "water " + "laatst " * 60
    pieces = search.snippet(text, search.words_of("water"))
    assert pieces[0] == ("… ", False)
    assert pieces[-1] == (" …", False)
    assert {word for said, _found in pieces for word in said.split()} == {"…", "eerst", "water", "laatst"}
    assert sum(len(said) for said, _found in pieces) < 230


def test_accents_in_two_pieces_are_one_letter() -> None:
    assert search.snippet("cafe\u0301s", search.words_of("cafés")) == (("cafe\u0301s", True),)


# What is asked.


def test_signs_that_mean_something_to_a_database_only_part_words() -> None:
    assert search.words_of("h%d_r \\ '") == [("h",), ("d",), ("r",)]


def test_a_word_that_breaks_off_may_go_on_in_two_ways() -> None:
    assert search.words_of("proc q Quec que agua agua") == [
        ("prok", "proc"),
        ("q", "k"),
        ("kek", "kec"),
        ("ke",),
        ("agua",),
    ]


def test_too_long_a_question_is_refused_with_its_length(lite_db: Session, world: World) -> None:
    with pytest.raises(Invalid) as caught:
        hits(lite_db, world.of("tarija"), "x" * 201)
    assert caught.value.problems == [("q", search.TOO_LONG, {"length": 201})]
    assert hits(lite_db, world.of("tarija"), "x" * 200) == ()


@pytest.mark.database
def test_postgresql_finds_the_same(db: Session) -> None:
    world = makers.world(db)
    write(
        db, world.canvas, {THEME: {"nl": "water in Potosí", "es": "agua en Potosí"}, "topic.trigger": {"es": "50% _"}}
    )
    found = [(hit.address, hit.language) for hit in hits(db, world.of("tarija"), "POTOSI", "es")]
    assert found == [(THEME, "es")]
    for question in HOSTILE:
        if len(question) <= search.LONGEST:
            found = [hit.address for hit in hits(db, world.of("tarija"), question) if hit.kind == "text"]
            assert found == ([THEME] if question == "a%" else []), question
