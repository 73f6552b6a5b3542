"""Agreement: presentations, approvals, answers, reasons for cautions, and a person's yes to each text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("given_at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("withdrawn_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_approvals_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["earlier_id"], ["approvals.id"], name=op.f("fk_approvals_earlier_id_approvals")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_approvals_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_approvals_side_id_sides")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["people.id"], name=op.f("fk_approvals_withdrawn_by_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approvals_canvas_id"), ["canvas_id"], unique=False)

    op.create_table(
        "overrulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_overrulings_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_overrulings_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_overrulings_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overrulings")),
    )
    with op.batch_alter_table("overrulings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overrulings_canvas_id"), ["canvas_id"], unique=False)

    op.create_table(
        "presentations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_presentations_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_presentations_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_presentations_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentations")),
    )
    with op.batch_alter_table("presentations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_presentations_canvas_id"), ["canvas_id"], unique=False)

    op.create_table(
        "replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_replies_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_replies_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_replies_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replies")),
    )
    with op.batch_alter_table("replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_replies_canvas_id"), ["canvas_id"], unique=False)

    op.create_table(
        "text_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_text_checks_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_text_checks_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_text_checks_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_checks")),
        sa.UniqueConstraint("canvas_id", "address", "language", "hash", name=op.f("uq_text_checks_canvas_id")),
    )
