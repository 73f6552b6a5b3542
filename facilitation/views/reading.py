"""Reading: takes in an address and a form as a browser sends them, when a page of ours could have sent such ones.

`longest_form` bounds its bytes and `MOST_FIELDS` its fields: two megabytes of fields with one letter each would keep a
core busy for a minute, with a page that gives half a million of them back. An id is a number that a row can have: no
database understands larger ones. Raises what Flask raises for a form that is too large or an address that is none.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.routing import IntegerConverter, Map

MOST_FIELDS = 10_000
"""Fields of a form; the largest page of ours, with every list full, has fewer."""
LARGEST_ID = 2**31 - 1
"""What fits in the column of an id on every database."""


class Reader(FormDataParser):
    """Reads a form that has no more than `max_form_parts` fields, in whichever of the two ways it was sent."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """Return (stream, form, files), as Flask wants it."""
        if mimetype == "application/x-www-form-urlencoded":
            sent = stream.read()
            if self.max_form_parts is not None and sent.count(b"&") >= self.max_form_parts:
                raise RequestEntityTooLarge
            stream = BytesIO(sent)
        return super().parse(stream, mimetype, content_length, options)


class Asked(Request):
    """A request of which the form is read by `Reader`."""

    form_data_parser_class = Reader


class Id(IntegerConverter):
    """The number of a row in an address."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)
