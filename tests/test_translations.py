"""The words of the interface: every sentence in both languages, and none of the words that divide partners."""

from __future__ import annotations

import re

import pytest

from facilitation import cli_translate
from facilitation.data import data_dir
from facilitation.languages import INTERFACE

NEVER = {
    "nl": (
        *("donor", "begunstigde", "eerste partner", "tweede partner", "het zuiden", "het noorden"),
        *("convenant", "tolkendesk", "zorgpersoon"),
    ),
    "es": (
        *("contraparte", "donante", "beneficiari", "vosotros", "primer socio", "del sur", "del norte"),
        *("cosecha", "conducir", "en cola"),
    ),
}


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Return {English sentence: its versions} of a catalogue."""
    found = {}
    for message in cli_translate.read(data_dir("translations") / language / "LC_MESSAGES" / "messages.po", language):
        if message.id:
            key = message.id[0] if isinstance(message.id, tuple | list) else message.id
            found[key] = tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)
    return found


def test_every_sentence_is_there_in_both_languages_with_the_same_placeholders() -> None:
    assert cli_translate.problems() == []


@pytest.mark.parametrize("language", INTERFACE)
def test_no_word_makes_one_partner_the_giver_the_first_or_the_guest(language: str) -> None:
    texts = [text for versions in catalogue(language).values() for text in versions]
    assert [text for text in texts for word in NEVER[language] if word in text.casefold()] == []


@pytest.mark.parametrize("language", INTERFACE)
def test_the_machine_does_not_cheer_and_never_says_i(language: str) -> None:
    own = {"nl": r"\b(ik|mij|mijn)\b", "es": r"\b(yo|mí)\b"}[language]
    spoken = {"Zo bedoelde ik het niet", "No es lo que quise decir"}
    texts = [text for versions in catalogue(language).values() for text in versions if text not in spoken]
    assert [text for text in texts if re.search(r"[!¡]|" + own, text, re.IGNORECASE)] == []


def test_no_sentence_is_the_same_in_both_languages_unless_it_is_a_name() -> None:
    dutch, spanish = catalogue("nl"), catalogue("es")
    names = {"Tandem", "Radar", "Dutch", "Spanish"}
    same = [key for key in dutch if dutch[key] == spanish.get(key) and key not in names and len(key.split()) > 3]
    assert same == []
