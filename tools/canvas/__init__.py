"""Canvas: the vocabulary in which every tool of the method is declared.

A `Tool` has `Section`s (the questions), a section has fields, and a field is one of twelve kinds.
What people write on it is *content*: a plain nested dict ``{section: {field: value}}`` whose values
have these shapes (``None`` means "not answered"):

=============  ==================================================================================
`Text`         ``{"nl": "...", "es": "..."}``: one text per language of the partnership, blanks included
`Choice`       an option's key, or ``None``
`Choices`      a list of option keys in the order declared, or ``None``
`Scale`        an integer from `low` to `high`, or ``None``
`Number`       an int or a float, or ``None``
`Day`          ``"2026-11-20"``, or ``None``
`Time`         ``"16:00"``: a time of day on a clock of 24 hours, or ``None``
`Position`     ``{"x": 0..100, "y": 0..100}``, or ``None``
`Grid`         ``{row: {column: value}}``, blanks absent
`Link`         a list of entry ids, or ``None``
`LinkOrText`   ``{"ids": [...], "text": {"nl": "...", "es": "..."}}``
`Cards`        a list of ``{"id": ..., part: value...}`` in order
=============  ==================================================================================

Any value with `none` may also be `NOTHING`: left blank on purpose ("nothing is fixed yet"). For `Cards`
with `none` the mark stands beside the list, as the key ``<field>.none`` holding True or False. `Text`,
`Grid` and `LinkOrText` take no `none`: their words and cells live in places of their own.

A `per_side` field or part holds ``{side key: value}``, each value as above; its addresses end in
``.<side key>`` (``exchange.heard.tarija``). Whatever lives in a `VOICE` or `SIDE` room is `per_side`.

A `Link`, a `LinkOrText` and the edges of a `Grid` may point at cards of another tool of the same project: their address
is then ``<tool key>:<section>.<field>``. Ids of cards are unique everywhere, so a value never says which tool it means.

A field's name is a promise: labels may change for ever, names never. All labels are English
sentences marked with `N_`; the catalogues translate them. Labels may hold ``{place}``.
"""

from tools.canvas.context import (
    Context,
    SideOf,
)
from tools.canvas.fields import (
    CAUTION,
    LEVELS,
    NOTHING,
    SHARED,
    SIDE,
    STOP,
    TIP,
    VOICE,
    WHEN_SHARED,
    Cards,
    Choice,
    Choices,
    Content,
    Day,
    Field,
    Grid,
    Link,
    LinkOrText,
    Number,
    Position,
    Scale,
    Section,
    Text,
    Time,
)
from tools.canvas.tool import (
    Finding,
    Step,
    Tool,
    agreeable,
    field_address,
    is_ready,
    noticed,
    shown,
)

__all__ = [
    "CAUTION",
    "LEVELS",
    "NOTHING",
    "SHARED",
    "SIDE",
    "STOP",
    "TIP",
    "VOICE",
    "WHEN_SHARED",
    "Cards",
    "Choice",
    "Choices",
    "Content",
    "Context",
    "Day",
    "Field",
    "Finding",
    "Grid",
    "Link",
    "LinkOrText",
    "Number",
    "Position",
    "Scale",
    "Section",
    "SideOf",
    "Step",
    "Text",
    "Time",
    "Tool",
    "agreeable",
    "field_address",
    "is_ready",
    "noticed",
    "shown",
]
