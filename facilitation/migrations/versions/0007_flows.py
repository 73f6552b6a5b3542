"""Flows: what a canvas took over from an earlier tool of its project."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of this version."""
    op.create_table(
        "acceptances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("flow", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("copied", sa.JSON(), nullable=False),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"], ["people.id"], name=op.f("fk_acceptances_accepted_by_id_people")
        ),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_acceptances_canvas_id_canvases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptances")),
        sa.UniqueConstraint("canvas_id", "flow", "source", name=op.f("uq_acceptances_canvas_id")),
    )
    with op.batch_alter_table("acceptances", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acceptances_canvas_id"), ["canvas_id"], unique=False)
