"""Talk: comments beside the work, what happened that concerns a person, and digests by mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database
import facilitation.languages

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "digests",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("sent_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_digests_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_digests")),
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("private_to_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("text", facilitation.languages.WordsType(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("taken_away_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("resolved_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.Column("reopened_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("reopened_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["sides.id"], name=op.f("fk_comments_about_id_sides")),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_comments_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["parent_id"], ["comments.id"], name=op.f("fk_comments_parent_id_comments")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_comments_person_id_people")),
        sa.ForeignKeyConstraint(["private_to_id"], ["sides.id"], name=op.f("fk_comments_private_to_id_sides")),
        sa.ForeignKeyConstraint(["reopened_by_id"], ["people.id"], name=op.f("fk_comments_reopened_by_id_people")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["people.id"], name=op.f("fk_comments_resolved_by_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_comments_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    with op.batch_alter_table("comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comments_canvas_id"), ["canvas_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_comments_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "comment_mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_comment_mentions_comment_id_comments")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_comment_mentions_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_comment_mentions_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_mentions")),
    )
    with op.batch_alter_table("comment_mentions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_mentions_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "earlier_comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("text", facilitation.languages.WordsType(), nullable=False),
        sa.Column("until", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_earlier_comments_comment_id_comments")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_comments")),
    )
    with op.batch_alter_table("earlier_comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_earlier_comments_comment_id"), ["comment_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("canvas_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("read_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.Column("mailed_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_notices_by_id_people")),
        sa.ForeignKeyConstraint(["canvas_id"], ["canvases.id"], name=op.f("fk_notices_canvas_id_canvases")),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_notices_comment_id_comments")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notices_person_id_people")),
        sa.ForeignKeyConstraint(["side_id"], ["sides.id"], name=op.f("fk_notices_side_id_sides")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("person_id", "about", name=op.f("uq_notices_person_id")),
    )
