"""Tags: claims about the Sustainable Development Goals, what they said before, and what shows them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
COUNTED = {
    "ix_tags_rows": "partnership_id removed_at goal level fresh_on direction ring made_year project_id",
    "ix_tags_goals": "removed_at goal target partnership_id level fresh_on ring made_year",
    "ix_tags_years": "removed_at made_year partnership_id level fresh_on goal ring project_id",
}


def _link(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, facilitation.database.Instant(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("canvas_id", sa.Integer(), nullable=True),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("ring", sa.String(), nullable=False),
        sa.Column("side_id", sa.Integer(), nullable=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("who", "where_when", "measure")),
        sa.Column("horizon", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_by_side_id", sa.Integer(), nullable=True),
        _instant("made_at"),
        sa.Column("made_year", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        _instant("changed_at"),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("fresh_on", sa.Date(), nullable=False),
        _instant("removed_at", nullable=True),
        _link("tags", "partnership_id", "partnerships"),
        _link("tags", "project_id", "projects"),
        _link("tags", "canvas_id", "canvases"),
        _link("tags", "side_id", "sides"),
        _link("tags", "made_by_id", "people"),
        _link("tags", "made_by_side_id", "sides"),
        _link("tags", "changed_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
    )
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tags_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tags_canvas_id"), ["canvas_id"], unique=False)
        for name, columns in COUNTED.items():
            batch_op.create_index(name, columns.split(), unique=False)
    op.create_table(
        "tag_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        _instant("at"),
        _link("tag_wordings", "tag_id", "tags"),
        _link("tag_wordings", "by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_wordings")),
    )
    with op.batch_alter_table("tag_wordings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tag_wordings_tag_id"), ["tag_id"], unique=False)
    op.create_table(
        "tag_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _instant("at"),
        _instant("withdrawn_at", nullable=True),
        _instant("gone_at", nullable=True),
        _link("tag_evidence", "tag_id", "tags"),
        _link("tag_evidence", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_evidence")),
    )
    with op.batch_alter_table("tag_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tag_evidence_tag_id"), ["tag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_tag_evidence_entry"), ["entry"], unique=False)
