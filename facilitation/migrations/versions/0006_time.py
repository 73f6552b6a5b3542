"""Time: the course of each room in sittings, named moments, and when somebody last opened a canvas.

The sittings of what was written before come with `facilitation rebuild`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database
import facilitation.languages

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "moments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=True),
        sa.Column("name", facilitation.languages.WordsType(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("bases", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_moments_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_moments_person_id_people")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_moments_project_id_projects")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_moments_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moments")),
    )
    with op.batch_alter_table("moments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_moments_project_id"), ["project_id"], unique=False)

    op.create_table(
        "sittings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("began_at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_sittings_person_id_people")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_sittings_room_id_rooms")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
    )
    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.create_index("ix_sittings_room_id_ended_at", ["room_id", "ended_at"], unique=False)
        batch_op.create_index("ix_sittings_room_id_last_seq", ["room_id", "last_seq"], unique=False)

    op.create_table(
        "visits",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("before_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_visits_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_visits_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "canvas_id", name=op.f("pk_visits")),
    )
