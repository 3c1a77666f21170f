"""A command behaves as a filter while it runs, and leaves signals as it found them."""

import signal
import subprocess
import sys

import pytest

from lumencare.running import server
from tests.cli.calling import call

NAMES = (signal.SIGPIPE, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
PROGRAM = "from lumencare.cli import main; main()"


def handlers() -> list[object]:
    """Return what is done on each signal that a command looks at."""
    return [signal.getsignal(each) for each in NAMES]


@pytest.mark.parametrize("words", [("reach", "苏州"), ("sell",), ("--help",)])
def test_signals_are_put_back_however_a_command_ends(words: tuple[str, ...]) -> None:
    """Otherwise a peer that hangs up later ends the process that called it, without a word."""
    before = handlers()
    call(*words)
    assert handlers() == before


def test_a_reader_that_has_gone_ends_it_quietly() -> None:
    command = [sys.executable, "-c", PROGRAM, "reconcile", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == -signal.SIGPIPE


def test_what_serves_lives_on_when_a_peer_hangs_up() -> None:
    before = handlers()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        with server._signals():
            assert signal.getsignal(signal.SIGPIPE) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGPIPE) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGPIPE, before[0])  # type: ignore[arg-type]
    assert handlers() == before
