"""Compression: sends pages in fewer bytes, because many partners read them over a slow and costly line.

Pages, style sheets and JSON of `SMALLEST` bytes and more are packed with gzip when the browser takes it. The files
of the build lie packed beside themselves (``style-HASH.css.br``, ``.gz``) and are sent as they lie. Every answer that
could have been packed says ``Vary: Accept-Encoding``. Left alone: what is packed already, part of a file (ranges),
"not changed" (304), and what is no text.

Packing is no risk to secrets (the attack known as BREACH needs a secret beside words of the attacker in one packed
page): our pages hold no token, as forms are guarded by where they come from. The only secrets that a page ever shows
are one-time links, and a view that shows one says ``g.secret_page = True``, or ``Cache-Control: no-store`` itself: that
page goes out unpacked and is kept by nobody.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from flask import Flask, Response, current_app, g, request, send_file

SMALLEST = 800
"""Bytes from which packing helps: below it an answer fits in one network packet anyway."""
LEVEL = 6
"""Effort of gzip, 1 to 9: a page of 100 kB takes about 2 ms; 9 takes twice that for 1 % less."""
PACKED = {"text/html", "text/css", "text/plain", "text/javascript", "application/json", "image/svg+xml"}
BESIDE = (("br", ".br"), ("gzip", ".gz"))
"""Forms in which the build leaves its files, smallest first."""


def prepare(app: Flask) -> None:
    """Pack the answers of this application. Call it before whoever sets headers, so that it runs after them."""
    app.after_request(pack)


def pack(response: Response) -> Response:
    """Return the answer in fewer bytes when the browser takes it so."""
    if g.get("secret_page"):
        response.headers["Cache-Control"] = "no-store"
    if response.cache_control.no_store:
        return response
    if response.mimetype not in PACKED:
        return response
    if response.status_code == 206 or "Range" in request.headers:
        return _varying(response)
    if request.endpoint == "static":
        response = _beside(response)
    if response.status_code in (204, 304) or response.headers.get("Content-Encoding") or not _takes("gzip"):
        return _varying(response)
    return _varying(_packed(response))


def _packed(response: Response) -> Response:
    if response.is_streamed and not response.direct_passthrough:
        return response
    if (response.calculate_content_length() or response.content_length or 0) < SMALLEST:
        return response
    response.direct_passthrough = False
    response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, _weak = response.get_etag()
    if etag:  # the packed bytes are another form of the same page
        response.set_etag(etag, weak=True)
    return response


def _beside(response: Response) -> Response:
    """Return the packed file that the build left beside this one, if there is one that the browser takes."""
    path = Path(current_app.static_folder or "") / str((request.view_args or {}).get("filename", ""))
    for encoding, ending in BESIDE:
        packed = path.with_name(path.name + ending)
        if response.status_code != 200 or not _takes(encoding) or not packed.is_file():
            continue
        response.close()
        answer = send_file(packed, mimetype=response.mimetype, conditional=True)
        for name, value in response.headers:
            if name not in ("Content-Length", "Content-Type", "ETag", "Last-Modified", "Date"):
                answer.headers[name] = value
        answer.headers["Content-Encoding"] = encoding
        return answer
    return response


def _takes(encoding: str) -> bool:
    return bool(request.accept_encodings[encoding] > 0)


def _varying(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    return response
