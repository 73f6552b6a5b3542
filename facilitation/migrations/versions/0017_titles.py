"""Titles: what sides answered to whether organisations that look along read what a project is called."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _link(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_title_answers_{column}_{to}"))


def upgrade() -> None:
    """Make the table of this version."""
    op.create_table(
        "title_answers",
        *map(_number, ("id", "project_id", "side_id", "person_id")),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        _link("project_id", "projects"),
        _link("side_id", "sides"),
        _link("person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_answers")),
    )
    with op.batch_alter_table("title_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_title_answers_project_id"), ["project_id"], unique=False)
