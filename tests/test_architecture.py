"""The rules of the house that a machine can see: who may import whom, sizes, docstrings and names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tools

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    path
    for folder in ("tools", "facilitation")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts and "versions" not in path.parts
)
LONGEST = 400
VAGUE = {"utils", "util", "common", "helpers", "helper", "core", "base", "manager", "misc"}

NOUNS = (
    "people",
    "passwords",
    "tries",
    "mail",
    "sign_ins",
    "links",
    "municipalities",
    "partnerships",
    "member_acts",
    "memberships",
    "invitations",
    "departures",
    "proposals",
    "concepts",
    "sayings",
    "projects",
    "sittings",
    "contents",
    "entries",
    "canvases",
    "glances",
    "noticing",
    "sdg.tags",
    "sdg.tag_cards",
    "sdg.tagging",
    "sdg.tag_drafts",
    "sdg.evidence",
    "choices",
    "acceptances",
    "following",
    "canvas_edits",
    "paper_answers",
    "accepting",
    "telling",
    "decisions",
    "text_checks",
    "overrulings",
    "hindrances",
    "replies",
    "approvals",
    "overtaken",
    "agreements",
    "alone_rounds",
    "own_drafts",
    "draft_edits",
    "drafts",
    "wordings",
    "history",
    "moments",
    "restoring",
    "visits",
    "takeaways",
    "balances",
    "comment_places",
    "comments",
    "threads",
    "notices",
    "digest_letters",
    "digests",
    "stamps",
    "joining",
    "sdg.confirmations",
    "sdg.tag_waiting",
    "sdg.interactions",
    "sdg.tag_agreements",
    "sdg.ranking_words",
    "sdg.rankings",
    "sdg.shared_priorities",
    "sdg.titles",
    "sdg.organisations",
    "sdg.openings",
    "sdg.overview",
    "sdg.mentions",
    "questions",
    "search",
)
"""The nouns in the order in which they may know each other: each only earlier ones."""
SUBJECTS = ("sdg",)
ORDER = [tool.key for tool in tools.every()]
"""The tools in the order in which they may know each other: a later one reads what an earlier one knows to read."""
"""Packages of nouns on one subject; their nouns are named with it in the row above."""
FOUNDATION = ("errors", "clock", "config", "data", "memory", "database", "access", "languages")
OWNERS = {
    "flask": ("facilitation/__init__", "facilitation/views/", "facilitation/compression"),
    "flask_babel": ("facilitation/views/",),
    "werkzeug": ("facilitation/__init__", "facilitation/views/", "facilitation/compression"),
    "sqlalchemy": ("facilitation/",),
    "pycrdt": ("facilitation/live/",),
    "plotly": ("tools/",),
    "uvicorn": ("facilitation/asgi", "facilitation/cli"),
    "a2wsgi": ("facilitation/asgi",),
    "alembic": ("facilitation/schema", "facilitation/migrations/"),
    "argon2": ("facilitation/passwords",),
    "click": ("facilitation/cli",),
    "xlsxwriter": ("facilitation/documents/",),
}
FORBIDDEN = r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*src=)|https?://(?!www\.w3\.org/2000/svg)|javascript:"
"""Inline styles and scripts, and addresses of others."""


def name(path: Path) -> str:
    """Return a module's place without its ending: facilitation/live/log."""
    return str(path.relative_to(ROOT).with_suffix(""))


def imports(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, wherever in the file, but not those for type checks only."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            if node.module in ("facilitation", "facilitation.views", "facilitation.live", "facilitation.sdg", "tools"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_small_says_what_it_is_and_has_a_noun_for_a_name(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST
    assert path.stem not in VAGUE
    assert (path.name == "__init__.py" and not text.strip()) or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_functions_and_classes_say_what_they_are_for(path: Path) -> None:
    tree = ast.parse(path.read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_package_is_used_only_by_its_owners(path: Path) -> None:
    strangers = []
    for module in imports(path):
        owners = OWNERS.get(module.split(".")[0])
        if owners is not None and not name(path).startswith(owners):
            strangers.append(module)
    assert strangers == []


@pytest.mark.parametrize("path", [p for p in MODULES if name(p).startswith("tools/")], ids=name)
def test_tools_know_nothing_of_the_web_the_database_or_the_clock(path: Path) -> None:
    known = {"tools", "plotly", "__future__", "collections", "dataclasses", "typing", "json", "hashlib", "re"}
    known |= {"unicodedata", "math", "itertools", "functools", "datetime", "enum", "difflib", "zoneinfo"}
    assert {module.split(".")[0] for module in imports(path)} - known == set()
    assert not re.search(r"\b(now|today|utcnow|random)\(", path.read_text())


@pytest.mark.parametrize("tool", ORDER)
def test_a_tool_knows_earlier_tools_of_the_method_only(tool: str) -> None:
    used = {m.split(".")[1] for path in (ROOT / "tools" / tool).glob("*.py") for m in imports(path) if "tools." in m}
    assert used.intersection(ORDER) - {*ORDER[: ORDER.index(tool)], tool} == set()


def ours(path: Path) -> set[str]:
    """Return the modules of facilitation that a file imports, without the package's name."""
    return {m.removeprefix("facilitation.") for m in imports(path) if m.startswith("facilitation.")}


def home(module: str) -> str:
    """Return the noun that an imported name belongs to: with its subject where it has one, else its first word."""
    first, *rest = module.split(".")
    return ".".join((first, *rest[:1])) if first in SUBJECTS else first


@pytest.mark.parametrize("path", [p for p in MODULES if name(p).startswith("facilitation/live/")], ids=name)
def test_joint_editing_knows_neither_the_web_nor_the_nouns(path: Path) -> None:
    known = {"live", "database", "clock", "errors"}
    assert {module.split(".")[0] for module in ours(path)} - known == set()


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_knows_the_foundation_the_live_document_and_earlier_nouns_only(noun: str) -> None:
    path = ROOT / "facilitation" / f"{noun.replace('.', '/')}.py"
    earlier = {*FOUNDATION, "live", *SUBJECTS, *NOUNS[: NOUNS.index(noun)]}
    assert {home(module) for module in ours(path)} - earlier == set()


@pytest.mark.parametrize("module", FOUNDATION)
def test_the_foundation_knows_no_noun(module: str) -> None:
    assert {m.split(".")[0] for m in ours(ROOT / "facilitation" / f"{module}.py")} - set(FOUNDATION) == set()


def test_every_module_of_the_application_has_its_place_in_the_order() -> None:
    wiring = {"__init__", "asgi", "cli", "cli_translate", "schema", "tables", "health", "first_run"}
    wiring |= {"compression", "hosting", "asgi_socket"}
    found = {path.stem for path in (ROOT / "facilitation").glob("*.py")}
    for subject in SUBJECTS:
        inside = (path.stem for path in (ROOT / "facilitation" / subject).glob("*.py") if path.stem != "__init__")
        found |= {f"{subject}.{stem}" for stem in inside}
    assert found == {*FOUNDATION, *NOUNS} | wiring


def test_only_the_settings_read_the_environment() -> None:
    readers = [name(p) for p in MODULES if re.search(r"os\.(environ|getenv)", p.read_text())]
    assert readers == ["facilitation/cli", "facilitation/config"]


def test_only_the_clock_asks_for_the_time() -> None:
    askers = [name(p) for p in MODULES if re.search(r"datetime\.now\(|date\.today\(|time\.time\(", p.read_text())]
    assert askers == ["facilitation/clock"]


def test_templates_hold_no_styles_scripts_or_addresses_of_others() -> None:
    found = []
    for page in sorted((ROOT / "templates").rglob("*.html")):
        text = page.read_text()
        text = re.sub(r"\{[{%#].*?[}%#]\}", "", text, flags=re.DOTALL)
        if re.search(FORBIDDEN, text):
            found.append(str(page.relative_to(ROOT)))
    assert found == []
