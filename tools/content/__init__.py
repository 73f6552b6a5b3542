"""Content: what a filled canvas holds, for any tool, any number of sides and any number of languages.

Shape: ``{section: {field: value}}`` with the values of `tools.canvas`. *Complete* content has every declared
field, blanks included, so that no reader ever has to ask "is it there?". Whatever no tool declares (an older
field, a language or a side that left) is kept and ignored. Nothing is clamped, trimmed or repaired: `check`
says everything that is wrong, `complete` only adds what is missing and writes 1.0 as 1.

Addresses of what lies inside, as `walk` gives them:

================================  ======================================================================
``section.field``                 a value; the ids of the cards in order; a text (with its `language`)
``section.field.<side>``          the same, of one side
``section.field.none``            the mark "left blank on purpose" of cards (``section.field.<side>.none``)
``section.field/<card>/<part>``   a part of a card (``.../<part>.<side>`` when it is one side's)
``section.field/<row>/<column>``  a cell of a grid
================================  ======================================================================
"""

from tools.content.agreement import FORMAT, canonical, fingerprint
from tools.content.places import Change, Place, difference, walk
from tools.content.problems import Problem, check, check_value
from tools.content.shape import as_integer, blank, complete, filled_cards, is_blank, is_blank_card

__all__ = [
    "FORMAT",
    "Change",
    "Place",
    "Problem",
    "as_integer",
    "blank",
    "canonical",
    "check",
    "check_value",
    "complete",
    "difference",
    "filled_cards",
    "fingerprint",
    "is_blank",
    "is_blank_card",
    "walk",
]
