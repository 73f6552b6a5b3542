"""Priorities: the rankings of sides and communities, and the shared priority with who agreed to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, facilitation.database.Instant(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "rankings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("community", sa.JSON(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        _instant("changed_at"),
        _instant("ready_at", nullable=True),
        _instant("opened_at", nullable=True),
        _instant("removed_at", nullable=True),
        _link("rankings", "partnership_id", "partnerships"),
        _link("rankings", "side_id", "sides"),
        _link("rankings", "changed_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rankings")),
    )
    with op.batch_alter_table("rankings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rankings_partnership_id"), ["partnership_id"], unique=False)
    op.create_table(
        "shared_priorities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("central", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("companions", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("theme", "meaning", "why", "decided_where")),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        _instant("made_at"),
        _instant("replaced_at", nullable=True),
        _link("shared_priorities", "partnership_id", "partnerships"),
        _link("shared_priorities", "made_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_priorities")),
    )
    with op.batch_alter_table("shared_priorities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_priorities_partnership_id"), ["partnership_id"], unique=False)
    op.create_table(
        "priority_yeses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        _instant("at"),
        _link("priority_yeses", "priority_id", "shared_priorities"),
        _link("priority_yeses", "side_id", "sides"),
        _link("priority_yeses", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_yeses")),
    )
    with op.batch_alter_table("priority_yeses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_priority_yeses_priority_id"), ["priority_id"], unique=False)
