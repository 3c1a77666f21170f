"""Each commit says in one line where it acts and what it does."""

import re
import shutil
import subprocess

import pytest

from tests.house.tree import ROOT

LONGEST_SUBJECT = 72
SUBJECT = re.compile(r"[a-z][a-z0-9 ,/_-]*: \S")

git = shutil.which("git")


@pytest.mark.skipif(
    git is None or not (ROOT / ".git").exists(), reason="no git history: not a clone"
)
def test_every_subject_names_its_area_in_at_most_72_characters() -> None:
    log = subprocess.run(
        [git or "git", "log", "--no-merges", "--format=%h %s"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    lines = [line.partition(" ")[2] for line in log.stdout.splitlines()]
    assert [subject for subject in lines if not _is_good(subject)] == []


@pytest.mark.parametrize(
    ("subject", "good"),
    [
        ("domain: Count project years from the order date.", True),
        ("data, domain: Load editions.", True),
        ("Fix stuff", False),
        ("domain:missing space", False),
        (f"domain: {'a' * 65}", False),
    ],
)
def test_a_subject_is_an_area_and_a_deed(subject: str, *, good: bool) -> None:
    assert _is_good(subject) is good


def _is_good(subject: str) -> bool:
    return bool(SUBJECT.match(subject)) and len(subject) <= LONGEST_SUBJECT
