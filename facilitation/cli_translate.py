"""Translate: looks after the catalogues of the interface: extract, update, compile, check."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import click
from babel.messages import extract as babel_extract
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message

from facilitation.data import data_dir
from facilitation.languages import INTERFACE

METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract"), ("**.txt", "jinja2.ext:babel_extract")]
KEYWORDS = {**babel_extract.DEFAULT_KEYWORDS, "N_": None}
OPTIONS = {"**.html": {"trimmed": "true"}, "**.txt": {"trimmed": "true"}}
SOURCES = ("facilitation", "tools", "templates")


@click.group()
def translate() -> None:
    """Look after the words of the interface."""


def _template() -> Path:
    return data_dir("translations") / "messages.pot"


def _catalogue(language: str) -> Path:
    return data_dir("translations") / language / "LC_MESSAGES" / "messages.po"


def read(path: Path, language: str | None = None) -> Catalog:
    """Return a catalogue read from a file."""
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def _write(path: Path, catalogue: Catalog) -> None:
    held = io.BytesIO()
    pofile.write_po(held, catalogue, no_location=True, sort_output=True, width=120)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(held.getvalue())


def sentences() -> Catalog:
    """Return every sentence of the sources, as a template without translations."""
    root = data_dir("templates").parent
    found = Catalog(project="tandem", fuzzy=False)
    for folder in SOURCES:
        for _name, _line, message, _comments, _context in babel_extract.extract_from_dir(
            str(root / folder),
            method_map=METHODS,
            options_map=OPTIONS,
            keywords=KEYWORDS,
            directory_filter=lambda path: "node_modules" not in str(path),
        ):
            found.add(message)
    return found


@translate.command()
def extract() -> None:
    """Collect the sentences of code and templates."""
    _write(_template(), sentences())
    click.echo(f"{_template().name} is up to date.")


@translate.command()
def update() -> None:
    """Bring new sentences into every catalogue, without guessing."""
    template = sentences()
    for language in INTERFACE:
        path = _catalogue(language)
        catalogue = read(path, language) if path.exists() else Catalog(locale=language, project="tandem", fuzzy=False)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _write(path, catalogue)
        click.echo(f"{language}: {len(catalogue)} sentences.")


@translate.command("compile")
def compile_catalogues() -> None:
    """Make the files that the application reads."""
    for language in INTERFACE:
        source = _catalogue(language)
        with source.with_suffix(".mo").open("wb") as file:
            mofile.write_mo(file, read(source, language))


def problems() -> list[str]:
    """Return what is wrong with the catalogues: missing, untranslated, other placeholders."""
    found = []
    wanted = {_key(message) for message in sentences() if message.id}
    for language in INTERFACE:
        catalogue = read(_catalogue(language), language)
        known = {_key(message): message for message in catalogue if message.id}
        found += [f"{language}: not in the catalogue: {key}" for key in sorted(wanted - set(known))]
        found += [f"{language}: no longer used: {key}" for key in sorted(set(known) - wanted)]
        for key, message in known.items():
            said = message.string if isinstance(message.string, tuple | list) else (message.string,)
            texts = [text or "" for text in said]
            if message.fuzzy or not all(texts):
                found.append(f"{language}: not translated: {key}")
            elif any(_holes(text) - _holes(*_ids(message)) for text in texts):
                found.append(f"{language}: a placeholder that the sentence does not have: {key}")
            elif not isinstance(message.id, tuple) and _holes(texts[0]) != _holes(key):
                found.append(f"{language}: a placeholder is missing: {key}")
    return found


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, tuple | list) else (message.id,)


def _key(message: Message) -> str:
    return _ids(message)[0]


def _holes(*texts: str) -> set[str]:
    return {hole for text in texts for hole in re.findall(r"%\(\w+\)[sd]|\{\w+\}", text)}


@translate.command()
def check() -> None:
    """Fail when a sentence is missing, untranslated, or has other placeholders than the original."""
    found = problems()
    for line in found:
        click.echo(line)
    sys.exit(1 if found else 0)
