"""Organisations: umbrella organisations, who works for them, and which sides let them look along."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, facilitation.database.Instant(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "organisations",
        _number("id"),
        sa.Column("name", sa.String(), nullable=False),
        _number("made_by_id"),
        _instant("made_at"),
        _link("organisations", "made_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "colleagues",
        *map(_number, ("id", "organisation_id", "person_id", "added_by_id")),
        _instant("added_at"),
        _instant("ended_at", nullable=True),
        _link("colleagues", "organisation_id", "organisations"),
        _link("colleagues", "person_id", "people"),
        _link("colleagues", "added_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleagues")),
    )
    with op.batch_alter_table("colleagues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_colleagues_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_colleagues_person_id"), ["person_id"], unique=False)
    op.create_table(
        "opening_answers",
        *map(_number, ("id", "partnership_id", "organisation_id", "side_id", "person_id")),
        sa.Column("yes", sa.Boolean(), nullable=False),
        _instant("at"),
        _link("opening_answers", "partnership_id", "partnerships"),
        _link("opening_answers", "organisation_id", "organisations"),
        _link("opening_answers", "side_id", "sides"),
        _link("opening_answers", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_answers")),
    )
    with op.batch_alter_table("opening_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opening_answers_partnership_id"), ["partnership_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_opening_answers_organisation_id"), ["organisation_id"], unique=False)
