"""Pictures: paints a plotly figure as SVG, small enough to stand in the page and readable without scripts or colour.

`svg` takes a `Drawn` of a tool and returns one ``<svg>``: geometry and classes only (``static/figures.css`` gives ink,
so light, dark, paper and forced colours each bring their own), no style attribute, no script, everything that people
wrote escaped. Its width is `WIDTH` units, which is about what a phone has, so letters of 13 units stay legible there;
long names of rows stand above their row instead of beside it, and are cut with "…": the table beside the picture holds
them in full. What it cannot draw it refuses with `CannotDraw`, so that a tool's own tests find it.

=============  ============================================================================================
`axes`         places of values: numbers, days, names; ticks and their words
`bars`         traces of kind bar and heatmap
`lettering`    width of words, lines, escaping
`marks`        symbols, dashes and patterns
`page`         margins, axes, legend, shapes and annotations around the traces
`points`       traces of kind scatter
`sunburst`     a trace of kind sunburst, which stands alone
=============  ============================================================================================
"""

from facilitation.pictures.marks import CannotDraw
from facilitation.pictures.page import WIDTH, svg

__all__ = ["WIDTH", "CannotDraw", "svg"]
