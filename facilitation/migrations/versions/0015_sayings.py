"""Sayings: what people say of projects and about goals, as search sees it; filled from what was said before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from facilitation.languages import fold
from facilitation.sayings import marks

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
AT_ONCE = 1_000
PLACE = "partnership_id project_id marks_0 marks_1 marks_2 marks_3 goal target"


def _link(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_sayings_{column}_{to}"))


def upgrade() -> None:
    """Make the table of this version and fill it."""
    sayings = op.create_table(
        "sayings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("goal", "target")),
        *(sa.Column(f"marks_{number}", sa.BigInteger(), nullable=False) for number in range(4)),
        sa.Column("folded", sa.String(), nullable=False),
        _link("partnership_id", "partnerships"),
        _link("project_id", "projects"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sayings")),
    )
    assert sayings is not None  # noqa: S101 - it was just made
    with op.batch_alter_table("sayings", schema=None) as batch_op:
        batch_op.create_index("ix_sayings_place", PLACE.split(), unique=False)
        batch_op.create_index("ix_sayings_of", ["kind", "of_id"], unique=False)
    found: list[dict[str, Any]] = []
    for each in _said(op.get_bind()):
        found.append(each)
        if len(found) == AT_ONCE:
            op.bulk_insert(sayings, found)
            found = []
    op.bulk_insert(sayings, found)


def _said(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    projects = _rows(connection, "projects", ["id", "partnership_id"], ["title", "summary"])
    for id, partnership, *texts in projects:
        yield _saying("project", id, partnership, id, "", "", texts)
    plain = ["id", "partnership_id", "project_id", "goal", "target"]
    for id, partnership, project, goal, target, *texts in _rows(
        connection, "tags", plain, ["who", "where_when", "measure"], "removed_at"
    ):
        yield _saying("tag", id, partnership, project, goal, target, texts)
    for id, partnership, ranked in _rows(connection, "rankings", ["id", "partnership_id"], ["goals"]):
        for each in ranked:
            texts = [each[name] for name in ("reason", "meaning", "plan")]
            yield _saying("ranking", id, partnership, None, each["goal"], each["target"], texts)
    plain, words = ["id", "partnership_id", "central", "target"], ["theme", "meaning", "why", "decided_where"]
    for id, partnership, goal, target, companions, *texts in _rows(
        connection, "shared_priorities", plain, ["companions", *words], "replaced_at"
    ):
        yield _saying("priority", id, partnership, None, goal, target, texts)
        for other in companions:
            yield _saying("priority", id, partnership, None, other, "", [])


def _rows(
    connection: sa.Connection, table: str, plain: list[str], texts: list[str], without: str = ""
) -> list[tuple[Any, ...]]:
    columns = [*(sa.column(name) for name in plain), *(sa.column(name, sa.JSON()) for name in texts)]
    query = sa.select(*columns).select_from(sa.table(table)).order_by(sa.column("id"))
    return [tuple(row) for row in connection.execute(query.where(sa.column(without).is_(None)) if without else query)]


def _saying(
    kind: str, id: int, partnership: int, project: int | None, goal: str, target: str, texts: list[dict[str, str]]
) -> dict[str, Any]:
    said = " ".join(
        fold(words) for text in texts for code, words in sorted(text.items()) if code != "original" and words.strip()
    )
    return {
        "kind": kind,
        "of_id": id,
        "partnership_id": partnership,
        "project_id": project,
        "goal": goal,
        "target": target,
        **{f"marks_{number}": held for number, held in enumerate(marks(said))},
        "folded": said,
    }
