"""Memory: what was worked out of states that never change any more, kept for whoever asks next.

A room as it was at a seq never changes, and neither does what follows from it: its content, what the method notices in
it, its pictures. Such a thing is made once for everybody whose page rests on the same states. What was asked for
longest ago is forgotten first, as soon as everything together weighs more than `MOST`; a process that starts knows
nothing yet. Whoever asks shares a thing with others and leaves it as it is.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

MOST = 120_000
"""How much is kept: about as many texts and answers as this, of some hundreds of bytes each."""


class Memory:
    """Things by key; each has a weight, and the lightest weighs one."""

    def __init__(self, most: int = MOST) -> None:
        self.most, self.weight = most, 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def look(self, key: Hashable) -> Any:
        """Return what is kept under a key, None for nothing."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def get(self, key: Hashable, make: Callable[[], Any], weigh: Callable[[Any], int]) -> Any:
        """Return what is kept under a key, or make it; two who ask in the same moment may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        made = make()
        weight = 1 + weigh(made)
        with self._lock:
            if key in self._kept:
                return self._kept[key][0]
            self._kept[key] = made, weight
            self.weight += weight
            while self.weight > self.most and len(self._kept) > 1:
                self.weight -= self._kept.popitem(last=False)[1][1]
        return made
