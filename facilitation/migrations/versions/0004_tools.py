"""Tools: a project may have several canvases of one tool, told apart by a number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Number the canvases of a tool within a project."""
    with op.batch_alter_table("canvases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        batch_op.drop_constraint("uq_canvases_project_id", type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_canvases_project_id"), ["project_id", "tool", "number"])
    with op.batch_alter_table("canvases", schema=None) as batch_op:
        batch_op.alter_column("number", server_default=None)
