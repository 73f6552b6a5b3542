"""Mail: letters to people, in their own language, when the installation has a mail server.

`smtp://user:password@host:587` (STARTTLS is required on 587, offered encryption is not asked for elsewhere) or
`smtps://user:password@host`. Without `smtp_url` nothing is sent and links are copied by hand. A letter that
cannot be sent never breaks a page: `send` returns False and the page says what to copy. The log tells the kind
of failure, never an address or a word. Addresses in letters are made of `public_url`, never of a request.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from babel.support import Translations

from facilitation.config import Settings
from facilitation.data import data_dir

log = logging.getLogger("facilitation")

STARTTLS_PORT, TLS_PORT, PLAIN_PORT = 587, 465, 25
WAIT_SECONDS = 10
"""How long a mail server may take to answer, on each step."""
LONGEST_LINE = 900
"""Characters of a line in the head of a letter that must not be broken; mail servers take 998."""
_posts = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")


@lru_cache(maxsize=8)
def speaker(language: str) -> Callable[[str], str]:
    """Return what says an N_ sentence in the language of the one who gets the letter, whoever reads the page."""
    speak: Callable[[str], str] = Translations.load(str(data_dir("translations")), [language]).gettext
    return speak


def send(
    settings: Settings,
    to: str,
    subject: str,
    text: str,
    html: str | None = None,
    head: Mapping[str, str] | None = None,
) -> bool:
    """Send a letter, with more lines in its head; return whether the mail server took it; False too without one."""
    if not settings.smtp_url:
        return False
    try:
        letter = _letter(settings, to, subject, text, html)
        for name, value in (head or {}).items():
            letter.policy = letter.policy.clone(max_line_length=LONGEST_LINE)  # a folded address is none any more
            letter[name] = value
        with _server(settings.smtp_url) as server:
            return not server.send_message(letter)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        log.warning("mail was not sent: %s", type(error).__name__)
        return False


def send_later(settings: Settings, to: str, subject: str, text: str) -> Future[bool]:
    """Send a letter without keeping the page waiting: how long an answer takes should not tell who has an account."""
    return _posts.submit(send, settings, to, subject, text)


def _letter(settings: Settings, to: str, subject: str, text: str, html: str | None) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = settings.mail_from
    letter["To"] = _address(to)
    letter["Subject"] = subject
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=urlsplit(settings.public_url).hostname or "localhost")
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    if html is not None:
        letter.add_alternative(html, subtype="html")
    return letter


def _address(to: str) -> Address:
    try:
        return Address(addr_spec=to)
    except Exception:  # what is no address breaks Python's own reader of addresses in many ways
        raise ValueError("no mail address") from None


def _server(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, safe = parts.hostname or "localhost", ssl.create_default_context()
    server: smtplib.SMTP
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(host, parts.port or TLS_PORT, timeout=WAIT_SECONDS, context=safe)
    elif parts.scheme == "smtp":
        server = smtplib.SMTP(host, parts.port or PLAIN_PORT, timeout=WAIT_SECONDS)
    else:
        raise ValueError("smtp_url starts with smtp:// or smtps://")
    try:
        if parts.scheme == "smtp" and parts.port == STARTTLS_PORT:
            server.starttls(context=safe)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except BaseException:
        server.close()
        raise
    return server
