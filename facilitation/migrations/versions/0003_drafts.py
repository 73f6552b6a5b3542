"""Drafts: rounds of writing alone, who wrote in them, and what was opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "opened_drafts",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_opened_drafts_room_id_rooms")),
        sa.PrimaryKeyConstraint("room_id", "card", name=op.f("pk_opened_drafts")),
    )
    op.create_table(
        "alone_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("announced_by_id", sa.Integer(), nullable=True),
        sa.Column("opens_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("stopped_by_id", sa.Integer(), nullable=True),
        sa.Column("stopped_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("opened_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["announced_by_id"], ["people.id"], name=op.f("fk_alone_rounds_announced_by_id_people")
        ),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_alone_rounds_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["people.id"], name=op.f("fk_alone_rounds_ended_by_id_people")),
        sa.ForeignKeyConstraint(["started_by_id"], ["people.id"], name=op.f("fk_alone_rounds_started_by_id_people")),
        sa.ForeignKeyConstraint(["stopped_by_id"], ["people.id"], name=op.f("fk_alone_rounds_stopped_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alone_rounds")),
    )
    with op.batch_alter_table("alone_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alone_rounds_canvas_id"), ["canvas_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alone_rounds_opens_at"), ["opens_at"], unique=False)

    op.create_table(
        "alone_writers",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_alone_writers_person_id_people")),
        sa.ForeignKeyConstraint(["round_id"], ["alone_rounds.id"], name=op.f("fk_alone_writers_round_id_alone_rounds")),
        sa.PrimaryKeyConstraint("round_id", "person_id", name=op.f("pk_alone_writers")),
    )


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("alone_writers")
    with op.batch_alter_table("alone_rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alone_rounds_opens_at"))
        batch_op.drop_index(batch_op.f("ix_alone_rounds_canvas_id"))

    op.drop_table("alone_rounds")
    op.drop_table("opened_drafts")
