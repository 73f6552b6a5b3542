"""The README is true: its commands, its settings and its tree are those of the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from facilitation import cli
from facilitation.config import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"\bmake ([a-z]+)\b(?= {2,}#)", README)
    assert (named, [name for name in named if name not in targets]) == (["run", "test"], [])


def test_the_build_server_runs_the_test_command_of_the_readme() -> None:
    assert "make test" in (ROOT / ".ci" / "run").read_text()


def test_every_setting_is_in_the_table_with_its_default() -> None:
    told = dict(re.findall(r"^\| `(FACILITATION_\w+)` \| `?([^`|]+?)`? \|", README, re.MULTILINE))
    known = {PREFIX + each.name.upper(): str(each.default) for each in fields(Settings)}
    said_in_words = {"FACILITATION_DATABASE_URL", "FACILITATION_SECRET_KEY", "FACILITATION_SMTP_URL"}
    said_in_words |= {"FACILITATION_MAIL_FROM"}
    assert told.keys() == known.keys()
    assert {name: told[name] for name in known if name not in said_in_words} == {
        name: default for name, default in known.items() if name not in said_in_words
    }


def test_every_command_is_named_and_every_named_command_exists() -> None:
    line = re.search(r"`facilitation (serve [^`]+)`", README)
    assert line is not None
    named = {part.split()[0] for part in line.group(1).split("|")}
    assert named == set(cli.main.commands)


def test_the_tree_names_folders_and_files_that_are_there() -> None:
    tree = re.search(r"```\n(tools/.*?)```", README, re.DOTALL)
    assert tree is not None
    lost, parent = [], ""
    for line in tree.group(1).splitlines():
        name = line.split()[0]
        parent = parent if line.startswith(" ") else name
        path = ROOT / parent / name if line.startswith(" ") else ROOT / name
        if not path.exists():
            lost.append(str(path))
    assert lost == []


def test_what_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
