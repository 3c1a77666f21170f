"""`scripts/postgres` in a clone of its own: it starts, survives a kill, lets one role in, stops."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MISSING = 3


def call(clone: Path, word: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Call the script of a clone and return what came of it."""
    return subprocess.run(
        [str(clone / "scripts" / "postgres"), word],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )


def start(clone: Path) -> str:
    """Start the server of a clone and return its URL."""
    done = call(clone, "start")
    if done.returncode == MISSING:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def ask(url: str, *statements: str) -> subprocess.CompletedProcess[str]:
    """Run statements, each in its own transaction, with the client that the server brings."""
    asked = [word for statement in statements for word in ("-c", statement)]
    return subprocess.run(
        ["psql", url, "-XAtq", "-v", "ON_ERROR_STOP=1", *asked],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def data_of(clone: Path) -> Path:
    """Return the folder that the server of a clone keeps its data in."""
    lines = call(clone, "status").stdout.splitlines()
    return Path(dict(line.split(": ", 1) for line in lines if ": " in line)["data"])


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a clone whose server runs; take both and the data away afterwards."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    start(folder)
    yield folder
    call(folder, "stop")
    shutil.rmtree(data_of(folder).parent)


def test_a_server_keeps_its_data_through_a_kill_and_a_stop(clone: Path) -> None:
    url = start(clone)
    assert call(clone, "url").stdout.strip() == url
    asked = ask(
        url,
        "CREATE EXTENSION btree_gist",
        "CREATE EXTENSION pg_trgm",
        "SELECT cardinality(show_trgm('浦东新区'))",
    )
    assert asked.stdout == "5\n", f"Chinese characters count as letters: {asked.stderr}"

    server = int((data_of(clone) / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    os.kill(server, signal.SIGKILL)
    kept = ask(start(clone), "SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'")
    assert kept.stdout == "pg_trgm\n", kept.stderr

    assert call(clone, "stop").returncode == 0
    assert [call(clone, word).returncode for word in ("url", "status", "stop")] == [1, 1, 0]


def test_nobody_but_the_tests_role_comes_in(clone: Path) -> None:
    url = start(clone)
    assert ask(url, "SELECT 1").stdout == "1\n"
    assert "pg_hba" in ask(url.replace("lumencare@", "postgres@"), "SELECT 1").stderr


@pytest.mark.parametrize("port", [" ", "http", "80", "70000", "54329 "])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    done = call(ROOT, "start", LUMENCARE_POSTGRES_PORT=port)
    assert done.returncode == 2
    assert "LUMENCARE_POSTGRES_PORT" in done.stderr


def test_an_unknown_command_is_answered_with_the_usage() -> None:
    done = call(ROOT, "restart")
    assert done.returncode == 2
    assert "start|stop|status|url" in done.stderr
