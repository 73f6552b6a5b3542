"""What hints quote of what people wrote is in the language of whoever reads them, where it is there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import tools
from tests.actor_canvases import actor
from tests.forms_on_page import said
from tests.shelf import Shelf
from tests.visitors import words_of

WOMEN = {"nl": "groepen van vrouwen", "es": "grupos de mujeres"}
COUNCIL = {"nl": "de buurtraad", "es": ""}
HINT = "{actor}: affected very strongly, yet only informed. Is that what you want?"
PAGES = ("", "/now?deep=yes", "/agreement")
each_page = pytest.mark.parametrize("page", PAGES, ids=["page", "open page", "agreement"])
each_language = pytest.mark.parametrize("language", ["nl", "es"])


@pytest.fixture
def heard(shelf: Callable[..., Shelf]) -> Shelf:
    """Two groups whom it affects very strongly and who are only informed; one of them has a name in Dutch alone."""
    here = shelf(tools.get("stakeholder_analysis"))
    told = [
        actor(f"card000{at}", "tarija", "is_informed", affected=3, name=name)
        for at, name in enumerate((WOMEN, COUNCIL))
    ]
    here.write({"people": {"actors": told}})
    return here


def quoted(here: Shelf, path: str, language: str) -> list[str]:
    """Return which names of the groups a page quotes in the hint to somebody who reads in a language."""
    words, hint = words_of(here.visitor(language=language).get(path)), said(here.app, HINT, language)
    names = [*WOMEN.values(), *COUNCIL.values()]
    return [name for name in names if name and hint.format(actor=name) in words]


@each_page
@each_language
def test_readers_of_two_languages_see_one_hint_with_the_name_in_their_own(
    heard: Shelf, page: str, language: str
) -> None:
    assert quoted(heard, heard.address + page, language) == [WOMEN[language], COUNCIL["nl"]]


@each_language
def test_the_page_of_a_project_quotes_it_so_too(heard: Shelf, language: str) -> None:
    here = f"/projects/{heard.world.project.id}"
    assert quoted(heard, here, language) == [WOMEN[language], COUNCIL["nl"]]


def test_who_asked_before_changes_nothing_for_who_asks_next(heard: Shelf) -> None:
    live = heard.address + "/now?deep=yes"
    assert [quoted(heard, live, code)[0] for code in ("nl", "es", "nl", "es")] == [*WOMEN.values()] * 2
