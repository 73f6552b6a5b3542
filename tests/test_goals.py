"""The goals and targets as data: every id is there once, is a text, and is called something in both languages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.support import Translations

from tools import goals
from tools.goals import near, themes

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (7, 8, 13, 10, 9, 8, 5, 12, 8, 10, 10, 11, 5, 10, 12, 12, 19)
"""Targets of each goal, as the United Nations count them."""
LETTERED = ("1b", "2c", "3d", "4c", "5c", "6b", "7b", "8b", "9c", "10c", "11c", "12c", "13b", "14c", "15c", "16b")
"""The last lettered target of each goal; the 17th has none."""
TABLE = """
1 | Geen armoede | Fin de la pobreza | people | E5243B
2 | Geen honger | Hambre cero | people | DDA63A
3 | Goede gezondheid en welzijn | Salud y bienestar | people | 4C9F38
4 | Kwaliteitsonderwijs | Educación de calidad | people | C5192D
5 | Gendergelijkheid | Igualdad de género | people | FF3A21
6 | Schoon water en sanitair | Agua limpia y saneamiento | planet | 26BDE2
7 | Betaalbare en duurzame energie | Energía asequible y no contaminante | prosperity | FCC30B
8 | Waardig werk en economische groei | Trabajo decente y crecimiento económico | prosperity | A21942
9 | Industrie, innovatie en infrastructuur | Industria, innovación e infraestructura | prosperity | FD6925
10 | Ongelijkheid verminderen | Reducción de las desigualdades | prosperity | DD1367
11 | Duurzame steden en gemeenschappen | Ciudades y comunidades sostenibles | prosperity | FD9D24
12 | Verantwoorde consumptie en productie | Producción y consumo responsables | planet | BF8B2E
13 | Klimaatactie | Acción por el clima | planet | 3F7E44
14 | Leven in het water | Vida submarina | planet | 0A97D9
15 | Leven op het land | Vida de ecosistemas terrestres | planet | 56C02B
16 | Vrede, justitie en sterke publieke diensten | Paz, justicia e instituciones sólidas | peace | 00689D
17 | Partnerschap om doelstellingen te bereiken | Alianzas para lograr los objetivos | partnership | 19486A
"""
"""The goals by the names and the colours under which people know them: id, Dutch, Spanish, P, colour."""


def catalogue(language: str) -> Translations:
    """Return the catalogue of a language."""
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return Translations(file)


def test_there_are_17_goals_and_169_targets() -> None:
    assert [goal.id for goal in goals.GOALS] == [str(number) for number in range(1, 18)]
    assert [len(goals.targets_of(goal.id)) for goal in goals.GOALS] == list(COUNTS)
    assert len(goals.TARGETS) == sum(COUNTS) == 169


def test_the_targets_of_a_goal_are_numbered_without_a_hole_and_then_lettered() -> None:
    for goal, count in zip(goals.GOALS, COUNTS, strict=True):
        last = next((each[-1] for each in LETTERED if each[:-1] == goal.id), "")
        letters = [chr(code) for code in range(ord("a"), ord(last) + 1)] if last else []
        parts = [str(number) for number in range(1, count - len(letters) + 1)] + letters
        assert [each.id for each in goals.targets_of(goal.id)] == [f"{goal.id}.{part}" for part in parts]


def test_goals_have_the_names_and_the_colours_under_which_people_know_them() -> None:
    nl, es = catalogue("nl").gettext, catalogue("es").gettext
    told = [f"{each.id} | {nl(each.name)} | {es(each.name)} | {each.p} | {each.colour}" for each in goals.GOALS]
    assert told == TABLE.strip().splitlines()


def test_the_label_of_a_target_is_short() -> None:
    assert [each.id for each in goals.TARGETS if not 3 <= len(each.label.split()) <= 9] == []


def test_the_part_of_the_circle_and_the_partnership_of_places_are_two_words() -> None:
    words = [
        (catalogue(language).gettext("Partnership"), [*map(catalogue(language).gettext, dict(goals.PS).values())])
        for language in ("nl", "es")
    ]
    assert words == [
        ("Stedenband", ["Mensen", "Planeet", "Welvaart", "Vrede", "Partnerschap"]),
        ("Hermanamiento", ["Personas", "Planeta", "Prosperidad", "Paz", "Alianzas"]),
    ]


def test_ids_are_in_the_order_of_the_method_and_not_in_that_of_numbers_or_letters() -> None:
    shuffled = ["17.10", "6.b", "17.9", "6", "6.a", "6.2", "17.1", "7", "6.1", "17.10"]
    assert goals.in_order(shuffled) == ["6", "6.1", "6.2", "6.a", "6.b", "7", "17.1", "17.9", "17.10"]
    with pytest.raises(KeyError):
        goals.order("6.10")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("6", "6"),
        ("06", "6"),
        ("SDG 6", "6"),
        ("ods6", "6"),
        ("ODS 6.b", "6.b"),
        ("6.B", "6.b"),
        ("6,6", "6.6"),
        (" 11.7 ", "11.7"),
        ("11.7.", "11.7"),
        ("17.10", "17.10"),
        ("17.1", "17.1"),
        ("16.10", "16.10"),
        ("doel 6", "6"),
        ("objetivo 6", "6"),
        ("subdoel 6.b", "6.b"),
        ("Meta 6.b", "6.b"),
        ("target 6.b", "6.b"),
        ("6.10", None),
        ("18", None),
        ("0", None),
        ("17.a", None),
        ("6.", "6"),
        ("agua", None),
        ("6.1.1", None),
        ("6 1", None),
        ("-6", None),
        ("٦", None),
        ("", None),
    ],
)
def test_what_a_person_types_is_read_as_the_id_that_was_meant(typed: str, meant: str | None) -> None:
    assert goals.parse(typed) == meant


@pytest.mark.parametrize("number", [6, 6.1, 17.10])
def test_a_number_is_no_id(number: float) -> None:
    with pytest.raises(TypeError):
        goals.parse(number)  # type: ignore[arg-type]


def test_every_goal_target_p_and_theme_has_a_name_of_its_own_in_each_language() -> None:
    named = [goal.name for goal in goals.GOALS] + [target.label for target in goals.TARGETS]
    named += [theme.name for theme in themes.THEMES] + [name for _p, name in goals.PS] + [goals.WATER]
    for language in ("nl", "es"):
        said = [catalogue(language).gettext(name) for name in named]
        assert [name for name, words in zip(named, said, strict=True) if name == words] == []
        assert [words for words, times in Counter(said).items() if times > 1] == []


def test_a_goal_reads_well_on_its_own_colour() -> None:
    for goal in goals.GOALS:
        ink, ground = goals.luminance(goal.ink), goals.luminance(goal.colour)
        light, dark = max(ink, ground), min(ink, ground)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, goal.id


def test_the_style_sheet_shows_each_goal_in_its_own_colour() -> None:
    sheet = (ROOT / "facilitation" / "static" / "goals.css").read_text()
    told = dict(re.findall(r"\.goal-(\d+) \{ --goal: #([0-9A-F]{6}); --on-goal: #[0-9A-F]{6}; \}", sheet))
    ink = dict(re.findall(r"\.goal-(\d+) \{ --goal: #[0-9A-F]{6}; --on-goal: #([0-9A-F]{6}); \}", sheet))
    assert told == {goal.id: goal.colour for goal in goals.GOALS}
    assert ink == {goal.id: goal.ink for goal in goals.GOALS}


def test_on_paper_a_goal_is_its_number_in_a_black_border_and_no_colour() -> None:
    sheet = (ROOT / "facilitation" / "static" / "goals.css").read_text()
    told = re.findall(r"@media print \{ \.goal > b \{ ([^}]*) \}", sheet)
    assert told == ["background: none; color: #000; border: 2px solid #000;"]


def test_every_goal_stands_with_one_of_the_five_ps() -> None:
    found = [[goal.id for goal in goals.of_p(p)] for p, _name in goals.PS]
    assert found == [
        ["1", "2", "3", "4", "5"],
        ["6", "12", "13", "14", "15"],
        ["7", "8", "9", "10", "11"],
        ["16"],
        ["17"],
    ]


def test_a_theme_calls_goals_to_mind_and_a_goal_its_themes() -> None:
    assert [id for each in themes.THEMES for id in each.touches if goals.target(id) is None] == []
    water = themes.theme("water")
    assert water is not None
    assert water.goals == ("6", "13", "15")
    assert [each.key for each in themes.themes_of("13")][:2] == ["heat", "climate"]
    assert [goal.id for goal in goals.GOALS if goal.id != "17" and not themes.themes_of(goal.id)] == []
    assert themes.theme("nothing") is None


def test_goals_near_each_other_are_so_both_ways_and_no_goal_is_near_itself() -> None:
    ids = [goal.id for goal in goals.GOALS]
    assert [(a, b) for a in ids for b in ids if near.near(a, b) != near.near(b, a)] == []
    assert [a for a in ids if near.near(a, a)] == []
    assert near.near("1", "3"), "they stand with the same P"
    assert near.near("11", "13"), "they are linked"
    assert near.near("6", "13"), "they are both"
    assert not near.near("4", "14")
    assert not near.near("6", "99")
    assert [pair for pair in near.LINKED if None in map(goals.goal, pair) or len(set(pair)) != 2] == []
