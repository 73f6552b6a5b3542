"""Cli: the command line `facilitation`, for the person who looks after an installation.

Every expected problem is one sentence that says what to do, with exit code 1; nothing is left half-done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click
import sqlalchemy as sa

from facilitation import config, database, schema
from facilitation.cli_translate import translate
from facilitation.errors import FacilitationError, Invalid


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn expected problems into one sentence on the terminal."""
    try:
        yield
    except Invalid as error:
        raise click.ClickException(" ".join(problem[1] for problem in error.problems)) from error
    except FacilitationError as error:
        raise click.ClickException(error.message.format(**error.values)) from error
    except sa.exc.DBAPIError as error:
        known = database.explain(error)
        if known is None:
            raise
        raise click.ClickException(f"{known.message} ({type(error.orig).__name__})") from error
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error


def _engine() -> tuple[config.Settings, sa.Engine]:
    settings = config.from_environment()
    if not settings.database_url:
        settings.instance.mkdir(parents=True, exist_ok=True)
    return settings, database.connect(settings.url(), settings.lock_seconds)


@click.group()
def main() -> None:
    """Look after a Tandem installation."""


main.add_command(translate)


@main.command()
def migrate() -> None:
    """Make the tables, or bring them up to date."""
    with _plainly():
        _settings, engine = _engine()
        done = schema.migrate(engine)
        click.echo("The tables are up to date now." if done else "The tables were up to date.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="More than one needs PostgreSQL.")
def serve(host: str, port: int, workers: int) -> None:
    """Start the web application."""
    import uvicorn  # only here: the other commands start quicker without it and all that it serves

    from facilitation import asgi

    with _plainly():
        settings, engine = _engine()
        if workers > 1 and engine.dialect.name == "sqlite":
            raise click.ClickException("SQLite works with one process. For more, set FACILITATION_DATABASE_URL.")
        schema.require_current(engine)
        os.environ.setdefault("FACILITATION_PUBLIC_URL", f"http://{host}:{port}")
        for line in _welcome(config.from_environment(), engine):
            click.echo(line)
        engine.dispose()
    uvicorn.run(
        "facilitation.asgi:make",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        **asgi.server(settings),
    )


def _welcome(settings: config.Settings, engine: sa.Engine) -> Iterator[str]:
    """Say where the application is and what to do there first."""
    from facilitation import first_run, people  # only here: keeps `facilitation --help` quick

    address = settings.public_url.rstrip("/")
    yield f"{settings.product_nl} is ready: {address}/  (stop with Ctrl+C)"
    with database.session_factory(engine)() as db:
        if first_run.is_new(db):
            yield f"Nobody has an account yet. Begin here: {address}/first-run?key={first_run.key(settings)}"
        elif people.only_demo(db):
            yield "Look round: open the address and choose one of the people of the example, in Dutch or in Spanish."


def _has_people(db: database.Session) -> bool:
    from facilitation import first_run  # only here: keeps `facilitation --help` quick

    return not first_run.is_new(db)


@main.command()
@click.option("--if-empty", is_flag=True, help="Do nothing when the database holds people.")
def demo(if_empty: bool) -> None:
    """Fill an empty database with the example partnerships."""
    from facilitation import demo as examples  # only here: loads every noun

    with _plainly():
        settings, engine = _engine()
        schema.require_current(engine)
        factory = database.session_factory(engine)
        with factory() as db:
            people = _has_people(db)
        if people and if_empty:
            click.echo("The database holds people already: the example is not loaded.")
            return
        if people:
            raise click.ClickException("The example goes into an empty database only; this one holds people.")
        examples.load(factory, settings)
        click.echo("The example is loaded: two partnerships, invented where it says so.")


@main.command()
@click.option("--example/--no-example", default=True, help="Load the example when nobody has an account yet.")
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def start(context: click.Context, example: bool, port: int) -> None:
    """Migrate, load the example into an empty database and serve: `make run` in one process, as that starts quicker."""
    context.invoke(migrate)
    if example:
        context.invoke(demo, if_empty=True)
    context.invoke(serve, port=port)


@main.command("create-admin")
@click.option("--name", prompt=True)
@click.option("--mail", prompt=True)
@click.option("--language", type=click.Choice(["nl", "es"]), default="nl", show_default=True)
@click.password_option()
def create_admin(name: str, mail: str, language: str, password: str) -> None:
    """Make an administrator, who starts partnerships and looks after people."""
    from facilitation import first_run  # only here: loads every noun

    with _plainly():
        _settings, engine = _engine()
        schema.require_current(engine)
        first_run.create_administrator(database.session_factory(engine), name, mail, password, language)
        click.echo(f"{mail} can sign in as administrator.")


@main.command()
def doctor() -> None:
    """Look for what is wrong with this installation and say what to do."""
    from facilitation import health  # only here: loads every noun

    with _plainly():
        settings, engine = _engine()
        findings = health.examine(settings, engine)
    for line in findings:
        click.echo(line)
    if findings:
        raise SystemExit(1)
    click.echo("Everything is in order.")


@main.command()
def nightly() -> None:
    """Throw away what has had its time (sign-ins, links, tries, notices) and mail digests. Safe to run twice."""
    from facilitation import digests, health  # only here: loads every noun

    with _plainly():
        settings, engine = _engine()
        schema.require_current(engine)
        factory = database.session_factory(engine)
        for line in (*health.tidy(factory), *digests.send_due(settings, factory)):
            click.echo(line)


@main.command()
def rebuild() -> None:
    """Make the read model anew from the log."""
    from facilitation import contents, sayings, tables  # only here: loads the live document and every noun

    with _plainly():
        _settings, engine = _engine()
        schema.require_current(engine)
        with database.writing(database.session_factory(engine)) as db:
            click.echo(f"{contents.rebuild(db)} rooms were read again.")
            assert tables.ALL  # noqa: S101 - so that everything findable is known
            sayings.rebuild(db)


if __name__ == "__main__":
    main()
