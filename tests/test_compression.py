"""Fewer bytes: pages are packed when the browser takes it, the files of the build lie packed beside themselves."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from flask import Flask, Response, g
from flask.testing import FlaskClient

from facilitation import compression, create_app
from facilitation.config import Settings

PAGE = "<p>Agua, bosque y barrio.</p>" * 100
STYLE = b"p { color: black }" * 100
DENSE = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(100))
"""A text that stays long when it is packed."""


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    """An application with a long page, a short one, a secret one, a picture and a built style sheet."""
    built = tmp_path / "dist"
    built.mkdir()
    for name, content in {
        "style-A.css": STYLE,
        "style-A.css.br": b"brotli of the style" * 100,
        "style-A.css.gz": b"gzip of the style" * 100,
        "page-B.js": b"script",
    }.items():
        (built / name).write_bytes(content)
    (tmp_path / "style.css").write_bytes(STYLE)
    app = Flask(__name__, static_folder=str(tmp_path), static_url_path="/static")
    compression.prepare(app)

    @app.after_request
    def _header(response: Response) -> Response:
        response.headers["Vary"] = "Cookie"
        if not response.cache_control.no_store:
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    @app.get("/long")
    def _long() -> str:
        return PAGE

    @app.get("/marked")
    def _marked() -> Response:
        response = Response(PAGE)
        response.set_etag("abc")
        return response

    @app.get("/short")
    def _short() -> str:
        return "<p>Agua</p>"

    @app.get("/secret")
    def _secret() -> str:
        g.secret_page = True
        return PAGE

    @app.get("/unkept")
    def _unkept() -> Response:
        return Response(PAGE, headers={"Cache-Control": "no-store"})

    @app.get("/packed")
    def _packed() -> Response:
        return Response(gzip.compress(DENSE.encode()), content_type="text/html", headers={"Content-Encoding": "gzip"})

    @app.get("/picture")
    def _picture() -> Response:
        return Response(b"\x89PNG" * 1000, mimetype="image/png")

    @app.get("/slowly")
    def _slowly() -> Response:
        return Response(iter([PAGE, PAGE]), mimetype="text/html")

    return app.test_client()


def got(client: FlaskClient, path: str, takes: str = "gzip, br", **headers: str) -> Response:
    """Ask for an address as a browser that takes these forms."""
    return client.get(path, headers={"Accept-Encoding": takes, **headers}, buffered=True)


def test_a_long_page_is_sent_in_fewer_bytes_and_reads_the_same(client: FlaskClient) -> None:
    answer = got(client, "/long")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data).decode() == PAGE
    assert answer.content_length == len(answer.data) < len(PAGE) / 10
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"


@pytest.mark.parametrize("takes", ["", "identity", "gzip;q=0, br", "deflate"])
def test_a_browser_that_takes_no_gzip_gets_the_page_as_it_is(client: FlaskClient, takes: str) -> None:
    answer = got(client, "/long", takes)
    assert answer.data.decode() == PAGE
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"


@pytest.mark.parametrize("takes", ["*", "GZIP", "gzip;q=0.5", "br;q=1.0, gzip;q=0.8, *;q=0.1"])
def test_every_way_of_taking_gzip_is_understood(client: FlaskClient, takes: str) -> None:
    assert gzip.decompress(got(client, "/long", takes).data).decode() == PAGE


def test_a_short_page_is_left_alone(client: FlaskClient) -> None:
    answer = got(client, "/short")
    assert answer.data == b"<p>Agua</p>"
    assert "Content-Encoding" not in answer.headers


def test_a_page_with_a_one_time_link_is_neither_packed_nor_kept(client: FlaskClient) -> None:
    for path in ("/secret", "/unkept"):
        answer = got(client, path)
        assert answer.data.decode() == PAGE
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_packed_already_is_not_packed_again(client: FlaskClient) -> None:
    assert gzip.decompress(got(client, "/packed").data).decode() == DENSE


def test_a_picture_and_a_stream_are_left_alone(client: FlaskClient) -> None:
    assert got(client, "/picture").data == b"\x89PNG" * 1000
    assert got(client, "/slowly").data.decode() == PAGE * 2


def test_asking_for_the_head_says_what_asking_for_the_page_would(client: FlaskClient) -> None:
    page = got(client, "/long")
    head = client.head("/long", headers={"Accept-Encoding": "gzip"})
    assert head.data == b""
    assert {**head.headers, "Date": ""} == {**page.headers, "Date": ""}


def test_the_mark_of_a_packed_page_is_a_weak_one(client: FlaskClient) -> None:
    assert got(client, "/marked").headers["ETag"] == 'W/"abc"'
    assert got(client, "/marked", "").headers["ETag"] == '"abc"'


@pytest.mark.parametrize(
    ("takes", "encoding", "content"),
    [
        ("gzip, br", "br", b"brotli of the style" * 100),
        ("gzip", "gzip", b"gzip of the style" * 100),
        ("", None, STYLE),
    ],
)
def test_a_built_file_is_sent_as_it_lies_packed(
    client: FlaskClient, takes: str, encoding: str | None, content: bytes
) -> None:
    answer = got(client, "/static/dist/style-A.css", takes)
    assert (answer.headers.get("Content-Encoding"), answer.data) == (encoding, content)
    assert answer.content_type == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Vary"] == "Cookie, Accept-Encoding"
    assert answer.content_length == len(content)


def test_a_built_file_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    for takes in ("br", "gzip", ""):
        mark = got(client, "/static/dist/style-A.css", takes).headers["ETag"]
        again = got(client, "/static/dist/style-A.css", takes, **{"If-None-Match": mark})
        assert (again.status_code, again.data, again.headers["Vary"]) == (304, b"", "Cookie, Accept-Encoding")


def test_each_form_of_a_built_file_has_a_mark_of_its_own(client: FlaskClient) -> None:
    marks = {got(client, "/static/dist/style-A.css", takes).headers["ETag"] for takes in ("br", "gzip", "")}
    assert len(marks) == 3


def test_part_of_a_file_is_a_part_of_the_file_itself(client: FlaskClient) -> None:
    for path in ("/static/dist/style-A.css", "/static/style.css"):
        answer = got(client, path, Range="bytes=0-1199")
        assert (answer.status_code, answer.data) == (206, STYLE[:1200])
        assert "Content-Encoding" not in answer.headers


def test_a_file_without_a_packed_one_beside_it_is_packed_when_it_is_long(client: FlaskClient) -> None:
    answer = got(client, "/static/style.css", "gzip")
    assert gzip.decompress(answer.data) == STYLE
    again = got(client, "/static/style.css", "gzip", **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert got(client, "/static/dist/page-B.js").data == b"script"


def test_no_file_outside_the_folder_is_reached(client: FlaskClient) -> None:
    for path in ("/static/../secret", "/static/dist/%2e%2e/%2e%2e/etc/passwd", "/static/dist/style-A.css%00.br"):
        assert got(client, path).status_code in (404, 308)


def test_the_product_packs_its_pages(tmp_path: Path) -> None:
    client = create_app(Settings(instance=tmp_path)).test_client()
    answer = client.get("/accessibility", headers={"Accept-Encoding": "gzip", "Accept-Language": "es"})
    assert b"</html>" in gzip.decompress(answer.data)
    assert answer.headers["Vary"] == "Cookie, Accept-Language, Accept-Encoding"
