"""The path of a project: how far it is, what comes next, and what needs attention."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from facilitation import canvas_edits, canvases
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, Change, SetText, SetValue
from facilitation.database import Session
from facilitation.memberships import Membership
from tests import makers
from tests.makers import World
from tests.starting import SIDES
from tools import TOOLS


@pytest.fixture
def world(lite_db: Session) -> World:
    """Three sides, with somebody in every role on each side and on none."""
    return makers.world(lite_db)


def save(db: Session, world: World, held: Membership, *changes: Change) -> None:
    """Save changes on the canvas of the world's project, as a form on its page does."""
    db.begin_writing()
    base = canvases.view(db, world.canvas, held).base
    canvas_edits.edit(db, world.canvas, held.person, held, base, changes)
    db.commit()


def path(page: TestResponse) -> list[str]:
    """Return what the path says of its first tool, what comes next, and the sentences that need attention."""
    main = page.text.partition("<main")[2]
    standing = re.findall(r'</a><span class="small">([^<]*)</span></li>', main)
    after = re.findall(r'<span class="muted small">([^<]*)</span></div>', main)
    assert len(standing) == 1 + len(TOOLS)  # what participation means comes first
    return [standing[1], *after, *re.findall(r"</b>([^<]*)</p>", main)]


def test_a_project_says_how_far_it_is_what_comes_next_and_what_needs_attention(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    held, here = world.of("brasschaat", Role.COORDINATOR), f"/projects/{world.project.id}"
    client = browser(held, "nl")
    assert path(client.get(here)) == ["Nog niet begonnen", "Volgende stap: Zeg waarover het gaat, in de Focusscherper."]
    save(lite_db, world, held, SetText("topic.theme", "nl", "Water"), SetValue("frame.room", 0))
    told = path(client.get(here))
    assert told[:2] == ["2 van 11 ingevuld", "Volgende stap: Schrijf minstens één feit op, in de Focusscherper."]
    texts = {
        "question.question": {"nl": "Hoe kunnen we water delen?", "es": "¿Cómo podemos compartir el agua?"},
        "exchange.learn": {"nl": "Luisteren"},
        "question.decider": {"nl": "De gemeenteraad"},
    }
    written = [SetText(at, code, text) for at, said in texts.items() for code, text in said.items()]
    cards = [
        AddCard("topic.symptoms", canvas_edits.new_id(), texts={"text": {"nl": "Droogte"}}),
        AddCard("people.affected", canvas_edits.new_id(), texts={"group": {"nl": "Boeren"}}),
        SetValue("frame.decided.none", True),
    ]
    save(lite_db, world, held, *written, *cards)
    for side in SIDES:
        own = world.of(side, Role.MEMBER)
        save(lite_db, world, own, SetText(f"exchange.heard.{side}", "nl", "Wij ook"))
    stopped = path(client.get(here))
    assert stopped == [
        "11 van 11 ingevuld",
        "Alles is ingevuld. Wat onder “Vraagt aandacht” staat, moet nog opgelost worden.",
        "Als er niets te veranderen valt, nodig dan niemand uit om mee te beslissen: informeer.",
    ]
    listed = client.get(f"/partnerships/{world.partnership.id}").text.partition("</article>")[0]
    assert re.findall(r'<p class="small muted">([^<]*)</p>', listed) == ["1 op te lossen"]
    save(lite_db, world, held, SetValue("frame.room", 3))
    ready = path(client.get(here))
    assert ready[0] == "Alle korte vragen zijn beantwoord"
    assert ready[1].startswith("Volgende stap: ")
    assert ready[1].endswith(", in de Omgevingsscan.")
    assert "Omgevingsscan" in client.get(here).text.partition('class="btn" href=')[2][:200]
    listed = client.get(f"/partnerships/{world.partnership.id}").text
    assert '<p class="small">Stap 2 van 6: Omgevingsscan</p>' in listed
    assert '<progress value="1" max="6"' in listed


def test_the_question_of_a_project_stands_large_with_the_other_language_beside_it(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    held = world.of("tarija", Role.MEMBER)
    asked = [SetText("question.question", "es", "¿Cómo?"), SetText("question.question", "nl", "Hoe?")]
    save(lite_db, world, held, *asked)
    page = browser(held, "es").get(f"/projects/{world.project.id}").text
    assert '<p class="say big">¿Cómo?</p>\n<p class="other" lang="nl">Hoe?</p>' in page
    assert "<li>member tarija</li>" in page


def test_a_project_that_ended_or_was_not_chosen_asks_for_no_next_step(
    browser: Callable[..., FlaskClient], world: World, lite_db: Session
) -> None:
    client = browser(world.of("brasschaat"), "nl")
    for state, asks in {"running": True, "idea": True, "not_chosen": False, "finished": False}.items():
        lite_db.begin_writing()
        world.project.state = state
        lite_db.commit()
        assert ("Volgende stap" in client.get(f"/projects/{world.project.id}").text) == asks
