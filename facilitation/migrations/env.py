"""Runs the migrations on the connection that `facilitation.schema` hands over."""

from __future__ import annotations

from alembic import context

from facilitation import tables  # every row class is imported, so that the metadata is whole
from facilitation.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata if tables.ALL else None,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
