"""The page of a search: what it shows of what was found, and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from facilitation.database import Session
from tests import makers
from tests.makers import World
from tests.searching import HOSTILE, SIDES, THEME, fill, write


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def test_no_byte_of_another_sides_room_is_on_the_page(
    browser: Callable[..., FlaskClient], lite_db: Session, world: World, with_a_tool_of_rooms: None
) -> None:
    fill(lite_db, world)
    for side in SIDES:
        page = browser(world.of(side)).get("/search?q=rivier")
        secrets = {other: f"geheim</mark> {other}".encode() for other in SIDES}
        assert page.status_code == 200
        assert [other for other in SIDES if other.encode() + b"\n" in page.data or secrets[other] in page.data] == []
        assert set(re.findall(rb"geheim (\w+)", page.data)) == {side.encode()}


def test_a_text_is_shown_with_where_it_stands_and_in_its_own_language(
    browser: Callable[..., FlaskClient], lite_db: Session, world: World
) -> None:
    write(lite_db, world.canvas, {"topic.symptoms/abcdefgh/where": {"es": "En el río <b>Guadalquivir</b>"}})
    page = browser(world.of("tarija"), "nl").get("/search?q=guadalkivir").text
    assert '<p class="say" lang="es">En el río &lt;b&gt;<mark>Guadalquivir</mark>&lt;/b&gt;</p>' in page
    link = re.search(r'<h3><a href="([^"]+)">([^<]+)</a></h3>', page)
    assert link
    assert link.group(1) == f"/projects/{world.project.id}/focus-sharpener#at-topic-symptoms-abcdefgh"
    assert unescape(link.group(2)) == "Focusscherper: Wat zien, horen of meten jullie vandaag? · Waar is dat gezien?"


def test_the_question_to_a_side_names_that_side(
    browser: Callable[..., FlaskClient], lite_db: Session, world: World
) -> None:
    write(lite_db, world.canvas, {"exchange.heard.tarija": {"es": "Lo mismo con el río"}}, "voice/tarija")
    page = browser(world.of("brasschaat"), "es").get("/search?q=rio").text
    assert "Tarija: ¿" in page


def test_whatever_is_asked_the_page_answers_with_a_sentence(
    browser: Callable[..., FlaskClient], lite_db: Session, world: World
) -> None:
    write(lite_db, world.canvas, {THEME: {"nl": "een gewone zin"}})
    client = browser(world.of("tarija"), "nl")
    for question in HOSTILE:
        answer = client.get("/search", query_string={"q": question})
        assert answer.status_code == 200, question
        assert "een gewone zin" not in answer.text
        assert not re.search(r"<script>|<img|49", answer.text)
        said = re.search(r'name="q" type="search"[^>]* value="([^"]*)"', answer.text.partition("<main")[2])
        assert said
        assert unescape(said.group(1)) == question


@pytest.mark.parametrize("language", ["nl", "es"])
def test_nothing_asked_and_nothing_found_each_have_a_helpful_sentence(
    browser: Callable[..., FlaskClient], world: World, language: str
) -> None:
    client = browser(world.of("tarija"), language)
    blank, nothing = client.get("/search").text, client.get("/search?q=xkwx").text
    sentences = {
        "nl": ("Zoek in je stedenbanden", "Niets gevonden met deze woorden"),
        "es": ("Busque en sus hermanamientos", "No hay nada con estas palabras"),
    }[language]
    assert (sentences[0] in blank, sentences[1] in blank) == (True, False)
    assert (sentences[0] in nothing, sentences[1] in nothing) == (False, True)
