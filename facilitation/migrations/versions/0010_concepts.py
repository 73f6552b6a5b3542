"""Concepts: what participation means in a partnership, as its people agreed elsewhere, and earlier wordings of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import facilitation.database

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
TEXTS = ("label", "means", "means_not", "agreed")


def upgrade() -> None:
    """Make the tables of this version."""
    op.create_table(
        "concepts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partnership_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in TEXTS),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.Column("removed_at", facilitation.database.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["people.id"], name=op.f("fk_concepts_changed_by_id_people")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_concepts_partnership_id_partnerships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concepts")),
    )
    with op.batch_alter_table("concepts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concepts_partnership_id"), ["partnership_id"], unique=False)
    op.create_table(
        "concept_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("concept_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in TEXTS),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", facilitation.database.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_concept_wordings_by_id_people")),
        sa.ForeignKeyConstraint(["concept_id"], ["concepts.id"], name=op.f("fk_concept_wordings_concept_id_concepts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_wordings")),
    )
    with op.batch_alter_table("concept_wordings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_wordings_concept_id"), ["concept_id"], unique=False)
