"""Digest letters: what a digest says, as plain text and as HTML, in the language of the one who gets it.

Each notice is a sentence, the place that it is about and, when everybody in the partnership reads it, one line at most
of what was said. Words of people that run from right to left, or turn the direction, stay between two signs that keep
the rest of the letter in its order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import tools
from facilitation import languages, mail
from facilitation.config import Settings
from facilitation.notices import SENTENCES, Notice
from facilitation.people import Person
from tools.wording import N_

MOST = 20
"""Notices that one letter names; of the others it says how many there are."""
LINE = 90
"""Characters of a comment in a letter."""
ISOLATE, END = "\u2068", "\u2069"
"""Signs between which words keep their direction to themselves (Unicode bidirectional algorithm)."""
SUBJECT = N_("{product}: news for you")
GREETING = N_("Hello {name}. This happened, and you have not read it yet:")
MORE = N_("And more: {number}.")
READ = N_("Read all of it")
WHY = N_("You get this mail once a day at most, because you take part in {product}.")
STOP = N_("Stop these mails")
FORMER, FORMER_OF = N_("a former member"), N_("a former member of %(place)s")
Say = Callable[[str], str]


@dataclass(frozen=True)
class Letter:
    """A digest, ready to be sent."""

    to: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Item:
    """A notice in words: what happened, where, and a line of what was said in its language, or nothing."""

    happened: str
    where: str
    line: str
    language: str


def write(person: Person, to: str, found: Sequence[Notice], settings: Settings, stop: str) -> Letter:
    """Return the letter about these notices."""
    say = mail.speaker(person.language)
    values = {"product": settings.product(person.language), "name": person.name}
    items = [_item(each, say, person.language) for each in found[:MOST]]
    more = say(MORE).format(number=len(found) - MOST) if len(found) > MOST else ""
    read = f"{settings.public_url.rstrip('/')}/notices"
    greeting, why = say(GREETING).format(**values), say(WHY).format(**values)
    text = [greeting, *(_as_text(each) for each in items), *([more] if more else []), f"{say(READ)}:\n{read}"]
    text += [f"{why}\n{say(STOP)}:\n{stop}"]
    html = [
        f"<p>{escape(greeting)}</p>",
        "<ul>",
        *(_as_html(each) for each in items),
        "</ul>",
        *([f"<p>{escape(more)}</p>"] if more else []),
        f'<p><a href="{escape(read)}">{escape(say(READ))}</a></p>',
        f'<p><small>{escape(why)} <a href="{escape(stop)}">{escape(say(STOP))}</a></small></p>',
    ]
    page = f'<!doctype html><html lang="{person.language}"><meta charset="utf-8"><body>{"".join(html)}</body></html>'
    return Letter(to, say(SUBJECT).format(**values), "\n\n".join(text) + "\n", page)


def _item(notice: Notice, say: Say, language: str) -> Item:
    by, side = notice.by, notice.by_side
    who = by.name
    if by.left_at is not None:
        who = say(FORMER_OF) % {"place": by.left_from} if by.left_from else say(FORMER)
        who = who[:1].upper() + who[1:]
    elif side is not None:
        who = f"{who} ({side.name})"
    place = notice.side.name if notice.side else ""
    project, _ = languages.read(notice.canvas.project.title, language)
    where = f"{project}, {say(tools.get(notice.canvas.tool).title)}"
    said = notice.comment if notice.comment and notice.comment.private_to is None else None
    line = shortened(said.words) if said else ""
    return Item(say(SENTENCES[notice.kind]).format(who=who, place=place), where, line, said.language if said else "")


def shortened(words: str, longest: int = LINE) -> str:
    """Return one line of what somebody wrote, cut between two words when it is long."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    whole = line[:longest].rpartition(" ")[0]
    return (whole or _whole_signs(line[:longest])) + " …"


def _whole_signs(cut: str) -> str:
    """Return a text without a last sign that was cut off: an accent, a skin tone or a joined picture."""
    while cut and (unicodedata.category(cut[-1]) in ("Mn", "Me", "Cf", "Sk")):
        cut = cut[:-1]
    return cut


def _as_text(item: Item) -> str:
    lines = [item.happened, item.where]
    turns = {"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    if any(unicodedata.bidirectional(sign) in turns for sign in item.line):
        lines.append(f"> {ISOLATE}{item.line}{END}")
    elif item.line:
        lines.append(f"> {item.line}")
    return "\n".join(lines)


def _as_html(item: Item) -> str:
    said = f'<br><bdi lang="{escape(item.language)}"><i>{escape(item.line)}</i></bdi>' if item.line else ""
    return f"<li><p>{escape(item.happened)}<br>{escape(item.where)}{said}</p></li>"
