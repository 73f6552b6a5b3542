"""Attacks: what a stranger, a member who means harm, or the other side tries, and what comes of it: nothing."""

from __future__ import annotations

import pytest
from flask import Flask

from facilitation.views.reading import MOST_FIELDS
from tests.visitors import Visitor

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("path", ["/sign-in", "/account", "/nowhere"])
@pytest.mark.parametrize("site", ["same-origin", "cross-site"])
def test_a_form_with_more_fields_than_any_page_has_is_told_to_be_too_large_and_not_given_back(
    app: Flask, path: str, site: str
) -> None:
    visitor, headers = Visitor(app), {"Sec-Fetch-Site": site}
    sent = "&".join(["field=x"] * (MOST_FIELDS + 1))
    answer = visitor.client.post(path, data=sent, headers={**visitor.headers, **headers}, content_type=FORM)
    assert len(answer.data) < 20_000
    if site == "same-origin" and path != "/nowhere":
        assert (answer.status_code, "in één formulier past" in answer.text) == (413, True)
