"""Passwords: kept so that nobody can read them back, and asked for without making people suffer.

Rule: at least `SHORTEST` characters, nothing else; blanks at either end belong to the password. Two keyboards
may write "é" in two ways, so a password is compared in its composed form (Unicode NFC).

argon2id, at most `AT_ONCE` at the same time in one process: one takes 64 MiB and a core, and a rush of
sign-ins should not bring down the pages of the others. Never called with the write gate open.
"""

from __future__ import annotations

import threading
from functools import lru_cache

import argon2

from tools.letters import composed
from tools.wording import N_

SHORTEST = 10
"""Characters a password has at least."""
AT_ONCE = 2
"""Hashes worked on at the same time in one process."""

ROUNDS, KIBIBYTES, LANES = 3, 65_536, 4
"""How hard a hash is to guess: the lighter of the two choices of RFC 9106, which a small server can bear."""

_hasher = argon2.PasswordHasher(time_cost=ROUNDS, memory_cost=KIBIBYTES, parallelism=LANES)
_turns = threading.BoundedSemaphore(AT_ONCE)


def problem(password: str) -> str:
    """Return the sentence that says why a new password cannot be used, or nothing when it can."""
    if len(composed(password)) < SHORTEST:
        return N_("Choose a password of at least 10 characters. A few words in a row are easy to remember.")
    return ""


def keep(password: str) -> str:
    """Return what we keep of a password."""
    with _turns:
        return _hasher.hash(_composed(password))


def matches(kept: str | None, password: str) -> bool:
    """Return whether this is the password; without one (nobody has that address) it takes as long and is false."""
    nobody = _of_nobody()
    with _turns:
        try:
            return _hasher.verify(kept or nobody, _composed(password)) and bool(kept)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Return whether a kept password was made with other parameters than ours of today."""
    return _hasher.check_needs_rehash(kept)


def _composed(password: str) -> bytes:
    # a lone surrogate cannot come from a form, but must not become an error page
    return composed(password).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1)
def _of_nobody() -> str:
    return keep("the password of nobody")
