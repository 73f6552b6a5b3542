"""Dutch: the signs by which a goal may be an activity (what the partners do) instead of a change (what it brings).

Heard are deeds of whoever runs a project, at the beginning ("Organiseren van drie workshops"), at the end of a phrase
without a verb of its own ("Drie workshops organiseren") or of "we" ("We bezoeken elkaar"). Spared are what others do
("Elke wijk organiseert haar eigen feest", "Jongeren kunnen zelf een feest organiseren": that is the change), what is
built without bricks ("vertrouwen bouwen"), what stops, and a deed that says what changes by it ("zodat …").
"""

from __future__ import annotations

import re

from tools.focus_sharpener.dutch import CLAUSE, CLAUSE_ENDS, FIGURATIVE, FILLING, LIVED_IN
from tools.focus_sharpener.words import any_of, bare, plain, sentences

DEED = any_of(
    """organiseren inrichten opmaken opstellen bezoeken uitnodigen publiceren verspreiden uitdelen opleiden trainen
    sensibiliseren installeren bouwen aanleggen oprichten aankopen bevragen uitvoeren"""
)
"""No "planten" and no "plaatsen": these are things as often as deeds."""
NAMED = any_of("organisatie opmaak voorbereiding publicatie verspreiding installatie aankoop aanleg")
"""The same as a noun: "opmaak van een plan"."""
EVENT = (
    r"(?:workshops?|bijeenkomst(?:en)?|vergadering(?:en)?|infoavond(?:en)?|infomoment(?:en)?|werkbezoek(?:en)?"
    r"|studiedag(?:en)?|opleiding(?:en)?|vorming(?:en)?|campagnes?|enquetes?|bevraging(?:en)?|brochures?|folders?"
    r"|affiches?|plan(?:nen)?|rapport(?:en)?|studies?|feest(?:en)?|evenement(?:en)?|tentoonstelling(?:en)?)"
)
"""What is held, made or handed out: right before a deed it is what the deed is about, never who does it."""
TREES = any_of("bomen boompjes hagen struiken zaailingen")
APART = any_of("maken stellen schrijven nodigen delen leiden leggen richten kopen voeren")
THING = rf"(?:een|[0-9]+|nieuwe) {CLAUSE}{{1,60}} (?:op|uit|aan){CLAUSE_ENDS}"

OF_US = rf"(?:we|wij) (?:{DEED}\b|{APART} {THING})"
"""What we do, also taken apart: "we maken een plan op"."""
TURNED = rf"(?:{DEED} (?:we|wij)\b|{APART} (?:we|wij) {THING})"
MEANT = rf"(?:we|wij) (?:gaan|willen|zullen) {CLAUSE}{{0,80}}\b{DEED}\b"
BY_US = re.compile(rf"\b(?:{OF_US}|{TURNED}|{MEANT})")

FIRST = rf"^(?:(?:het|samen|jaarlijks|opnieuw|elk jaar) )*(?:{DEED}\b|{NAMED} van\b|bezoek aan\b)"
LAST = rf"^[^\s,.;:?!]+ {CLAUSE}+ {DEED}{CLAUSE_ENDS}"
"""Two words at least stand before it: "Jongeren organiseren" says who does it."""
ABOUT = rf"^{CLAUSE}*\b(?:{EVENT} (?:{DEED}|maken|houden|geven|schrijven)|{TREES} planten)\b"
ONE = rf"^een (?!aantal|paar|hoop|groep)(?:\w+ )?\w+ {DEED}\b"
"""One thing never goes with a verb for many: "een school bouwen" says what, not who."""
DONE = rf"\b(?:wordt|worden) {CLAUSE}{{0,60}}(?:georganiseerd|opgemaakt|opgesteld|uitgedeeld|verspreid)\b"
BY_NOBODY = re.compile(rf"{FIRST}|{LAST}|{ABOUT}|{ONE}|{DONE}")

TOLD = re.compile(r"\b(?:zodat|opdat|waardoor|dankzij|waarmee)\b")
"""The change is told beside the deed."""
ENDED = re.compile(rf"\b(?:niet|niemand|geen|stoppen|stopt)\b|^minder\b|\bmeer {DEED}\b")
BY_THEM = r"zelf|dat|die|laten|helpen|leren|kunnen|mogen|durven|zonder|veilig|vrij"
OF_THEM = re.compile(rf"\b(?:{BY_THEM})\b")
OF_OTHERS = re.compile(
    rf"\b(?:{BY_THEM}|eigen|hun|haar|elkaars|ze|zij|wie|waar|waarin|waarbij|hoe|als|wanneer|om|door|kan|mag|durft|leert"
    r"|weten|weet|moeten|moet|willen|wil|gaan|gaat|komen|komt|helpt|laat|blijven|blijft|zijn|is|hebben|heeft|krijgen"
    r"|krijgt|zullen|zal)\b"
)
"""A verb of its own, somebody else, or a way to go about: what stands there is not (only) a deed of ours."""
BUILT = any_of("bouwen opbouwen uitbouwen organiseren oprichten aanleggen verspreiden uitdelen publiceren")
UNSEEN = f"(?:{FIGURATIVE}|{LIVED_IN})"
UNBUILT = re.compile(
    rf"\b{UNSEEN}(?: {FILLING})* {BUILT}\b|\b{BUILT}(?: van)?(?: {FILLING})*(?: aan)?(?: {FILLING})* {UNSEEN}\b"
)
"""Trust, knowledge, bridges, a neighbourhood: nobody lays bricks for these."""


def is_activity(text: str) -> bool:
    """Return whether a goal seems to tell what its authors do, and nothing of what changes."""
    read = bare(plain(text))
    return TOLD.search(read) is None and any(_is_deed(sentence) for sentence in sentences(read))


def _is_deed(sentence: str) -> bool:
    """Return whether one sentence tells a deed that nothing spares."""
    if ENDED.search(sentence) or UNBUILT.search(sentence) or OF_THEM.search(sentence):
        return False
    return bool(BY_US.search(sentence)) or bool(BY_NOBODY.search(sentence) and not OF_OTHERS.search(sentence))
