"""The pages of goals with a reason: naming, wording otherwise, showing, answering, and nothing typed ever lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from facilitation import canvas_edits, canvases, clock
from facilitation.access import Role
from facilitation.canvas_edits import AddCard, RemoveCard, RestoreCard
from facilitation.database import Session
from facilitation.sdg import confirmations, tags
from facilitation.sdg.tags import Tag
from tests.forms_on_page import said
from tests.tagging import WHO, Tagging, told
from tests.visitors import Visitor, problems_of, signed_in, words_of


@dataclass
class Here:
    """Two sides with a shared project, and their browsers: Dutch in Brasschaat, Spanish in Tarija."""

    app: Flask
    tagging: Tagging
    db: Session

    @property
    def page(self) -> str:
        """Return the page with the goals of the project."""
        return f"/projects/{self.tagging.project.id}/sdg"

    def of(self, tag: Tag, what: str = "") -> str:
        """Return the page of a tag, or where a form about it goes."""
        return f"/partnerships/{tag.partnership_id}/sdg/tags/{tag.id}{what}"

    def visitor(self, key: str, role: str = Role.MEMBER) -> Visitor:
        """Return somebody's browser."""
        visitor = signed_in(self.app, self.tagging.held(key, role).person)
        visitor.get("/language/es" if key == "tarija" else "/language/nl")
        return visitor

    def name(self, key: str = "tarija", **typed: str) -> Any:
        """Let somebody name a goal on its form."""
        return self.visitor(key).post(f"{self.page}/new", **(TYPED | dotted(typed)))

    def held(self) -> list[Tag]:
        """Return the tags of the project as they are now."""
        self.db.rollback()
        self.db.expire_all()
        return tags.of_project(self.db, self.tagging.project)

    def tag(self, **more: Any) -> Tag:
        """Return a tag with a reason, about Tarija, that Brasschaat made."""
        said = told(why=True, side_id=self.tagging.side_id("tarija"), **more)
        return self.tagging.add(said, by="brasschaat")


TYPED = {"goal": "6", "target": "6.6", "ring": "local", "whose": "tarija", "direction": "direct_positive"}


def dotted(typed: dict[str, str]) -> dict[str, str]:
    """Return names of fields as a form sends them: `who__es` is `who.es`."""
    return {name.replace("__", "."): text for name, text in typed.items()}


@pytest.fixture
def here(app: Flask, lite_db: Session) -> Here:
    """Give a partnership of two sides with a shared project."""
    return Here(app, Tagging(lite_db, owner=""), lite_db)


# Naming a goal.


def test_what_is_named_stands_on_the_page_with_its_reason_in_the_language_of_who_reads(here: Here) -> None:
    got = here.name(who__es="Las familias tienen agua", where__nl="aan de bron, in augustus", strength="2")
    (tag,) = here.held()
    assert (got.status_code, got.headers["Location"]) == (303, f"{here.page}#tag-{tag.id}")
    assert tag.said["who"] == {"original": "es", "es": "Las familias tienen agua"}
    assert tag.where == {"original": "nl", "nl": "aan de bron, in augustus"}
    for key, language in (("tarija", "es"), ("brasschaat", "nl")):
        page = here.visitor(key).get(here.page)
        words = words_of(page)
        assert said(here.app, "with a reason", language) in words
        assert said(here.app, "It helps, directly", language) in words
        assert "Las familias tienen agua" in words
        assert "aan de bron, in augustus" in words
    assert 'lang="es">Las familias tienen agua<' in page.text


def test_all_problems_come_at_once_beside_their_fields_and_everything_typed_stays(here: Here) -> None:
    long = "x" * 4_001
    wrong = {"goal": "18", "target": "6.z", "ring": "moon", "whose": "gent", "direction": "up", "strength": "2.5"}
    got = here.name(**wrong, horizon="never", who__es="  las familias  ", who__nl=long, where__es="<b>en la fuente</b>")
    assert got.status_code == 400
    found = problems_of(got)
    assert set(found) == {"goal", "target", "ring", "whose", "direction", "strength", "horizon", "who-nl"}
    assert found["goal"] == "Elijan de la lista uno de los 17 ODS."
    assert len(set(found.values())) == len(found)
    assert ">\n  las familias  </textarea>" in got.text
    assert "&lt;b&gt;en la fuente&lt;/b&gt;" in got.text
    assert long in got.text
    assert here.held() == []
    for name in found:
        assert f'id="f-{name}"' in got.text, f"the summary leads to {name}"


def test_what_was_chosen_well_stays_chosen_beside_what_was_not(here: Here) -> None:
    got = here.name("brasschaat", goal="", direction="unknown", horizon="year", strength="3", whose="all")
    assert problems_of(got) == {
        "goal": "Kies een van de 17 SDG's uit de lijst.",
        "target": "Kies een subdoel van deze SDG uit de lijst, of laat het open.",
    }
    for chosen in ('value="6.6" selected', 'value="year" selected'):
        assert chosen in got.text
    for name, value in (("ring", "local"), ("direction", "unknown"), ("strength", "3"), ("whose", "all")):
        at = got.text.index(f'name="{name}" value="{value}"')
        assert "checked" in got.text[at : got.text.index(">", at)]


@pytest.mark.parametrize("goal", ["0", "18", "06", "6.0", "6 ", "-6", "٦", "6\x00", "SDG 6", "", "1e1", "²"])
def test_an_id_that_is_no_goal_is_refused_and_never_repaired(here: Here, goal: str) -> None:
    got = here.name(goal=goal, target="")
    if goal == "6\x00":  # what no text can hold is left out by every form
        assert got.status_code == 303
        return
    assert got.status_code == 400
    assert list(problems_of(got)) == ["goal"]
    assert here.held() == []


@pytest.mark.parametrize("target", ["6.10", "6.01", "6,1", "6.", ".1", "6.A", "7.1", "6.1 ", "6.1.1", "b"])
def test_a_target_that_is_typed_as_a_number_is_no_other_target(here: Here, target: str) -> None:
    got = here.name(target=target)
    assert list(problems_of(got)) == ["target"]
    assert here.held() == []


def test_17_1_and_17_10_and_6_b_are_kept_and_shown_as_they_were_chosen(here: Here) -> None:
    for goal, target in (("17", "17.1"), ("17", "17.10"), ("6", "6.b")):
        assert here.name(goal=goal, target=target).status_code == 303
    assert [tag.target for tag in here.held()] == ["17.1", "17.10", "6.b"]
    page = here.visitor("brasschaat").get(here.page).text
    assert all(page.count(f"<b>{target}</b>") == 1 for target in ("17.1", "17.10", "6.b"))
    tenth = here.held()[1]
    form = here.visitor("tarija").get(here.of(tenth)).text
    assert '<option value="17.10" selected>' in form
    assert '<option value="17.1" selected>' not in form


def test_a_reason_of_one_character_is_kept_and_stays_a_claim(here: Here) -> None:
    assert here.name(who__es="x", where__es=".").status_code == 303
    (tag,) = here.held()
    assert (tag.who["es"], tag.level) == ("x", 0)
    words = words_of(here.visitor("tarija").get(here.page))
    assert "Solo afirmado" in words
    assert said(here.app, "with a reason", "es") not in words


def test_pressing_save_twice_names_it_once(here: Here) -> None:
    for _press in range(2):
        assert here.name(who__es="Las familias").status_code == 303
    assert len(here.held()) == 1


def test_goals_of_a_partnership_itself_are_named_and_worded_otherwise_too(here: Here) -> None:
    visitor, path = here.visitor("tarija"), f"/partnerships/{here.tagging.world.partnership.id}/sdg/tags"
    assert visitor.post(f"{path}/new", **TYPED, **{"who.es": "las familias"}).status_code == 303
    (tag,) = tags.of_partnership(here.db, here.tagging.world.partnership)
    assert "las familias" in words_of(visitor.get(path))
    got = visitor.post(here.of(tag), **(TYPED | {"goal": "99"}), base=tag.version)
    assert set(problems_of(got)) == {"goal", "target"}
    assert visitor.post(here.of(tag), do="remove").headers["Location"] == f"{path}#tag-{tag.id}"
    assert 'value="restore"' in visitor.get(path).text


# Wording it otherwise.


def test_a_form_drawn_before_somebody_else_saved_shows_both_and_saves_when_pressed_again(here: Here) -> None:
    tag = here.tag()
    before = tag.version
    here.tagging.change(tag, told(why=True, direction="unknown"), by="tarija")
    visitor = here.visitor("brasschaat")
    typed = TYPED | {"who.nl": "gezinnen in Lourdes", "where.nl": "aan de bron"}
    got = visitor.post(here.of(tag), **typed, base=before)
    assert got.status_code == 400
    assert "gezinnen in Lourdes" in got.text
    now = words_of(got).partition("Nu ")[2]
    assert WHO["es"] in now
    (version,) = {tag.version for tag in here.held()}
    assert f'name="base" value="{version}"' in got.text
    assert visitor.post(here.of(tag), **typed, base=version).status_code == 303
    assert here.held()[0].who == {"original": "nl", "nl": "gezinnen in Lourdes"}
    page = words_of(visitor.get(here.of(tag)))
    assert WHO["es"] in page.partition(said(here.app, "Earlier wordings"))[2]


def test_a_form_that_was_not_drawn_by_us_changes_nothing_unseen(here: Here) -> None:
    tag = here.tag()
    got = here.visitor("tarija").post(here.of(tag), **TYPED)
    assert got.status_code == 400
    assert here.held()[0].who == WHO


def test_what_was_taken_away_says_so_on_its_own_page_and_comes_back_from_there(here: Here) -> None:
    tag = here.tag()
    visitor = here.visitor("tarija")
    assert visitor.post(here.of(tag), do="remove").status_code == 303
    assert here.held() == []
    page = visitor.get(here.of(tag))
    assert 'value="restore"' in page.text
    assert 'name="goal"' not in page.text
    assert 'value="remove"' not in page.text
    assert visitor.post(here.of(tag), do="restore").status_code == 303
    assert [each.who for each in here.held()] == [WHO]


@pytest.mark.parametrize("number", ["0", "999", "99999999999999999999", str(2**63), str(2**31)])
def test_a_tag_that_is_not_there_does_not_exist(here: Here, number: str) -> None:
    at = f"/partnerships/{here.tagging.world.partnership.id}/sdg/tags/{number}"
    visitor = here.visitor("tarija")
    assert visitor.get(at).status_code == 404
    assert visitor.post(at, do="remove").status_code == 404
    assert visitor.post(f"{at}/answer", do="yes").status_code == 404
    for query in (f"canvas={number}", f"canvas={number}&entry=goal0001", "entry=goal0001", "canvas=x", "canvas=-1"):
        assert visitor.get(f"{here.page}/new?{query}").status_code == 404, query


def test_in_the_archive_tags_are_read_and_nothing_is_offered(here: Here) -> None:
    tag = here.tag()
    here.db.begin_writing()
    here.tagging.project.archived_at = tag.made_at
    here.db.commit()
    for role in (Role.MEMBER, Role.COORDINATOR):
        visitor = here.visitor("tarija", role)
        for page in (visitor.get(here.page), visitor.get(here.of(tag))):
            assert page.status_code == 200
            forms = page.text.partition("<main")[2].split("<form")[1:]
            assert [each for each in forms if 'id="rank"' not in each] == []
            assert "f-answer" not in page.text
    assert visitor.post(here.of(tag), do="remove").status_code == 409
    assert visitor.post(f"{here.page}/new", **TYPED).status_code == 409


# From a card to a tag.


def test_a_goal_of_the_project_leads_to_the_form_that_tags_it_and_says_so(here: Here) -> None:
    texts = {"statement": {"nl": "Water voor iedereen", "es": "Agua para todos"}}
    canvas = here.tagging.canvas("ambition_setter", AddCard("change.goals", "goal00000001", texts=texts))
    page = f"/projects/{here.tagging.project.id}/ambition-setter"
    link = f"{here.page}/new?canvas={canvas.id}&amp;entry=goal00000001"
    visitor = here.visitor("tarija")
    assert visitor.get(page).text.count(f'href="{link}"') == 1
    assert visitor.get(f"{page}/now").text.count(f'href="{link}"') == 1
    assert "/sdg/new?" not in here.visitor("", Role.OBSERVER).get(page).text
    form = visitor.get(link.replace("&amp;", "&"))
    assert "Agua para todos" in words_of(form)
    wrong = visitor.post(f"{here.page}/new", **TYPED | {"goal": ""}, canvas=str(canvas.id), entry="goal00000001")
    assert wrong.status_code == 400
    assert "Agua para todos" in words_of(wrong)
    assert 'name="entry" value="goal00000001"' in wrong.text
    assert visitor.post(f"{here.page}/new", **TYPED, canvas=str(canvas.id), entry="goal00000001").status_code == 303
    (tag,) = here.held()
    assert (tag.canvas_id, tag.entry) == (canvas.id, "goal00000001")
    assert "Bij het doel: Water voor iedereen" in words_of(here.visitor("brasschaat").get(here.page))
    here.tagging.canvas("ambition_setter", RemoveCard("change.goals", "goal00000001"))
    for address in (here.page, here.of(tag)):
        assert said(here.app, "On a goal that was taken away", "es") in words_of(visitor.get(address))
    assert visitor.get(link.replace("&amp;", "&")).status_code == 404


def test_an_encounter_leads_to_the_form_that_tags_it(here: Here) -> None:
    canvas = here.tagging.canvas("intervention_designer")
    page = f"/projects/{here.tagging.project.id}/intervention-designer/{canvas.number}"
    link = f"{here.page}/new?canvas={canvas.id}"
    visitor = here.visitor("brasschaat")
    assert f'href="{link}"' in visitor.get(page).text
    assert "/sdg/new" not in here.visitor("", Role.OBSERVER).get(page).text
    assert page in visitor.get(link).text
    assert visitor.post(f"{here.page}/new", **TYPED, canvas=str(canvas.id), entry="").status_code == 303
    assert [(tag.canvas_id, tag.entry, tag.place) for tag in here.held()] == [(canvas.id, "", "encounter")]


def test_a_card_of_the_circle_leads_to_a_form_in_which_its_words_stand_already(here: Here) -> None:
    texts = {"text": {"nl": "Brooddozen"}, "target": {"es": " ODS 12,7 "}, "why": {"es": "menos basura en la escuela"}}
    values = {"ring": "internal", "goal": "sdg_12", "direction": "indirect_positive", "whose": "brasschaat"}
    canvas = here.tagging.canvas("sdg_circle", AddCard("today.activities", "card00000001", values, texts))
    visitor = here.visitor("tarija")
    link = f"{here.page}/new?canvas={canvas.id}&entry=card00000001"
    circle = visitor.get(f"/projects/{here.tagging.project.id}/sdg-circle").text
    assert circle.count(f'href="{link.replace("&", "&amp;")}"') == 1
    form = visitor.get(link).text
    assert '<option value="12" selected>' in form
    assert '<option value="12.7" selected>' in form
    for name, value in (("ring", "internal"), ("direction", "indirect_positive"), ("whose", "brasschaat")):
        at = form.index(f'name="{name}" value="{value}"')
        assert "checked" in form[at : form.index(">", at)], name
    assert ">\nmenos basura en la escuela</textarea>" in form
    assert ">\nBrooddozen</textarea>" in form
    assert here.held() == [], "nothing is named before somebody saves"
    assert visitor.get(link.replace("card00000001", "card99999999")).status_code == 404


def test_a_card_of_the_circle_of_which_little_is_known_is_a_form_with_little_in_it(here: Here) -> None:
    texts = {"text": {"nl": "Brooddozen"}, "target": {"nl": "6.10"}}
    canvas = here.tagging.canvas("sdg_circle", AddCard("today.activities", "card00000001", {}, texts))
    form = here.visitor("tarija").get(f"{here.page}/new?canvas={canvas.id}&entry=card00000001").text
    assert not re.findall(r'<option value="[^"]+" selected>', form)
    at = form.index('name="whose" value="tarija"')
    assert "checked" in form[at : form.index(">", at)], "who reads it does it, until they say otherwise"


# What waits.


def test_a_claim_about_a_place_waits_for_whoever_decides_there_until_it_is_answered(here: Here) -> None:
    tag = here.tag()
    sentence, way = "Something is said about your place. Do you recognise it?", f'href="{here.of(tag)}#answers"'
    pages = ("/", f"/partnerships/{tag.partnership_id}", f"/projects/{tag.project_id}")
    rosa = here.visitor("tarija", Role.COORDINATOR)
    for address in pages:
        assert said(here.app, sentence, "es") in words_of(rosa.get(address))
        assert way in rosa.get(address).text
        for other in (here.visitor("brasschaat", Role.COORDINATOR), here.visitor("tarija")):
            assert way not in other.get(address).text
    second = here.tag(goal="11", target="11.7")
    assert f'href="{here.page}#tag-{tag.id}"' in rosa.get(pages[1]).text, "of several one sees all"
    for each in (tag, second):
        rosa.post(here.of(each, "/answer"), do="yes", seen=confirmations.fingerprint(each))
    for address in pages:
        assert said(here.app, sentence, "es") not in words_of(rosa.get(address))
    here.tagging.change(tag, told(why=True, direction="unknown", side_id=tag.side_id), by="brasschaat")
    assert way in rosa.get(pages[1]).text, "what changed is asked again"
    here.visitor("brasschaat").post(here.of(tag), do="remove")
    assert way not in rosa.get(pages[1]).text


def test_what_faded_waits_for_the_side_that_said_it_until_it_stands_up_for_it_again(here: Here, frozen: Any) -> None:
    tag, claim = here.tag(), here.tagging.add(told("11", "11.7"), by="brasschaat")
    assert claim.level == 0, "a claim has nothing to lose"
    sentence = "A year went by without anybody standing up for this. Does it still hold?"
    page = f"/partnerships/{tag.partnership_id}"

    def waits(key: str, role: str = Role.MEMBER) -> bool:
        return said(here.app, sentence, "es" if key == "tarija" else "nl") in words_of(
            here.visitor(key, role).get(page)
        )

    def later(days: int) -> None:
        frozen(days=days)
        here.db.begin_writing()
        for held in here.tagging.world.members.values():  # the access of each is confirmed once a year
            held.confirmed_at = clock.now()
        here.db.commit()

    later(364)
    assert not waits("brasschaat")
    later(1)
    assert waits("brasschaat")
    assert not waits("tarija")
    assert not waits("brasschaat", Role.OBSERVER)
    assert here.visitor("brasschaat").post(here.of(tag), do="renew").status_code == 303
    assert not waits("brasschaat")
    later(800)
    assert waits("brasschaat")
    here.db.begin_writing()
    here.tagging.project.archived_at = tag.made_at
    here.db.commit()
    assert not waits("brasschaat"), "nothing waits in the archive"


# What shows it.


def test_evidence_is_told_in_words_or_by_a_sign_and_says_who_and_when(here: Here) -> None:
    tag = here.tag()
    here.tagging.sign()
    visitor = here.visitor("tarija")
    assert "fuentes con acuerdos" in visitor.get(here.of(tag)).text
    assert visitor.post(here.of(tag, "/evidence"), entry="sign0001").status_code == 303
    told_so = visitor.post(here.of(tag, "/evidence"), **{"evidence.es": "El cuaderno", "seen_on": "2026-01-31"})
    assert told_so.status_code == 303
    page = here.visitor("brasschaat").get(here.page)
    assert "aangetoond" in words_of(page)
    assert "bronnen met afspraken" in page.text
    assert "El cuaderno" in page.text
    assert "31 januari 2026" in words_of(page)


def test_everything_about_evidence_that_cannot_be_is_said_at_once_and_stays_typed(here: Here) -> None:
    tag = here.tag()
    here.tagging.sign()
    got = here.visitor("tarija").post(here.of(tag, "/evidence"), **{"evidence.es": "  ¿", "seen_on": "31-1-26"})
    assert set(problems_of(got)) == {"evidence-es", "seen_on"}
    assert ">\n  ¿</textarea>" in got.text
    assert f'method="post" action="{here.of(tag)}" data-guard' in got.text, (
        "what is worded otherwise goes where it goes"
    )
    got = here.visitor("tarija").post(here.of(tag, "/evidence"), entry="sign0001", seen_on="2999-01-01")
    assert set(problems_of(got)) == {"seen_on"}
    assert 'value="sign0001" selected' in got.text
    assert 'value="2999-01-01"' in got.text


def test_a_sign_that_was_taken_away_while_somebody_wrote_is_told_and_the_words_stay(here: Here) -> None:
    tag = here.tag()
    here.tagging.sign()
    here.tagging.canvas("ambition_setter", RemoveCard("signs.indicators", "sign0001"))
    got = here.visitor("tarija").post(
        here.of(tag, "/evidence"), **{"entry": "sign0001", "evidence.es": "El cuaderno del comité", "seen_on": "nunca"}
    )
    assert got.status_code == 400
    assert set(problems_of(got)) == {"entry", "seen_on"}
    assert "El cuaderno del comité" in got.text
    assert here.held()[0].evidence == []


def test_evidence_that_was_deleted_is_said_on_both_pages_and_counts_again_when_it_is_back(here: Here) -> None:
    tag = here.tag()
    here.tagging.sign()
    visitor = here.visitor("tarija")
    visitor.post(here.of(tag, "/evidence"), entry="sign0001")
    assert here.held()[0].level == 2
    here.tagging.canvas("ambition_setter", RemoveCard("signs.indicators", "sign0001"))
    assert here.held()[0].level == 1
    words = words_of(visitor.get(here.page))
    assert said(here.app, "with a reason", "es") in words
    assert said(here.app, "with evidence", "es") not in words
    assert "La señal que lo demostraba se quitó" in words
    assert said(here.app, "A sign that was taken away", "es") in words_of(visitor.get(here.of(tag)))
    held, project = here.tagging.held("tarija"), here.tagging.project
    here.db.begin_writing()
    signs = canvases.get_or_create(here.db, project, "ambition_setter")
    canvas_edits.edit(here.db, signs, held.person, held, "", [RestoreCard("signs.indicators", "sign0001")])
    here.db.commit()
    assert here.held()[0].level == 2
    assert said(here.app, "with evidence", "es") in words_of(visitor.get(here.page))


def test_evidence_is_taken_back_and_stands_again_and_that_of_another_tag_is_not_there(here: Here) -> None:
    tag, other = here.tag(), here.tag(goal="11", target="11.7")
    held = here.tagging.show(tag)
    visitor = here.visitor("tarija")
    assert visitor.post(here.of(other, "/evidence"), do=f"withdraw:{held.id}").status_code == 404
    for verb, level in (("withdraw", 1), ("withdraw", 1), ("stand", 2)):
        assert visitor.post(here.of(tag, "/evidence"), do=f"{verb}:{held.id}").status_code == 303
        assert here.held()[0].level == level
    assert visitor.post(here.of(tag, "/evidence"), do="withdraw:999").status_code == 404


# Answering.


def test_the_side_that_is_spoken_about_answers_and_both_see_what_it_said(here: Here) -> None:
    tag = here.tag()
    ana, rosa = here.visitor("brasschaat", Role.COORDINATOR), here.visitor("tarija", Role.COORDINATOR)
    assert said(here.app, "has not answered yet") in words_of(ana.get(here.page))
    assert "f-answer" not in ana.get(here.of(tag)).text
    assert "f-answer" not in here.visitor("tarija").get(here.of(tag)).text
    assert "f-answer-es" in rosa.get(here.of(tag)).text
    seen = confirmations.fingerprint(tag)
    got = rosa.post(here.of(tag, "/answer"), do="otherwise", seen=seen, **{"answer.es": " "})
    assert list(problems_of(got)) == ["answer-es"]
    assert got.status_code == 400
    typed = {"answer.es": "Aquí la fuente ya está seca"}
    assert rosa.post(here.of(tag, "/answer"), do="otherwise", seen=seen, **typed).status_code == 303
    words = words_of(ana.get(here.page))
    assert "Aquí la fuente ya está seca" in words
    assert said(here.app, "has not answered yet") not in words
    assert rosa.post(here.of(tag, "/answer"), do="yes", seen=seen).status_code == 303
    assert "herkent dit" in words_of(ana.get(here.page))


def test_an_answer_to_a_claim_that_changed_meanwhile_keeps_its_words_and_shows_the_new_claim(here: Here) -> None:
    tag = here.tag()
    seen = confirmations.fingerprint(tag)
    here.tagging.change(tag, told(why=True, direction="direct_negative", side_id=tag.side_id), by="brasschaat")
    rosa = here.visitor("tarija", Role.COORDINATOR)
    got = rosa.post(here.of(tag, "/answer"), do="otherwise", seen=seen, **{"answer.es": "  No es así  "})
    assert got.status_code == 400
    assert ">\n  No es así  </textarea>" in got.text
    fresh = confirmations.fingerprint(here.held()[0])
    assert f'name="seen" value="{fresh}"' in got.text
    assert "Alguien cambió esto" in words_of(got)
    typed = {"answer.es": "  No es así  "}
    assert rosa.post(here.of(tag, "/answer"), do="otherwise", seen=fresh, **typed).status_code == 303


def test_a_press_that_says_neither_yes_nor_otherwise_answers_nothing(here: Here) -> None:
    tag = here.tag()
    rosa = here.visitor("tarija", Role.COORDINATOR)
    seen = confirmations.fingerprint(tag)
    got = rosa.post(here.of(tag, "/answer"), do="", seen=seen, **{"answer.es": "no sé"})
    assert got.status_code == 400
    assert confirmations.of_tags(here.db, [tag]) == {tag.id: []}


# A page of many.


def test_moving_a_tag_and_words_that_mean_nothing_there(here: Here) -> None:
    first, second = here.tag(), here.tag(goal="11", target="11.7")
    visitor = here.visitor("tarija")
    for do in ("", "up", "up:x", "up:999", "sideways:1", f"sideways:{second.id}", "up:<script>"):
        assert visitor.post(f"{here.page}/rank", do=do).status_code == 303
        assert [each.rank for each in here.held()] == [None, None], do
    visitor.post(f"{here.page}/rank", do=f"up:{second.id}")
    assert [each.id for each in here.held()] == [second.id, first.id]


def test_how_goals_work_on_each_other_says_all_that_is_missing_and_keeps_the_words(here: Here) -> None:
    here.tag()
    here.tag(goal="2", target="2.1")
    visitor = here.visitor("tarija")
    got = visitor.post(f"{here.page}/join", one="6", other="6", score="9", **{"reason.es": "p"})
    assert set(problems_of(got)) == {"other", "score", "reason-es"}
    assert ">\np</textarea>" in got.text
    assert '<option value="6" selected>' in got.text
    typed = {"reason.es": "lo que se guarda no llega"}
    assert visitor.post(f"{here.page}/join", one="6", other="2", score="-1", **typed).status_code == 303
    assert "lo que se guarda no llega" in words_of(visitor.get(here.page))


def test_a_sentence_about_how_one_looked_is_kept_when_it_is_too_short_and_opens_the_agreement(here: Here) -> None:
    here.tag()
    rosa = here.visitor("tarija", Role.COORDINATOR)
    got = rosa.post(f"{here.page}/consider", **{"considered.es": "-"})
    assert list(problems_of(got)) == ["considered-es"]
    assert ">\n-</textarea>" in got.text
    seen = got.text.partition('name="seen" value="')[2].partition('"')[0]
    refused = rosa.post(f"{here.page}/agree", do="agree", seen=seen)
    assert refused.status_code == 409
    assert seen not in refused.text, "nobody typed that, so nobody is asked to copy it"
    assert rosa.post(f"{here.page}/consider", **{"considered.es": "Preguntamos río abajo"}).status_code == 303
    assert rosa.post(f"{here.page}/agree", do="agree", seen=seen).status_code == 303
    assert rosa.post(f"{here.page}/agree", do="", seen=seen).status_code == 303
    assert here.visitor("tarija").post(f"{here.page}/agree", do="", seen=seen).status_code == 403
    assert "Tarija está de acuerdo" in words_of(rosa.get(here.page))


def test_a_reason_that_somebody_wrote_as_code_stays_words(here: Here) -> None:
    here.name(who__es="<script>alert(1)</script>", where__es="{{ 7 * 7 }} {x} %(x)s %s")
    for visitor in (here.visitor("tarija"), here.visitor("brasschaat", Role.COORDINATOR)):
        for page in (visitor.get(here.page), visitor.get(here.of(here.held()[0]))):
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "{{ 7 * 7 }} {x} %(x)s %s" in page.text
