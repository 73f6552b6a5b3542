"""Earlier wordings: who wrote what before, and how it is put back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.forms_on_page import FormOnPage
from tests.shelf import Shelf
from tests.visitors import words_of


def test_earlier_wordings_say_who_and_when_mark_what_changed_and_can_be_put_back(
    focus: Shelf, frozen: Callable[..., Any]
) -> None:
    here, there = focus.visitor("brasschaat"), focus.visitor("tarija")
    for visitor, words in ((here, "Water voor iedereen"), (there, "Schoon water voor iedereen"), (here, "Schaduw")):
        form = FormOnPage(visitor.get(focus.address))
        form.fill("topic.theme@nl", words)
        form.send(visitor, "save:topic")
        frozen(minutes=5)
    page = here.get(f"{focus.address}/earlier?field=topic.theme&language=nl")
    items = page.text.split('<ol class="stack narrow">')[1].split("</ol>")[0].split("</li>")[:-1]
    items_say = [re.sub(r"\s+", " ", re.sub(r"<form.*|<[^>]+>", " ", item, flags=re.DOTALL)).strip() for item in items]
    now, before = focus.said("Now"), focus.said("Earlier")
    assert items_say == [
        f"{now} Brasschaat member brasschaat 20 nov 2026, 13:10 Schoon water voor iedereen Schaduw",
        f"{before} Tarija member tarija 20 nov 2026, 13:05 Water Schoon water voor iedereen",
        f"{before} Brasschaat member brasschaat 20 nov 2026, 13:00 Water voor iedereen",
    ]
    assert "<del>Water</del><ins>Schoon water</ins> voor iedereen" in items[1]
    back = re.findall(r'name="seq" value="([0-9]+)"', items[1])[0]
    base = re.findall(r'name="base" value="([^"]+)"', items[1])[0]
    answer = here.post(f"{focus.address}/earlier", field="topic.theme", language="nl", seq=back, base=base)
    assert answer.headers["Location"] == f"{focus.address}#at-topic-theme"
    shown = here.get(focus.address)
    assert FormOnPage(shown).named("topic.theme@nl")[0].words == "Schoon water voor iedereen"
    assert focus.said("Saved %(time)s", time="13:15") in words_of(shown)
    assert "Schaduw" in words_of(here.get(f"{focus.address}/earlier?field=topic.theme&language=nl"))


def test_somebody_who_reads_along_reads_earlier_wordings_and_puts_none_back(focus: Shelf) -> None:
    here, reader = focus.visitor(), focus.visitor("tarija", "observer")
    for words in ("Water", "Schaduw"):
        form = FormOnPage(here.get(focus.address))
        form.fill("topic.theme@nl", words)
        form.send(here, "save:topic")
    address = f"{focus.address}/earlier"
    page = reader.get(f"{address}?field=topic.theme&language=nl")
    assert page.status_code == 200
    assert focus.said("Put this wording back") not in page.text
    assert reader.post(address, field="topic.theme", language="nl", seq="1", base="").status_code in (403, 404)
