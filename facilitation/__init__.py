"""Facilitation: the web application that hosts the tools. `create_app` is its table of contents."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from facilitation import compression, config, database, views
from facilitation.data import data_dir
from facilitation.views import answers, canvas_addresses, gate, goals, pages, reading, unread


def create_app(settings: config.Settings | None = None) -> Flask:
    """Make the application for these settings, or for those of the environment."""
    chosen = settings or config.from_environment()
    app = Flask(__name__, template_folder=str(data_dir("templates")), static_folder="static")
    app.request_class = reading.Asked
    app.url_map.converters["int"] = reading.Id
    app.config.update(
        TANDEM=chosen,
        SECRET_KEY=chosen.secret(),
        MAX_CONTENT_LENGTH=chosen.longest_form,
        MAX_FORM_MEMORY_SIZE=chosen.longest_form,
        MAX_FORM_PARTS=reading.MOST_FIELDS,
        SESSION_COOKIE_NAME="tandem_notice",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=chosen.public_url.startswith("https:"),
        BABEL_TRANSLATION_DIRECTORIES=str(data_dir("translations")),
        BABEL_DEFAULT_LOCALE="en",
    )
    if chosen.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, chosen.trusted_proxies, chosen.trusted_proxies)  # type: ignore[method-assign]
    engine = database.connect(chosen.url(), chosen.lock_seconds)
    app.extensions["tandem.engine"] = engine
    app.extensions["tandem.factory"] = database.session_factory(engine)
    app.before_request(gate.enter)
    app.teardown_request(gate.leave)
    compression.prepare(app)
    pages.prepare(app)
    answers.prepare(app)
    canvas_addresses.prepare(app)
    goals.prepare(app)
    unread.prepare(app)
    for blueprint in views.blueprints():
        app.register_blueprint(blueprint)
    return app
