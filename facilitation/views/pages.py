"""Pages: what every template knows: language, product, assets, dates for people, the navigation."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request, url_for
from flask_babel import Babel, force_locale, get_translations, gettext
from werkzeug.exceptions import HTTPException

from facilitation import languages
from facilitation.languages import INTERFACE, Words
from facilitation.views.gate import local, settings, split
from tools.wording import N_

LANGUAGE_COOKIE = "language"
OWN_NAMES = {"nl": "Nederlands", "es": "Español"}


def asked() -> str | None:
    """Return the interface language this reader asked for: chosen here, else by the browser; None for neither."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in INTERFACE:
        return chosen
    person = g.get("person")
    if person is not None and person.language in INTERFACE:
        return str(person.language)
    return languages.preferred([code for code, _quality in request.accept_languages])


def language() -> str:
    """Return the language of this page. When nobody asked, the one whose turn it is today: no language is the first."""
    found: str | None = g.get("language")
    if found is None:
        found = asked() or INTERFACE[languages_turn() % len(INTERFACE)]
        g.language = found
    return found


def languages_turn() -> int:
    """Return a number that changes every day, to take turns."""
    from facilitation import clock  # only here: pages otherwise never ask for the time

    return clock.today().toordinal()


def prepare(app: Flask) -> None:
    """Give templates their words, filters and functions."""
    Babel(app, locale_selector=language)
    app.jinja_env.install_gettext_callables(_sentence, _sentences, newstyle=True)  # type: ignore[attr-defined]
    app.context_processor(_context)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_template_filter(lambda day: languages.day_for(day, language()), "day")
    app.add_template_filter(lambda day: languages.day_for(day, language(), weekday=True), "weekday")
    app.add_template_filter(lambda at: languages.moment_for(at, language(), _zone()), "moment")
    app.add_template_filter(lambda at: languages.time_for(at, language(), _zone()), "clock")
    app.add_template_filter(lambda at: languages.time_for(at, language(), _zone(), seconds=True), "clock_seconds")
    app.add_template_filter(_say, "say_values")
    app.add_template_global(_words, "words")
    app.add_template_global(_words, "read_words")  # where a macro of that name stands in the way
    app.add_template_global(language, "language_here")
    app.add_template_global(_asset, "asset")
    app.add_template_global(language_name)
    app.add_template_global(_in_language, "in_language")
    app.add_template_global(N_, "N_")
    app.add_template_global(lambda names: languages.joints(list(names), language()), "joints")
    app.add_template_global(lambda names: languages.together(list(names), language()), "joined")


def _catalogue() -> Any:
    """Return the sentences of this page's language; found once, as a page with many fields asks for hundreds."""
    found = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_translations()
    return found


def _sentence(sentence: str) -> str:
    return str(_catalogue().ugettext(sentence))


def _sentences(one: str, several: str, number: int) -> str:
    return str(_catalogue().ungettext(one, several, number))


def _zone() -> str:
    return g.person.time_zone if g.get("person") else "UTC"


def _say(sentence: str, values: dict[str, Any] | None = None) -> str:
    """Return an N_ sentence in the reader's language with its {values}."""
    return str(gettext(sentence)).format(**(values or {}))


def _words(text: Words | None) -> tuple[str, str]:
    return languages.read(text, language())


def language_name(code: str) -> str:
    """Return the name of a language in the reader's language; the code itself for one that we do not know."""
    return str(gettext(languages.LANGUAGE_NAMES[code])) if code in languages.LANGUAGE_NAMES else code


def _in_language(code: str, sentence: str) -> str:
    """Return an N_ sentence in another language than the page's, for a page that speaks two at once."""
    with force_locale(code):
        return str(gettext(sentence))


@lru_cache(maxsize=4)
def _manifest(path: Path, _changed: float) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text())
    return found


def _asset(name: str) -> str:
    """Return the address of a built file, named by its hash; the source itself before the first build."""
    path = Path(__file__).parent.parent / "static" / "dist" / "manifest.json"
    built = _manifest(path, path.stat().st_mtime) if path.exists() else {}
    return url_for("static", filename=f"dist/{built[name]}" if name in built else name)


def _nav() -> list[tuple[str, str, bool]]:
    """Return where one can go within the partnership that this page is about."""
    if "partnership_id" not in g:
        return []
    places = (
        ("partnerships.show", gettext("Overview")),
        ("priorities.show", gettext("Goals")),
        ("members.show", gettext("People")),
    )
    nav = [(words, url_for(endpoint, partnership_id=g.partnership_id)) for endpoint, words in places]
    return [(words, address, address == request.path) for words, address in nav]


def _path() -> str:
    """Return the address that opens this page again: for the answer to a press, that of the page with the button."""
    if request.method in ("GET", "HEAD"):
        return request.full_path if request.query_string else request.path
    try:
        current_app.url_map.bind("").match(request.path, method="GET")
        return request.path
    except HTTPException:
        return local(split(request.referrer or "").path, "/")


def _context() -> dict[str, Any]:
    here = language()
    return {
        "language": here,
        "other_languages": [(code, OWN_NAMES[code]) for code in INTERFACE if code != here],
        "interface_languages": sorted(OWN_NAMES.items(), key=lambda item: item[1]),
        "product": settings().product(here),
        "person": g.get("person"),
        "path": _path(),
        "problems": g.get("problems") or {},
        "typed": g.get("typed"),
        "problem_notice": g.get("notice", ""),
        "nav": _nav(),
        "invented": g.get("invented", False),
        "mail_works": bool(settings().smtp_url),
    }
