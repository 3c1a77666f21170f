"""Folders for unfinished files go with their run, and those of killed runs with the next one."""

import os
import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lumencare.exchange.output_folder import fill_folder
from lumencare.exchange.work_folder import (
    ABANDONED_AFTER_SECONDS,
    ASIDE,
    OWNER,
    open_work_folder,
)

PREFIX = ".writing-"
# Higher than any system numbers its processes.
NO_PROCESS = 2**31 - 1
KILLED = """
import os, signal, sys
from pathlib import Path
from lumencare.exchange.output_folder import fill_folder
with fill_folder(Path(sys.argv[1])) as staging:
    (staging / "a.txt").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def leave(parent: Path, owner: str | None, *, seconds_ago: int = 60) -> Path:
    """Leave a folder behind as a run does that was killed."""
    folder = parent / f"{PREFIX}left"
    folder.mkdir()
    if owner is not None:
        (folder / OWNER).write_text(owner)
    then = parent.stat().st_mtime - seconds_ago
    os.utime(folder, (then, then))
    return folder


def sweep(parent: Path) -> list[str]:
    """Open and close a work folder; return what stands in the parent then."""
    with open_work_folder(parent, PREFIX):
        pass
    return sorted(each.name for each in parent.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is known on POSIX systems only")
def test_what_a_killed_run_left_goes_with_the_next_run(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(PREFIX)
    with fill_folder(tmp_path) as staging:
        (staging / "b.txt").write_text("whole")
    assert [each.name for each in tmp_path.iterdir()] == ["b.txt"]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere the age decides")
def test_the_folder_of_a_run_that_goes_on_stays(tmp_path: Path) -> None:
    left = leave(tmp_path, f"{platform.node()} {os.getpid()}", seconds_ago=10**6)
    assert sweep(tmp_path) == [left.name]


@pytest.mark.parametrize(
    "owner",
    [f"another-machine {NO_PROCESS}", "", "nonsense", "a " + "9" * 30, None],
    ids=["elsewhere", "half-signed", "nonsense", "huge", "unsigned"],
)
def test_where_nothing_is_known_of_the_process_the_age_decides(
    tmp_path: Path, owner: str | None
) -> None:
    left = leave(tmp_path, owner)
    assert sweep(tmp_path) == [left.name]
    long_ago = tmp_path.stat().st_mtime - ABANDONED_AFTER_SECONDS - 60
    os.utime(left, (long_ago, long_ago))
    assert sweep(tmp_path) == []


def test_a_file_that_was_moved_aside_when_the_run_was_killed_comes_back(tmp_path: Path) -> None:
    left = leave(tmp_path, f"{platform.node()} {NO_PROCESS}", seconds_ago=10**6)
    (left / ASIDE).mkdir()
    for name in ("old.pdf", "replaced.pdf"):
        (left / ASIDE / name).write_text("old")
    (tmp_path / "replaced.pdf").write_text("new")
    then = tmp_path.stat().st_mtime - ABANDONED_AFTER_SECONDS - 60
    os.utime(left, (then, then))
    assert sweep(tmp_path) == ["old.pdf", "replaced.pdf"]
    assert (tmp_path / "old.pdf").read_text() == "old"
    assert (tmp_path / "replaced.pdf").read_text() == "new"


def test_folders_and_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / ".writing").mkdir()
    (tmp_path / f"{PREFIX}notes.txt").write_text("mine")
    assert sweep(tmp_path) == [".writing", f"{PREFIX}notes.txt"]
