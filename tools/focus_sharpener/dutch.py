"""Dutch: the signs by which a Dutch question may hold its own answer, be closed, or be two questions.

The lists are the method's examples with their usual forms; what looks like them but is not, is spared: building
trust or bridges between people, a campaign of last year, data that are entered, "hitte en regen".
"""

from __future__ import annotations

import re

from tools.focus_sharpener.words import Listener, any_of, asks_twice, bare, matches_unless, plain, sentences

BUILD = any_of(
    """bouwen bouwt bouwde bouwden gebouwd aanleggen aanlegt aanlegde aanlegden aangelegd aan_te_leggen
    oprichten opricht oprichtte oprichtten opgericht op_te_richten invoeren invoert invoerde invoerden ingevoerd
    in_te_voeren installeren installeert installeerde installeerden geinstalleerd
    ontharden onthardt onthardde onthard"""
)
CLAUSE = r"[^,.;:?!]"
CLAUSE_ENDS = r"(?=\s*(?:[,.;:?!]|$)| (?:zodat|opdat)\b)"
APART = "|".join(
    rf"{verb} {CLAUSE}{{0,40}}\b(?:een|[0-9]+|nieuwe|meer) {CLAUSE}{{1,60}} {particle}{CLAUSE_ENDS}"
    for verb, particle in (
        ("leg(?:gen|t|de|den)?", "aan"),
        ("richt(?:en|te|ten)?", "op"),
        ("voer(?:en|t|de|den)?", "in"),
    )
)
"""Separable verbs taken apart: "leggen we een pad aan". Without an article it is too often something else."""

THING = r"een (?:\w+ )?(?:app|brochure|folder|campagne)|microkredie(?:t|ten)"
SOLUTION = re.compile(rf"\b(?:{BUILD}|{APART}|{THING})\b")

FIGURATIVE = any_of(
    """vertrouwen vertrouwensband bruggen relatie relaties band banden gemeenschap gemeenschappen toekomst samenleving
    netwerk netwerken draagvlak kennis vrede partnerschap partnerschappen samenwerking begrip dialoog ervaring
    gegevens data cijfers"""
)
"""What is built without bricks, and what is entered without being introduced."""
LIVED_IN = any_of("buurt wijk stad dorp gemeente wereld beleid")
FILLING = any_of(
    """we wij jullie ze samen te op willen kunnen kan mee opnieuw een de het onze elkaars meer sterke sterkere goede
    nieuwe betere duurzame warme wederzijds wederzijdse met_elkaar"""
)
AMONG = r"(?: (?:tussen|met|bij|in|onder|van|voor) [^,.;:?!]{1,50})?"
BEFORE = re.compile(rf"\b{FIGURATIVE}{AMONG}(?: {FILLING})* $|\b(?:voort|verder) (?:te )?$|\bbrug tussen [^,.;:?!]+$")
AFTER = re.compile(
    rf"^(?: {FILLING})*(?: (?:aan|op))?(?: {FILLING})* {FIGURATIVE}\b"
    rf"|^(?: {FILLING})* aan(?: {FILLING})* {LIVED_IN}\b|^(?: {FILLING})* (?:verder|voort)\b"
)


def _spared(before: str, after: str) -> bool:
    """Return whether the words around a sign give it another meaning."""
    between_people = re.search(r"\bbrug $", before) is not None and after.startswith(" tussen ")
    return between_people or BEFORE.search(before) is not None or AFTER.search(after) is not None


def holds_solution(text: str) -> bool:
    """Return whether a solution seems to stand in the question."""
    return matches_unless(SOLUTION, _spared, bare(plain(text)))


MODAL = any_of("moeten kunnen willen mogen zullen zouden")
SUBJECT = any_of("we wij jullie ze zij de het er onze leerlingen kinderen bewoners inwoners mensen")
OPENS_CLOSED = re.compile(
    rf"""^(?:(?:en|maar|dus)\ )?(?:
        (?:moet|moeten|kan|kunnen|kunt|wil|willen|mag|mogen|zal|zullen|zou|zouden|is|zijn\ er|zijn\ {SUBJECT}|heeft
        |hebben|wordt|worden|gaan|gaat|komt|komen|durven|weten|bestaat|bestaan|hoeft|hoeven|lukt|krijgen)\b
    )""",
    re.VERBOSE,
)
ASKING = any_of("hoe wat wie waarom wanneer welk welke waar")
STILL_OPEN = re.compile(rf"(?:[,:;]|\ben|\bof)(?: zo ja,?)? (?:(?:met|voor|door|van|aan|op) )?{ASKING}\b|\bof\b")
"""After a closed beginning: a question word of its own, or a choice between two."""


def is_closed(text: str) -> bool:
    """Return whether a sentence seems to ask for yes or no."""
    return any(_is_closed_sentence(sentence) for sentence in sentences(bare(plain(text))))


def _is_closed_sentence(sentence: str) -> bool:
    """Return whether one sentence begins with its verb and leaves nothing open after it."""
    begins = OPENS_CLOSED.search(sentence)
    if begins is None:
        return False
    if sentence.startswith("weten"):
        return not re.search(r"[,:;] (?:zo ja,? )?" + ASKING, sentence)
    return STILL_OPEN.search(sentence) is None


PURPOSE = re.compile(r"\b(?:zodat|opdat)\b.*", re.DOTALL)
DIRECT = any_of(
    """moet moeten kan kunnen wil willen mag mogen zal zullen zou zouden is zijn wordt worden heeft hebben gaat gaan
    doet doen beslist beslissen betaalt betalen zorgt zorgen maakt maken helpt helpen betekent"""
)
SECOND = re.compile(
    rf"\b(?:en|of) (?:(?:met|voor|door|van|aan|op) )?(?:hoe|wat|wie|waarom|wanneer|welke? \w+) {DIRECT}\b"
    rf"|\ben {MODAL} {SUBJECT}\b"
)
"""A second question begins: "en wie betaalt", "en moeten we". In "en wie daar woont" the verb comes last."""
FIRST_WORDS = 3
"""Words a first question needs before a second one can follow it: "hoe en met wie kunnen we" is one question."""
DEED = any_of(
    """beschermen verbeteren betrekken versterken vergroten verminderen herstellen onderhouden beheren vergroenen
    organiseren bereiken ondersteunen ontwikkelen stimuleren aanpakken bewaren verdelen verzorgen bouwen planten
    ontharden aanleggen invoeren oprichten opvangen betalen"""
)


def is_double(text: str) -> bool:
    """Return whether two questions seem to stand in one."""
    read = bare(plain(text))
    if asks_twice(read):
        return True
    asked = PURPOSE.sub("", read)
    if len(re.findall(rf"\b{DEED} en\b", asked)) > 1:
        return True
    second = SECOND.search(asked)
    if second is None:
        return False
    first = asked[: second.start()].split()
    return len(first) >= FIRST_WORDS and not re.search(rf"\b{ASKING}\b", " ".join(first[1:]))


LISTENER = Listener(holds_solution, is_closed, is_double)
