"""Paper: whose words were typed in from paper. Side by side: what one side takes from another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database
import facilitation.languages

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "paper_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("by", facilitation.languages.WordsType(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("typed_by_id", sa.Integer(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_paper_answers_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_paper_answers_side_id_sides")),
        sa.ForeignKeyConstraint(["typed_by_id"], ["people.id"], name=op.f("fk_paper_answers_typed_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_answers")),
    )
    with op.batch_alter_table("paper_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_answers_canvas_id"), ["canvas_id"], unique=False)
    op.create_table(
        "takeaways",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("words", facilitation.languages.WordsType(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_takeaways_partnership_id_partnerships")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_takeaways_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_takeaways_side_id_sides")),
        sa.ForeignKeyConstraint(["source_id"], ["sides.id"], name=op.f("fk_takeaways_source_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takeaways")),
        sa.UniqueConstraint("side_id", "source_id", "tool", name=op.f("uq_takeaways_side_id")),
    )
    with op.batch_alter_table("takeaways", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_takeaways_partnership_id"), ["partnership_id"], unique=False)
