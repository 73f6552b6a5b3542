"""Figures on the page of a canvas: each picture with its finding in a sentence and the same in a table."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

import tools
from facilitation.views.answers import POLICY
from facilitation.views.figures import interactive
from tests import made_up_tool
from tests.scan_canvases import factor, moment
from tests.shelf import Shelf
from tests.strategies import LANGUAGES, SIDES, full
from tools.canvas import Content
from tools.content import blank
from tools.environment_scan.questions import EFFECTS

GARDEN, SCAN = made_up_tool.TOOL, tools.get("environment_scan")


def planted(*metres: float | None, what: dict[str, str] | None = None) -> Content:
    """A garden with plants that are so tall."""
    content = full(GARDEN, LANGUAGES, SIDES)
    card = content["garden"]["plants"][0]
    content["garden"]["plants"] = [
        {**card, "id": f"card{at:04}", "metres": tall, "what": what or {"nl": f"Boom {at}", "es": f"Árbol {at}"}}
        for at, tall in enumerate(metres)
    ]
    return content


def year(event: str) -> Content:
    """An Environment scan with something that hinders, and moments of every effect, on each side."""
    effects = [key for key, _ in EFFECTS]
    moments = [
        {**moment(f"moment00{at}", "2027-01-01", effect=key), "event": {"es": event}} for at, key in enumerate(effects)
    ]
    factors = [factor(f"factor00{at}", weight) for at, weight in enumerate((-3, 2))]
    held = blank(SCAN, LANGUAGES, SIDES)
    held["time"]["calendar"] = {side: [{**each, "id": f"{side[:3]}{each['id']}"} for each in moments] for side in SIDES}
    held["around"]["factors"] = {
        side: [{**each, "id": f"{side[:3]}{each['id']}"} for each in factors] for side in SIDES
    }
    return held


def drawn(page: str) -> str:
    """Return what the page draws."""
    return page.split('<div id="drawn"')[1].split("</aside>")[0]


def test_each_picture_stands_on_the_page_with_its_finding_and_the_same_in_a_table(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(planted(2, 4.5))
    page = drawn(here.page())
    assert re.findall(r'<svg class="fig" [^>]*aria-label="([^"]*)"', page) == ["2 plants have a height"] * 3
    assert re.findall(r"<figcaption[^>]*>([^<]*)<", page) == ["2 plants have a height"] * 3
    assert re.findall(r'id="picture-(\w+)">([^<]*)<', page) == [
        ("heights", "Heights"),
        ("wetness", "Wetness"),
        ("spots", "Spots"),
    ]
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', table) == [("Boom 0", "2"), ("Boom 1", "4.5")]
    assert page.count('<details class="twin">') == 3


def test_everybody_reads_what_people_wrote_in_a_picture_in_their_own_language_when_it_is_there(
    shelf: Callable[..., Shelf],
) -> None:
    here = shelf(GARDEN)
    here.write(planted(2, what={"nl": "Boom", "es": "Árbol"}))
    assert [word in drawn(here.page(language="nl")) for word in ("Boom", "Árbol")] == [True, False]
    assert [word in drawn(here.page(language="es")) for word in ("Boom", "Árbol")] == [False, True]
    here = shelf(GARDEN)
    here.write(planted(2, what={"nl": "Boom", "es": ""}))
    assert "Boom" in drawn(here.page(language="es"))


def test_a_picture_of_nothing_says_what_to_fill_in_and_offers_nothing_to_look_at(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(blank(GARDEN, LANGUAGES, SIDES))
    page = drawn(here.page())
    assert "Say of a plant how tall it is." in page
    assert [tag in page for tag in ("<svg", "<details", "/figures/")] == [False] * 3


def test_what_people_wrote_is_never_markup_on_the_page(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(planted(2, what={"nl": "<b onclick=x>Boom</b>", "es": ""}))
    page = drawn(here.page())
    assert "<b onclick" not in page
    assert "&lt;b onclick=x&gt;" in page
    here = shelf(SCAN)
    here.write(year("<b onclick=x>Lluvias</b>"))
    page = drawn(here.page())
    assert "<b onclick" not in page
    assert "<td>&lt;b onclick=x&gt;Lluvias&lt;/b&gt;</td>" in page


def test_an_open_page_is_sent_the_same_pictures_when_something_changes(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(planted(2, 4.5))
    told = here.visitor().get(f"{here.address}/now").text
    shown = here.page()
    pictures = [re.findall(r"<svg class=\"fig\".*?</svg>", text, re.DOTALL) for text in (told, shown)]
    assert pictures[0] == pictures[1]
    assert len(pictures[0]) == 3


def test_a_picture_has_a_page_of_its_own_with_the_figure_for_plotly_within_a_policy_that_runs_nothing_inline(
    shelf: Callable[..., Shelf],
) -> None:
    here = shelf(GARDEN)
    here.write(planted(2, what={"nl": "<i>Boom</i>", "es": ""}))
    answer = here.visitor().get(f"{here.address}/figures/heights")
    figure = json.loads(html.unescape(answer.text.split('data-figure="')[1].split('"')[0]))
    assert figure["layout"]["yaxis"]["ticktext"] == ["&lt;i>Boom&lt;/i>"]
    assert figure["data"][0]["x"] == [2]
    assert "<svg" in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY.replace("img-src 'self'", "img-src 'self' data:")
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_picture_that_nobody_drew_has_no_page(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(planted(2))
    assert here.visitor().get(f"{here.address}/figures/nothing").status_code == 404
    blank_one = shelf(GARDEN)
    blank_one.write(blank(GARDEN, LANGUAGES, SIDES))
    assert blank_one.visitor().get(f"{blank_one.address}/figures/heights").status_code == 404


def test_names_of_pictures_and_of_what_fills_their_bars_are_used_once_on_a_page(shelf: Callable[..., Shelf]) -> None:
    here = shelf(GARDEN)
    here.write(planted(2, 4.5))
    ids = re.findall(r'\sid="([^"]+)"', drawn(here.page()))
    assert len(ids) == 4
    assert sorted({each for each in ids if ids.count(each) > 1}) == []
    here = shelf(SCAN)  # two pictures of it fill their bars in the same ways
    here.write(year("Lluvias"))
    page = drawn(here.page())
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len([each for each in ids if each.startswith("p-")]) == page.count("<pattern ") > 2
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


def test_plotly_is_given_what_people_wrote_as_words_and_never_as_its_own_markup() -> None:
    said = {"text": ['<a href="javascript:x">kijk</a> & meer', "een\ntwee", "een<br>twee"], "n": [1, None, True]}
    assert interactive(said) == {
        "text": ['&lt;a href="javascript:x">kijk&lt;/a> &amp; meer', "een<br>twee", "een<br>twee"],
        "n": [1, None, True],
    }
