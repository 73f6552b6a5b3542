"""Tag answers: what sides answer about their territory, how goals work on each other, a yes to a project's tags."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _words(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _yes() -> sa.Column[bool]:
    return sa.Column("yes", sa.Boolean(), nullable=False)


def _at() -> sa.Column[object]:
    return sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False)


def _indexed(table: str, column: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "tag_answers",
        *map(_number, ("id", "tag_id", "side_id", "person_id")),
        _at(),
        _yes(),
        _words("words"),
        _text("fingerprint"),
        _link("tag_answers", "tag_id", "tags"),
        _link("tag_answers", "side_id", "sides"),
        _link("tag_answers", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_answers")),
    )
    _indexed("tag_answers", "tag_id")
    op.create_table(
        "goal_links",
        *map(_number, ("id", "project_id")),
        _text("one"),
        _text("other"),
        _number("score"),
        _words("reason"),
        _number("person_id"),
        _at(),
        _link("goal_links", "project_id", "projects"),
        _link("goal_links", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_links")),
        sa.UniqueConstraint("project_id", "one", "other", name=op.f("uq_goal_links_project_id")),
    )
    _indexed("goal_links", "project_id")
    op.create_table(
        "considerations",
        *map(_number, ("id", "project_id")),
        _words("words"),
        _number("person_id"),
        _at(),
        _link("considerations", "project_id", "projects"),
        _link("considerations", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_considerations")),
    )
    _indexed("considerations", "project_id")
    op.create_table(
        "tag_yeses",
        *map(_number, ("id", "project_id", "side_id", "person_id")),
        _yes(),
        _text("fingerprint"),
        _at(),
        _link("tag_yeses", "project_id", "projects"),
        _link("tag_yeses", "side_id", "sides"),
        _link("tag_yeses", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_yeses")),
    )
    _indexed("tag_yeses", "project_id")
