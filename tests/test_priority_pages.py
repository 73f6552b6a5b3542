"""The pages of priorities: ranking alone, opening together, proposing and agreeing, with nothing typed ever lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from facilitation.access import Role
from facilitation.database import Session
from facilitation.sdg import rankings, shared_priorities
from tests import makers
from tests.makers import World
from tests.visitors import Visitor, problems_of, signed_in, words_of


@dataclass
class Here:
    """Two sides, and their browsers: Dutch in Brasschaat, Spanish in Tarija."""

    app: Flask
    world: World
    db: Session

    @property
    def path(self) -> str:
        """Return the page with the goals."""
        return f"/partnerships/{self.world.partnership.id}/sdg"

    def visitor(self, key: str, role: str = Role.COORDINATOR) -> Visitor:
        """Return somebody's browser."""
        visitor = signed_in(self.app, self.world.of(key, role).person)
        visitor.get("/language/es" if key == "tarija" else "/language/nl")
        return visitor

    def version(self, key: str) -> str:
        """Return the version of what a side ranked, as its form carries it."""
        self.db.rollback()
        side = next(each for each in self.world.partnership.sides if each.key == key)
        found = rankings.present(self.db, self.world.partnership, self.world.of(key)).own(side)
        return found.version if found else ""

    def rank(self, key: str, *goals: str, **more: str) -> Any:
        """Let a side rank these goals on its form."""
        typed = {f"goals.{place}.goal": goal for place, goal in enumerate(goals, 1)}
        sent = typed | {name.replace("__", "."): text for name, text in more.items()}
        return self.visitor(key).post(f"{self.path}/ranking", base=self.version(key), **sent)

    def ready(self, key: str) -> Any:
        """Let a side say that it is ready."""
        return self.visitor(key).post(f"{self.path}/ready", do="ready", base=self.version(key))


@pytest.fixture
def here(app: Flask, lite_db: Session) -> Here:
    """Give a partnership of two sides with people in every role."""
    return Here(app, makers.world(lite_db, ("Brasschaat", "Tarija")), lite_db)


def test_no_byte_of_a_ranking_reaches_another_side_before_all_are_ready(here: Here) -> None:
    here.rank("tarija", "6", "13", "11", goals__1__reason__es="la sequía del Guadalquivir")
    here.ready("tarija")
    for key, role in (("brasschaat", Role.COORDINATOR), ("", Role.FACILITATOR), ("", Role.OBSERVER)):
        page = here.visitor(key, role).get(here.path)
        assert "Guadalquivir" not in page.text
        assert "goal-6" not in page.text
    page = words_of(here.visitor("brasschaat").get(here.path))
    assert "Tarija is klaar" in page
    assert "Brasschaat is nog aan het kiezen" in page
    here.rank("brasschaat", "11", "13", "4")
    here.ready("brasschaat")
    assert "Guadalquivir" in here.visitor("", Role.OBSERVER).get(here.path).text


def test_side_by_side_it_says_what_all_chose_and_what_only_one(here: Here) -> None:
    here.rank("tarija", "6", "13", "11")
    here.rank("brasschaat", "11", "13", "4")
    for key in ("tarija", "brasschaat"):
        assert here.ready(key).status_code == 303
    page = words_of(here.visitor("tarija").get(here.path))
    shared = page.partition("Todos eligieron")[2].partition("Solo lo eligió")[0]
    assert "11 Ciudades y comunidades sostenibles 13 Acción por el clima" in shared
    assert "Solo lo eligió Brasschaat 4 Educación de calidad" in page
    assert "Solo lo eligió Tarija 6 Agua limpia y saneamiento" in page


def test_without_anything_shared_the_page_says_so_and_points_at_a_bridge(here: Here) -> None:
    here.rank("tarija", "6")
    here.rank("brasschaat", "11")
    for key in ("tarija", "brasschaat"):
        here.ready(key)
    page = words_of(here.visitor("brasschaat").get(here.path))
    assert "Geen enkele SDG werd door iedereen gekozen." in page
    assert "Dicht bij elkaar" in page


def test_a_form_with_mistakes_says_all_of_them_and_keeps_all_that_was_typed(here: Here) -> None:
    got = here.visitor("tarija").post(
        f"{here.path}/ranking",
        **{
            "goals.1.goal": "",
            "goals.1.reason.es": "  el agua  ",
            "goals.3.goal": "6",
            "goals.3.target": "13.1",
            "goals.2.goal": "99",
        },
    )
    assert got.status_code == 400
    assert sorted(problems_of(got)) == ["goals-1-goal", "goals-2-goal", "goals-3-target"]
    assert ">\n  el agua  </textarea>" in got.text
    assert '<option value="13.1" selected>' in got.text
    assert here.version("tarija") == ""


def test_who_saves_after_somebody_of_the_own_side_sees_both_and_saves_again(here: Here) -> None:
    here.rank("tarija", "6")
    visitor = here.visitor("tarija", Role.MEMBER)
    late = {"goals.1.goal": "13", "goals.1.reason.es": "el calor", "base": ""}
    got = visitor.post(f"{here.path}/ranking", **late)
    assert got.status_code == 400
    assert "Ahora" in words_of(got)
    assert ">\nel calor</textarea>" in got.text
    assert visitor.post(f"{here.path}/ranking", **{**late, "base": here.version("tarija")}).status_code == 303


def test_what_was_typed_after_the_rankings_were_opened_stays_to_be_copied(here: Here) -> None:
    seen = ""
    for key in ("tarija", "brasschaat"):
        here.rank(key, "6")
        seen = here.version("tarija")
        here.ready(key)
    got = here.visitor("tarija").post(
        f"{here.path}/ranking", **{"goals.1.goal": "13", "goals.1.reason.es": "el calor", "base": seen}
    )
    assert got.status_code == 400
    assert "Lo que escribió y no se guardó" in words_of(got)
    assert '<p class="say">el calor</p>' in got.text


def test_a_community_is_noted_changed_taken_away_and_brought_back(here: Here) -> None:
    visitor = here.visitor("tarija", Role.MEMBER)
    new = f"{here.path}/communities/new"
    refused = visitor.post(new, **{"goals.1.goal": "6"})
    assert sorted(problems_of(refused)) == ["community-es", "way"]
    told = {"way": "paper", "community.es": "OTB Lourdes", "asked_on": "2026-10-03", "goals.1.goal": "6"}
    assert visitor.post(new, **told).status_code == 303
    page = words_of(visitor.get(f"{here.path}/ranking"))
    assert page.index("OTB Lourdes") < page.index("Después: su propia lista")
    here.db.rollback()
    found = rankings.present(here.db, here.world.partnership, here.world.of("tarija")).rankings[0]
    assert here.visitor("brasschaat").get(f"{here.path}/communities/{found.id}").status_code == 404
    address = f"{here.path}/communities/{found.id}"
    visitor.post(address, do="remove")
    page = words_of(visitor.get(f"{here.path}/ranking"))
    assert page.index("OTB Lourdes") > page.index("Anotar lo que eligió una comunidad")
    visitor.post(address, do="restore")
    page = words_of(visitor.get(f"{here.path}/ranking"))
    assert page.index("OTB Lourdes") < page.index("Después: su propia lista")


def propose(here: Here, key: str = "tarija", base: str = "", **more: str) -> Any:
    """Propose climate action, with water along."""
    typed = {"central": "13", "companions.1": "6", "theme.es": "retener el agua", "base": base}
    typed |= {name.replace("__", "."): text for name, text in more.items()}
    return here.visitor(key).post(f"{here.path}/shared", **typed)


def test_each_side_agrees_for_itself_and_the_page_says_who_is_still_to_come(here: Here) -> None:
    assert propose(here, target="13.1").status_code == 303
    here.db.rollback()
    shared = shared_priorities.of(here.db, here.world.partnership)
    assert shared is not None
    visitor = here.visitor("tarija")
    assert visitor.post(f"{here.path}/shared/answer", do="agree", base=shared.version).status_code == 303
    page = words_of(here.visitor("brasschaat").get(here.path))
    assert "Tarija gaat akkoord" in page
    assert "Brasschaat is nog niet akkoord" in page
    assert "Wij gaan akkoord" in page
    here.visitor("brasschaat").post(f"{here.path}/shared/answer", do="agree", base=shared.version)
    assert "voorgesteld" not in words_of(here.visitor("brasschaat").get(here.path))


def test_a_goal_that_means_nothing_yet_is_not_agreed_to_and_the_page_says_what_to_do(here: Here) -> None:
    propose(here)
    here.db.rollback()
    shared = shared_priorities.of(here.db, here.world.partnership)
    assert shared is not None
    got = here.visitor("brasschaat").post(f"{here.path}/shared/answer", do="agree", base=shared.version)
    assert got.status_code == 409
    assert "Zeg eerst wat deze SDG voor jullie betekent" in words_of(got)


def test_a_proposal_that_came_second_shows_the_first_and_keeps_its_words(here: Here) -> None:
    propose(here)
    got = propose(here, "brasschaat", theme__nl="groen op school", central="11")
    assert got.status_code == 400
    assert "13 Klimaatactie" in words_of(got)
    assert ">\ngroen op school</textarea>" in got.text
    assert '<option value="11" selected>' in got.text


def test_a_proposal_with_mistakes_says_all_of_them(here: Here) -> None:
    got = propose(here, central="", target="13.1", companions__1="6", companions__2="6")
    assert sorted(problems_of(got)) == ["central", "companions-1", "target"]


def test_from_a_theme_to_goals_and_back_without_a_script(here: Here) -> None:
    visitor = here.visitor("brasschaat")
    page = words_of(visitor.get(f"{here.path}?theme=water"))
    assert "6.6 Bronnen, rivieren, waterrijke gebieden en stroomgebieden beschermen" in page
    page = words_of(visitor.get(f"{here.path}?goal=15")).partition("Van een SDG naar thema's")[2]
    assert "Bos, bomen en biodiversiteit" in page.partition("Toon thema's")[2]
    assert visitor.get(f"{here.path}?theme=nothing&goal=6.10").status_code == 200


def test_a_goal_from_the_side_by_side_is_chosen_already_on_the_form(here: Here) -> None:
    page = here.visitor("brasschaat").get(f"{here.path}/shared?goal=13")
    assert '<option value="13" selected>' in page.text
    page = here.visitor("brasschaat").get(f"{here.path}/shared?goal=99")
    assert "selected" not in page.text.partition('name="central"')[2].partition("</select>")[0]
