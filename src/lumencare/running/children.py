"""Processes that run beside each other under one command: watched, replaced, stopped cleanly."""

import contextlib
import ctypes
import signal
import subprocess  # starts our own processes  # nosec B404
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TICK = 0.2
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0
TO_END = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass
class Child:
    """One process: how it is started, and whether another takes its place when it ends."""

    name: str
    words: Sequence[str]
    environment: Mapping[str, str]
    is_replaced: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    starts_again: float | None = None
    failures: int = field(default=0)

    def start(self) -> None:
        """Start the process; it is told to end should this one be killed."""
        self.started, self.starts_again = time.monotonic(), None
        # A console's Ctrl-C must reach this process alone, which then stops the others in order.
        self.process = subprocess.Popen(  # words of ours, no shell  # nosec B603
            self.words,
            env=dict(self.environment),
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no thread runs here
            start_new_session=True,
        )

    def has_ended(self) -> bool:
        """Tell whether the process has come to its end by itself."""
        return self.process is not None and self.process.poll() is not None

    def replace(self) -> None:
        """Start another in its place, after ever longer pauses while it keeps failing."""
        now = time.monotonic()
        if self.starts_again is None:
            self.failures = 0 if now - self.started > STEADY_AFTER else self.failures + 1
            self.starts_again = now + min(2.0 ** (self.failures - 1), LONGEST_PAUSE)
        elif now >= self.starts_again:
            self.start()

    def ask_to_stop(self) -> None:
        """Send SIGTERM where the process still runs."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.terminate()

    def wait(self, deadline: float) -> None:
        """Wait for the end until a moment of the monotonic clock, then force it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(deadline - time.monotonic(), 0.0))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def stop(children: Sequence[Child], patience: float) -> None:
    """Ask all to stop and wait for them, no longer than so many seconds together."""
    deadline = time.monotonic() + patience
    for each in children:
        each.ask_to_stop()
    for each in children:
        each.wait(deadline)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TO_END, signal.SIGTERM)
