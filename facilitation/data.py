"""Data: where the pages and the catalogues lie, in a checkout and in an installed wheel.

In a checkout `templates/` and `translations/` stand beside the package. The wheel carries them inside
it, under `_data/`, because a package cannot own a folder beside itself. What the build makes for the
browser lies in `static/dist` in both, and `manifest.json` there says under which hashed name.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Return the folder called `name` ("templates" or "translations").

    The wheel's own folder is asked first: beside an installed package stands whatever others put there.
    """
    carried = PACKAGE / "_data"
    return (carried if carried.is_dir() else PACKAGE.parent) / name
