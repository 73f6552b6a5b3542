"""The parts of pages: what was typed stays, problems stand beside their field, words keep their language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, g, render_template, render_template_string
from werkzeug.datastructures import MultiDict

from facilitation.languages import words
from facilitation.views import gate

FIELDS = """{% from "partials/fields.html" import text_input, textarea, select, radios, checkboxes, scale,
words_fields, error_summary with context %}"""
SAMPLE = SimpleNamespace(key="tarija", name="Tarija", look=5)
TYPED = "  twee  blanco's \n\n<b> & \u00e9 \U0001f331\n"


@pytest.fixture
def page(app: Flask) -> Iterator[Flask]:
    """A Dutch reader's request, nobody signed in."""
    with app.test_request_context("/", headers={"Accept-Language": "nl"}):
        gate.enter()
        yield app
        gate.leave()


def drawn(template: str, **given: Any) -> str:
    """Return what a piece of template becomes."""
    return render_template_string(FIELDS + template, **given)


def refilled(problems: dict[str, str], *typed: tuple[str, str]) -> None:
    """Make this the page that comes back after a mistake."""
    g.problems, g.typed = problems, MultiDict(typed)


def inside(html: str) -> str:
    """Return what a browser reads in the one textarea of a page: it drops the line break right after the tag."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", html, re.DOTALL)
    assert found
    return unescape(found[1])


def test_every_sign_that_was_typed_comes_back(page: Flask) -> None:
    refilled({}, ("note", TYPED))
    assert inside(drawn('{{ textarea("note", "Nota", "iets anders") }}')) == TYPED
    refilled({}, ("note", "\nop de tweede regel"))
    assert inside(drawn('{{ textarea("note", "Nota", "iets anders") }}')) == "\nop de tweede regel"


def test_what_was_emptied_stays_empty_after_a_mistake(page: Flask) -> None:
    refilled({"other": "Vul dit in."}, ("note", ""), ("name", ""))
    assert inside(drawn('{{ textarea("note", "Nota", "oude tekst") }}')) == ""
    assert ' value=""' in drawn('{{ text_input("name", "Naam", "oude naam") }}')


def test_a_password_is_never_shown_again(page: Flask) -> None:
    refilled({"password": "Te kort."}, ("password", "geheim genoeg"))
    assert "geheim" not in drawn('{{ text_input("password", "Wachtwoord", "geheim", kind="password") }}')


def test_a_box_that_was_unticked_stays_unticked(page: Flask) -> None:
    refilled({"x": "Vul dit in."}, ("x", ""))
    assert "checked" not in drawn('{{ checkboxes("spoken", "Talen", [("es", "Spaans")], ["es"]) }}')


def test_each_problem_stands_at_the_top_with_a_link_and_beside_its_field(page: Flask) -> None:
    form = """{{ error_summary() }}{{ text_input("name", "Naam", hint="Een hint.") }}{{ textarea("q.text", "Vraag") }}
    {{ select("zone", "Zone", [("a", "A")]) }}{{ radios("scope", "Van wie", [("1", "een"), ("2", "twee")]) }}
    {{ checkboxes("spoken", "Talen", [("es", "Spaans")]) }}{{ scale("frame.room", "Ruimte") }}
    {{ words_fields("title", "Titel", {}, ("es", "nl")) }}"""
    names = ["name", "q.text", "zone", "scope", "spoken", "frame.room", "title.nl", "title.es"]
    refilled({name: f"Probleem met {name}" for name in names})
    html = drawn(form)
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert len(ids) == len(re.findall(r' id="([^"]+)"', html))
    for name in names:
        link = re.search(rf'<a href="#([^"]+)">Probleem met {re.escape(name)}</a>', html)
        assert link
        assert link[1] in ids
        assert html.count(f"<span>Probleem met {name}</span>") == 1
    described = {each for found in re.findall(r'aria-describedby="([^"]+)"', html) for each in found.split()}
    assert described <= ids
    assert {each for each in ids if each.endswith("-err")} <= described


def test_the_readers_language_stands_on_top_and_the_other_opens_when_it_holds_words(page: Flask) -> None:
    blank = drawn('{{ words_fields("title", "Titel", given, ("es", "nl")) }}', given=words("nl", nl="Speelplaatsen"))
    assert re.findall(r'<textarea[^>]* name="([^"]+)"', blank) == ["title.nl", "title.es"]
    assert "<details" in blank
    assert " open" not in re.findall(r"<details[^>]*>", blank)[0]
    full = drawn('{{ words_fields("title", "Titel", given, ("es", "nl")) }}', given=words("es", nl="Ja", es="Sí"))
    assert " open" in re.findall(r"<details[^>]*>", full)[0]
    assert [' lang="es"' in box for box in re.findall(r"<textarea[^>]*>", full)] == [False, True]


def test_peoples_words_name_their_language_only_when_it_is_not_the_pages(page: Flask) -> None:
    say = '{% from "partials/words.html" import say_of with context %}{{ say_of(text) }}'
    assert drawn(say, text=words("es", es="Agua limpia")) == '<p class="say" lang="es">Agua limpia</p>'
    assert drawn(say, text=words("es", es="Agua", nl="Water")) == '<p class="say">Water</p>'


def test_a_side_is_named_with_its_look_and_together_with_the_diamond(page: Flask) -> None:
    who = '{% from "partials/sides.html" import who, duo with context %}'
    assert drawn(who + "{{ who(side) }}", side=SAMPLE) == '<span class="who s5">Tarija</span>'
    assert drawn(who + "{{ who(none) }}") == '<span class="who sj">Samen</span>'
    many = [SimpleNamespace(key=str(n), name=str(n), look=n) for n in (4, 1, 6)]
    pair = drawn(who + '{{ duo(sides, {"1": "full", "6": "half"}, "zo staat het") }}', sides=many)
    assert re.findall(r'<g class="(s\d)"', pair) == ["s4", "s1", "s6"]
    assert (pair.count('class="full"'), pair.count('class="half"')) == (1, 1)
    assert 'aria-label="zo staat het"' in pair


def test_the_door_says_the_same_in_both_languages_and_puts_first_who_has_the_turn(page: Flask) -> None:
    for order in (("es", "nl"), ("nl", "es")):
        html = render_template("home/door.html", door_order=order)
        halves = re.findall(r'<section[^>]* lang="(\w\w)".*?</section>', html, re.DOTALL)
        assert halves == list(order)
        assert "Welkom" in html
        assert "Le damos la bienvenida" in html
        assert re.findall(r'class="btn big" href="/language/(\w\w)\?to=/"', html) == list(order)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 410, 413, 429, 500, 503])
@pytest.mark.parametrize("language", ["nl", "es"])
def test_every_error_page_says_what_to_do_now_and_gives_the_words_back(app: Flask, status: int, language: str) -> None:
    with app.test_request_context("/x", method="POST", headers={"Accept-Language": language}):
        g.db, g.person, g.problems, g.typed = app.extensions["tandem.factory"](), None, {}, None
        given = {"error_problems": [("a", "p1"), ("b", "p2")], "kept": [("q", TYPED)], "quote": "ab12"}
        html = render_template("errors/show.html", status=status, message="zin", **given)
        gate.leave()
    assert {"nl": "Wat je nu kan doen", "es": "Qué puede hacer ahora"}[language] in html
    assert (html.count("<li>p1</li>"), html.count("<li>p2</li>"), html.count("ab12")) == (1, 1, 1)
    assert inside(html) == TYPED
