"""Live: caches of long logs in segments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "segments",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_segments_room_id_rooms")),
        sa.PrimaryKeyConstraint("room_id", "first_seq", name=op.f("pk_segments")),
    )


def downgrade() -> None:
    """Go back to the version before."""
    op.drop_table("segments")
