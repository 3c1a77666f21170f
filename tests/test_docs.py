"""The examples in the documents are run, and their output is what the documents show."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMMAND = Path(sys.executable).with_name("lumencare")
BLOCK = re.compile(r"^```(?:console|sh)\n(.*?)^```$", re.M | re.S)
PROMPT = "$ "
OURS = f"{PROMPT}lumencare "
# These go on until they are stopped, and listen where something else may listen already.
SERVING = ("serve", "demo")
PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+")
# What a document takes for granted in the folder that its commands run in.
GIVEN = {"password.txt": "lamp-light-at-dusk-88\n"}


@dataclass(frozen=True, slots=True)
class Example:
    """One command of a document and the output that is shown under it, if any."""

    command: str
    shown: str


def documents() -> list[Path]:
    """Return the documents of the project, the README first."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def examples(text: str) -> Iterator[Example]:
    """Yield the commands of `lumencare` in a document's console blocks, in order.

    A line that ends with a backslash goes on in the next one.
    """
    for block in BLOCK.findall(text):
        for part in re.split(r"^(?=\$ )", block.replace("\\\n", " "), flags=re.M):
            command, _, shown = part.partition("\n")
            if command.startswith(OURS):
                yield Example(command.removeprefix(PROMPT), shown.strip("\n"))


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.stem)
def test_every_example_runs_and_prints_what_the_document_shows(
    document: Path, tmp_path: Path
) -> None:
    """Commands of one document share a folder, so a later one finds what an earlier one made."""
    for shipped in ("examples", "src"):
        (tmp_path / shipped).symlink_to(ROOT / shipped)
    for name, content in GIVEN.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    for example in examples(document.read_text(encoding="utf-8")):
        done = _run(example.command, tmp_path)
        assert done.returncode == 0, f"{example.command}\n{done.stderr}"
        if example.shown:
            assert agrees(example.shown, done.stdout), f"{example.command}\n{done.stdout}"


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        ("one\ntwo", "one\ntwo\n", True),
        ("one", "one\ntwo\n", False),
        ("one\n...", "one\ntwo\nthree\n", True),
        ('{"due": "...", "because": [...]}', '{"due": "2026-10-09", "because": [1, 2]}', True),
        ("one  ", "one", True),
    ],
)
def test_an_ellipsis_stands_for_any_output(shown: str, printed: str, *, expected: bool) -> None:
    assert agrees(shown, printed) is expected


def test_commands_are_found_with_the_output_under_them() -> None:
    text = "```console\n$ make setup\n$ lumencare reach \\\n  苏州\nyes\n$ lumencare --help\n```\n"
    assert list(examples(text)) == [
        Example("lumencare reach    苏州", "yes"),
        Example("lumencare --help", ""),
    ]


def test_an_example_that_serves_is_stopped_once_it_answers() -> None:
    assert [_serves(each) for each in ("lumencare serve --port 80", "lumencare due")] == [
        True,
        False,
    ]


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = [str(COMMAND), *shlex.split(command)[1:]]
    surroundings = _surroundings()
    if _serves(command):
        return _serve(words, folder, surroundings)
    return subprocess.run(
        words,
        cwd=folder,
        env=surroundings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def _surroundings() -> dict[str, str]:
    """Return the environment of a reader who has set nothing: no database of ours, no settings."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LUMENCARE_", "DJANGO_", "DATABASE_URL", "EMAIL_URL"))
    }
    return {**kept, "LC_ALL": "C.UTF-8", "COLUMNS": "100", "NO_COLOR": "1"}


def _serves(command: str) -> bool:
    return shlex.split(command)[1] in SERVING and "--build-only" not in command


def _serve(
    words: list[str], folder: Path, surroundings: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Serve on a free port until the command says that it is ready, then stop it as Ctrl-C does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    log = {"LUMENCARE_LOG": str(folder / "served.log")}
    with subprocess.Popen(
        [*words, "--host", "127.0.0.1", "--port", port, "--workers", "1"],
        cwd=folder,
        env={**surroundings, **log},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    ) as served:
        printed: list[str] = []
        for line in served.stdout or ():
            printed.append(PORT.sub("8000", line))
            if "http://" in line:
                served.send_signal(signal.SIGINT)
    return subprocess.CompletedProcess(words, served.returncode, "".join(printed), "")


def agrees(shown: str, printed: str) -> bool:
    """Tell whether the output is what a document shows; an ellipsis stands for any output."""
    pattern = ".*?".join(re.escape(part) for part in _trimmed(shown).split("..."))
    return re.fullmatch(pattern, _trimmed(printed), re.S) is not None


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
