"""Search by goal, target and words: in either language, with the reason why, and only what one may read."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from facilitation import clock, database, projects, questions, sayings, schema, search, tables
from facilitation.access import Role
from facilitation.database import Session
from facilitation.languages import fold, words
from facilitation.memberships import Membership
from facilitation.people import Person
from facilitation.sayings import Findable, Saying
from facilitation.sdg import openings, organisations, rankings, shared_priorities, tagging
from facilitation.sdg.organisations import Organisation
from facilitation.sdg.ranking_words import MEETING
from facilitation.sdg.ranking_words import Told as Ranked
from facilitation.sdg.rankings import Ranking
from facilitation.sdg.tagging import Spot
from facilitation.sdg.tags import Tag
from facilitation.search import Found, Hit
from tests import makers
from tests.tagging import NOTHING, Tagging, told

NAMES = {
    "6": fold("Schoon water en sanitair Agua limpia y saneamiento"),
    "6.1": fold("Veilig en betaalbaar drinkwater voor iedereen Agua potable segura y al alcance de todos"),
    "13": fold("Klimaatactie Acción por el clima"),
    "13.1": fold("Weerbaar Resiliencia"),
}
"""Names as a page hands them in."""


@pytest.fixture
def here(db: Session) -> Tagging:
    """A project of Tarija in a partnership with Brasschaat, on both databases."""
    return Tagging(db)


def looked(here: Tagging, question: str, by: Membership | Person | None = None, language: str = "nl") -> Found:
    """Return what somebody finds, somebody of Brasschaat unless said otherwise."""
    who = by if isinstance(by, Person) else (by or here.held("brasschaat")).person
    return search.search(here.db, who, question, language, NAMES)


def shown(hit: Hit) -> list[str]:
    """Return the reasons of a hit: which goal or target, and the words with brackets around what was found."""
    said = [("".join(f"[{text}]" if found else text for text, found in each.pieces), each) for each in hit.reasons]
    return [f"{each.about}: {text}" if text else each.about for text, each in said]


def found(here: Tagging, question: str, **more: Any) -> list[list[str]]:
    """Return the reasons of each hit."""
    return [shown(hit) for hit in looked(here, question, **more).hits]


def about(nl: str = "", es: str = "") -> dict[str, Any]:
    """Return the reason of a tag: who notices what."""
    said = {code: text for code, text in (("nl", nl), ("es", es)) if text}
    return {"texts": {"who": {"original": "es", **said}, "where": NOTHING, "measure": NOTHING}}


# What is asked.


@pytest.mark.parametrize(
    ("question", "ids", "rest"),
    [
        ("SDG 6", ["6"], ""),
        ("ods6", ["6"], ""),
        ("6", ["6"], ""),
        ("06", ["6"], ""),
        ("6.b", ["6.b"], ""),
        ("doel 6", ["6"], ""),
        ("objetivo 6,1", ["6.1"], ""),
        ("meta 17.10", ["17.10"], ""),
        ("ODS 6: agua limpia", ["6"], "agua limpia"),
        ("agua 6.1", ["6.1"], "agua"),
        ("6.1, 6.2", ["6.1", "6.2"], ""),
        ("6.10", [], "6.10"),
        ("SDG 18", [], "SDG 18"),
        ("6 scholen", [], "6 scholen"),
        ("scholen 6", [], "scholen 6"),
        ("agua", [], "agua"),
    ],
)
def test_goals_are_understood_as_people_type_them(question: str, ids: list[str], rest: str) -> None:
    assert questions.goals_in(question) == (ids, rest)


def test_the_id_of_a_target_is_looked_for_whole_in_texts_too() -> None:
    assert search.words_of("6.1") == [(" 6 1 ",)]
    assert search.snippet("meta 6.1, 16 en 21", search.words_of("6.1")) == (
        ("meta ", False),
        ("6", True),
        (".", False),
        ("1", True),
        (", 16 en 21", False),
    )


@given(st.text(alphabet="abcçdeéijlñorsu 016'", max_size=60), st.integers(0, 60), st.integers(1, 60))
def test_no_text_is_passed_over_that_holds_a_word(text: str, start: int, length: int) -> None:
    folded = fold(text)
    part = folded[start : start + length].split(" ")[0]
    assert all(held & wanted == wanted for held, wanted in zip(sayings.marks(folded), sayings.marks(part), strict=True))
    assert len(set(sayings.marks("bronnen"))) > 1


# What is found.


@pytest.mark.parametrize("question", ["SDG 6", "ODS 6", "6", "schoon water", "AGUA LIMPIA", "saneamiento", "sanitair"])
def test_projects_are_found_by_the_number_and_the_names_of_a_goal(here: Tagging, question: str) -> None:
    here.add(told("6", "6.1", **about(nl="gezinnen aan de bron")))
    here.add(told("13", "13.1"))
    (hit,) = looked(here, question).hits
    assert (hit.kind, hit.project) == ("project", here.project)
    assert shown(hit) == ["6.1: gezinnen aan de bron"]


def test_a_target_is_another_one_than_the_target_that_begins_like_it(here: Tagging) -> None:
    for target in ("17.1", "17.10", "17.11", "16.1"):
        here.add(told(target.partition(".")[0], target))
    assert [found(here, question) for question in ("17.1", "17.10", "SDG 16.1", "6.1")] == [
        [["17.1"]],
        [["17.10"]],
        [["16.1"]],
        [],
    ]
    assert sorted(found(here, "17")[0]) == ["17.1", "17.10", "17.11"]


def test_a_target_with_a_letter_is_found_however_it_is_typed(here: Tagging) -> None:
    here.add(told("6", "6.b"))
    for question in ("6.b", "6.B", "ODS 6.b", "meta 6 . b"):
        assert found(here, question) == [["6.b"]], question


@pytest.mark.parametrize(
    ("question", "unknown"), [("6.10", "6.10"), ("SDG 18", "18"), ("ods 6.z", "6.z"), ("18", ""), ("SDG 6", "")]
)
def test_what_is_no_goal_is_said_and_finds_no_other_goal(here: Tagging, question: str, unknown: str) -> None:
    here.add(told("1", "1.1"))
    here.add(told("8", "8.10"))
    answer = looked(here, question)
    assert (answer.hits, answer.unknown) == ((), unknown)


@pytest.mark.parametrize(
    ("question", "language", "reason"),
    [
        ("lagrimas", "nl", "13: Las [lágrimas] del río se secan"),
        ("LÁGRIMAS rio", "es", "13: Las [lágrimas] del [río] se secan"),
        ("tranen", "es", "13: De [tranen] van de rivier drogen op"),
        ("tranen lagrimas", "nl", "13: De [tranen] van de rivier drogen op"),
        ("clima rivier", "nl", "13: De tranen van de [rivier] drogen op"),
        ("klimaat lagrimas", "nl", "13: Las [lágrimas] del río se secan"),
        ("sdg 13 tranen", "nl", "13: De [tranen] van de rivier drogen op"),
    ],
)
def test_words_of_a_reason_are_found_in_either_language_and_with_the_goal(
    here: Tagging, question: str, language: str, reason: str
) -> None:
    here.add(told("13", "", **about(nl="De tranen van de rivier drogen op", es="Las lágrimas del río se secan")))
    here.add(told("6", "6.1", **about(nl="iets anders")))
    assert found(here, question, language=language) == [[reason]]


def test_words_of_different_claims_do_not_make_one_hit(here: Tagging) -> None:
    here.add(told("13", "", **about(nl="tranen van de rivier")))
    here.add(told("4", "", **about(nl="kinderen op school")))
    assert found(here, "tranen kinderen") == found(here, "sdg 4 tranen") == []


def test_a_project_is_one_hit_with_its_title_and_its_goals(here: Tagging) -> None:
    here.db.begin_writing()
    here.project.title = words("es", es="Fuentes vivas", nl="Levende bronnen")
    here.db.commit()
    here.add(told("6", "6.6", **about(nl="wie aan de bronnen woont")))
    (hit,) = looked(here, "bronnen").hits
    assert hit.snippet == "Levende bronnen"
    assert shown(hit) == ["6.6: wie aan de [bronnen] woont"]
    assert [each.project for each in looked(here, "fuentes vivas").hits] == [here.project]
    assert looked(here, "speelplaatsen").hits == ()


def test_only_the_first_claims_of_a_project_are_shown_and_the_others_are_mentioned(here: Tagging) -> None:
    for target in ("6.1", "6.2", "6.3", "6.4", "6.5"):
        here.add(told("6", target))
    (hit,) = looked(here, "SDG 6").hits
    assert (shown(hit), hit.more) == (["6.1", "6.2", "6.3", "6.4"], True)


def test_what_was_changed_or_taken_away_is_found_as_it_is_now(here: Tagging) -> None:
    tag = here.add(told("6", "6.1", **about(nl="tranen")))
    here.change(tag, told("13", "13.1", **about(nl="lachen")))
    assert (found(here, "tranen"), found(here, "SDG 6"), found(here, "lachen")) == ([], [], [["13.1: [lachen]"]])
    held = here.held("tarija")
    tagging.put_away(here.db, held.person, held, tag, True)
    here.db.commit()
    assert (found(here, "lachen"), found(here, "SDG 13")) == ([], [])
    tagging.put_away(here.db, held.person, held, tag, False)
    here.db.commit()
    assert found(here, "SDG 13") == [["13.1: [lachen]".replace("[", "").replace("]", "")]]


def test_what_a_partnership_says_itself_is_found_after_the_projects(here: Tagging) -> None:
    here.add(told("6", "", **about(nl="hier")))
    here.add(told("6", "6.4", **about(nl="samen zuinig")), where=Spot(here.world.partnership))
    hits = looked(here, "SDG 6").hits
    assert [(hit.kind, shown(hit)) for hit in hits] == [("project", ["6: hier"]), ("goals", ["6.4: samen zuinig"])]


def test_projects_are_in_the_order_of_their_sides_and_archived_ones_last(here: Tagging) -> None:
    here.add(told("6", ""))
    made = [makers.project(here.db, here.world.partnership, side) for side in ("", "brasschaat", "tarija")]
    for each in made:
        here.db.begin_writing()
        held = here.held("tarija", Role.COORDINATOR) if each.side_id else here.held("tarija")
        if each.side and each.side.key == "brasschaat":
            held = here.held("brasschaat")
        tagging.add(here.db, held.person, held, Spot(here.world.partnership, each), told("6", ""))
        here.db.commit()
    here.db.begin_writing()
    projects.archive(here.db, made[1])
    here.db.commit()
    assert [hit.project for hit in looked(here, "SDG 6").hits] == [here.project, made[2], made[0], made[1]]


def test_more_than_fifty_projects_are_said_to_be_more(here: Tagging) -> None:
    first = here.add(told("6", ""))
    here.db.begin_writing()
    for _ in range(50):
        made = makers.project(here.db, here.world.partnership, "tarija", here.held("tarija").person)
        here.db.add(Tag(**said_as(first), project=made, project_id=made.id))
    here.db.commit()
    answer = looked(here, "SDG 6")
    assert (len(answer.hits), answer.more) == (50, True)
    assert len({hit.project.id for hit in answer.hits if hit.project}) == 50


def said_as(tag: Tag) -> dict[str, Any]:
    """Return what a tag says, for another one that says the same."""
    names = ("partnership_id", "goal", "target", "ring", "who", "where", "measure", "made_by_id", "made_at")
    return {name: getattr(tag, name) for name in (*names, "made_year", "changed_by_id", "changed_at", "fresh_on")}


# Local meanings and shared priorities.


def ranked(here: Tagging, key: str, meaning: str, way: str = "") -> Ranking:
    """Let a side, or a community of it, rank goal 6 with what it means there."""
    held = here.held(key)
    side = next(each for each in here.world.partnership.sides if each.key == key)
    text = {"original": "es", "es": meaning}
    goal = {"goal": "6", "target": "6.1", "reason": NOTHING, "meaning": text, "plan": NOTHING}
    said = Ranked(way=way, community={"original": "es", "es": "Lourdes"} if way else {}, goals=[goal])
    made = rankings.write(here.db, held.person, held, here.world.partnership, side, said)
    here.db.commit()
    return made


def be_ready(here: Tagging, *made: Ranking) -> None:
    """Let sides say that they are ready."""
    for each in made:
        held = here.held(each.side.key, Role.COORDINATOR)
        rankings.be_ready(here.db, held, here.world.partnership, each.side, True, each.version)
        here.db.commit()


def test_a_ranking_is_found_by_its_own_side_alone_until_all_lie_open(here: Tagging) -> None:
    mine, theirs = ranked(here, "brasschaat", "agua de lluvia"), ranked(here, "tarija", "agua de vertiente")
    rain, spring = [["6.1: agua de [lluvia]"]], [["6.1: agua de [vertiente]"]]
    tarija, observer = here.held("tarija"), here.held("brasschaat", Role.OBSERVER)
    assert (found(here, "lluvia"), found(here, "vertiente")) == (rain, [])
    assert (found(here, "lluvia", by=tarija), found(here, "vertiente", by=tarija)) == ([], spring)
    assert found(here, "SDG 6", by=observer) == found(here, "SDG 6", by=here.held("", Role.FACILITATOR)) == []
    be_ready(here, mine)
    assert found(here, "lluvia", by=tarija) == []
    be_ready(here, theirs)
    assert (found(here, "lluvia", by=tarija), found(here, "vertiente")) == (rain, spring)
    assert len(found(here, "6.1", by=observer)[0]) == 2


def test_the_ranking_of_a_community_that_was_taken_away_is_not_found(here: Tagging) -> None:
    made = ranked(here, "tarija", "agua sagrada", MEETING)
    held = here.held("tarija")
    assert found(here, "sagrada", by=held) == [["6.1: agua [sagrada]"]]
    rankings.take_away(here.db, held, here.world.partnership, made, True)
    here.db.commit()
    assert found(here, "sagrada", by=held) == []


def test_a_shared_priority_is_found_by_what_it_means_and_by_what_goes_along(here: Tagging) -> None:
    held = here.held("tarija")

    def propose(meaning: str, version: str = "") -> shared_priorities.SharedPriority:
        blank = {name: {"original": "nl"} for name in shared_priorities.TEXTS}
        said = shared_priorities.Told("6", "6.1", ["13"], blank | {"meaning": {"original": "nl", "nl": meaning}})
        made = shared_priorities.propose(here.db, held.person, held, here.world.partnership, said, version)
        here.db.commit()
        return made

    first = propose("elke dag genoeg")
    assert (found(here, "genoeg"), found(here, "SDG 13")) == ([["6.1: elke dag [genoeg]"]], [["13"]])
    propose("nooit te veel", first.version)
    assert (found(here, "genoeg"), found(here, "6.1")) == ([], [["6.1: nooit te veel"]])


# Who finds what.


def test_a_stranger_and_another_partnership_find_nothing(here: Tagging) -> None:
    here.add(told("6", "6.1", **about(nl="tranen")))
    ranked(here, "tarija", "agua sagrada")
    other = Tagging(here.db)
    other.add(told("13", "13.1"))
    stranger = makers.person(here.db)
    here.db.commit()
    for question in ("SDG 6", "6.1", "tranen", "sagrada", "agua limpia", "6"):
        assert looked(here, question, by=stranger).hits == (), question
        assert looked(here, question, by=other.held("tarija")).hits == (), question
    assert [hit.project for hit in looked(here, "13.1", by=other.held("tarija")).hits] == [other.project]
    here.db.begin_writing()
    left = here.held("brasschaat")
    left.ended_at = clock.now()
    here.db.commit()
    assert looked(here, "SDG 6", by=left).hits == ()


@pytest.fixture
def vvsg(here: Tagging) -> Organisation:
    """An organisation with one colleague, who takes part in nothing."""
    administrator = makers.person(here.db, "Beheer", administrator=True)
    made = organisations.make(here.db, administrator, "VVSG")
    organisations.add(here.db, administrator, made, makers.person(here.db, mail="kijkt@example.org").mail)
    here.db.commit()
    return made


def colleague(here: Tagging, vvsg: Organisation) -> Person:
    """Return who works there."""
    return organisations.colleagues(here.db, vvsg)[0].person


def open_up(here: Tagging, vvsg: Organisation, yes: bool = True, *keys: str) -> None:
    """Let sides let the organisation look along, all of them unless said."""
    for key in keys or ("brasschaat", "tarija"):
        held = here.held(key, Role.COORDINATOR)
        openings.answer(here.db, held.person, held, here.world.partnership, vvsg, yes)
        here.db.commit()


def test_an_organisation_finds_the_claims_that_every_side_opened_and_nothing_else(
    here: Tagging, vvsg: Organisation
) -> None:
    tag = here.add(told("6", "6.1", **about(nl="tranen")))
    here.show(tag)
    ranked(here, "tarija", "agua sagrada")
    looks = colleague(here, vvsg)
    assert looked(here, "SDG 6", by=looks).hits == ()
    open_up(here, vvsg, True, "tarija")
    assert looked(here, "tranen", by=looks).hits == ()
    open_up(here, vvsg)
    assert (found(here, "6.1", by=looks), found(here, "tranen", by=looks)) == ([["6.1: tranen"]], [["6.1: [tranen]"]])
    here.add(told("6", "6.2", **about(nl="tranen van een partnerschap")), where=Spot(here.world.partnership))
    (hit,) = looked(here, "SDG 6", by=looks).hits
    assert (hit.kind, hit.project, hit.organisation, len(hit.reasons)) == ("goals", None, vvsg, 2)
    for question in ("patios", "speelplaatsen", "sagrada", "cuaderno", "Tarija", "Brasschaat"):
        assert looked(here, question, by=looks).hits == (), question
    open_up(here, vvsg, False, "tarija")
    assert looked(here, "SDG 6", by=looks).hits == looked(here, "tranen", by=looks).hits == ()


# What stands in the table follows.


def table(db: Session) -> list[tuple[Any, ...]]:
    """Return every saying, without its own id."""
    columns = Saying.kind, Saying.of_id, Saying.partnership_id, Saying.project_id, Saying.goal, Saying.target
    return sorted(map(tuple, db.execute(sa.select(*columns, Saying.folded))), key=str)


def test_the_table_is_made_anew_as_it_was_by_hand_and_by_the_migration(here: Tagging) -> None:
    tag = here.add(told("6", "6.1", why=True))
    here.add(told("13", "13.1"), where=Spot(here.world.partnership))
    gone = here.add(told("4", ""))
    held = here.held("tarija")
    tagging.put_away(here.db, held.person, held, gone, True)
    ranked(here, "tarija", "agua sagrada")
    blank = {name: {"original": "nl"} for name in shared_priorities.TEXTS}
    said = shared_priorities.Told("6", "", ["13"], blank | {"theme": words("nl", nl="Water")})
    shared_priorities.propose(here.db, held.person, held, here.world.partnership, said)
    here.db.commit()
    before = table(here.db)
    assert ("tag", tag.id) in {row[:2] for row in before}
    assert len(before) == 6
    here.db.begin_writing()
    here.db.execute(sa.delete(Saying))
    sayings.rebuild(here.db)
    here.db.commit()
    assert table(here.db) == before
    engine = here.db.get_bind().engine
    here.db.rollback()
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        Saying.__table__.drop(connection)  # type: ignore[attr-defined]
        command.stamp(schema._config(connection), "0014")
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        command.upgrade(schema._config(connection), "0015")
        connection.exec_driver_sql("DROP TABLE alembic_version")
    assert tables.ALL
    with database.session_factory(engine)() as db:
        assert table(db) == before


# The page.


@pytest.mark.parametrize(
    ("language", "name", "unknown", "question"),
    [
        ("nl", "Schoon water en sanitair", "Er is geen SDG of subdoel 6.10.", "agua limpia"),
        ("es", "Agua limpia y saneamiento", "No existe el ODS ni la meta 6.10.", "schoon water"),
    ],
)
def test_the_page_shows_the_tile_and_the_words_in_both_languages(
    browser: Callable[..., FlaskClient], lite_db: Session, language: str, name: str, unknown: str, question: str
) -> None:
    here = Tagging(lite_db)
    tag = here.add(told("6", "", **about(nl="Tranen <b>van</b> de rivier", es="Lágrimas <b>del</b> río")))
    client = browser(here.held("brasschaat"), language)
    for asked in ("SDG 6", "ods 6", question):
        page = client.get("/search", query_string={"q": asked}).text
        link = f'<a href="/projects/{here.project.id}/sdg#tag-{tag.id}">'
        assert f'{link}<span class="goal goal-6"><b>6</b><span>{name}</span></span></a>' in page, asked
    page = client.get("/search", query_string={"q": "lagrimas"}).text
    attribute = "" if language == "es" else ' lang="es"'
    assert f'<p class="say"{attribute}><mark>Lágrimas</mark> &lt;b&gt;del&lt;/b&gt; río</p>' in page
    page = client.get("/search", query_string={"q": "6.10"}).text
    assert unknown in unescape(page)
    assert "goal-6" not in page.partition("<main")[2]


def test_the_page_leads_to_rankings_and_to_the_shared_priority(
    browser: Callable[..., FlaskClient], lite_db: Session
) -> None:
    here = Tagging(lite_db)
    made = [ranked(here, "brasschaat", "agua de lluvia"), ranked(here, "tarija", "agua de vertiente")]
    client, of = browser(here.held("brasschaat"), "nl"), here.world.partnership.id
    page = client.get("/search?q=6.1").text
    assert f'href="/partnerships/{of}/sdg/ranking"' in page
    assert "vertiente" not in page
    be_ready(here, *made)
    page = client.get("/search?q=6.1").text
    assert page.count(f'href="/partnerships/{of}/sdg/rounds/1"') == 2
    for link in set(re.findall(r'href="(/partnerships/[^"#]*)', page)):
        assert client.get(link).status_code == 200


def test_the_page_of_an_organisation_leads_to_the_reasons_alone(
    browser: Callable[..., FlaskClient], lite_db: Session
) -> None:
    here = Tagging(lite_db)
    here.add(told("6", "6.1", **about(nl="tranen")))
    administrator = makers.person(lite_db, "Beheer", administrator=True)
    vvsg = organisations.make(lite_db, administrator, "VVSG")
    looks = makers.person(lite_db, mail="kijkt@example.org")
    organisations.add(lite_db, administrator, vvsg, looks.mail)
    lite_db.commit()
    open_up(here, vvsg)
    client = browser(SimpleNamespace(person=looks), "nl")
    page = client.get("/search?q=tranen").text.partition("<main")[2].partition("</main")[0]
    links = re.findall(r'<a href="([^"]+)"', page)
    overview = f"/organisations/{vvsg.id}"
    assert links == [overview, f"{overview}/partnerships/{here.world.partnership.id}/6"]
    assert [client.get(link).status_code for link in links] == [200, 200]
    assert "Patios" not in page
    assert "Speelplaatsen" not in page


def test_every_row_that_search_looks_into_says_of_itself_what_it_says() -> None:
    rows = {each.kind_of_saying: each for each in Findable.__subclasses__()}
    assert sorted(rows) == ["priority", "project", "ranking", "tag"]
    assert [kind for kind, row in rows.items() if row.sayings is Findable.sayings] == []
