"""A folder is filled with all files or none, under names that any system can hold."""

from pathlib import Path

import pytest

from lumencare.domain.problems import InputProblems
from lumencare.exchange.output_folder import FileNames, fill_folder
from lumencare.exchange.work_folder import ASIDE


def contents(folder: Path) -> dict[str, str | None]:
    """Return the files of a folder with their texts, and its folders with nothing."""
    return {
        each.name: None if each.is_dir() else each.read_text() for each in sorted(folder.iterdir())
    }


def write_new(staging: Path, *names: str, blocked: str = "") -> None:
    """Write files to be placed; the old file of the blocked one cannot be moved out of the way."""
    for name in names:
        (staging / name).write_text("new")
    if blocked:
        (staging.parent / ASIDE / blocked).mkdir(parents=True)


def test_files_arrive_together_and_replace_older_ones(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with fill_folder(tmp_path) as staging:
        (staging / "a.txt").write_text("new")
        (staging / "b.txt").write_text("new")
        assert (tmp_path / "a.txt").read_text() == "old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "b.txt"]
    assert (tmp_path / "a.txt").read_text() == "new"


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(FileNotFoundError), fill_folder(tmp_path) as staging:
        (staging / "none" / "b.txt").write_text("new")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_a_failure_leaves_no_folder_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), fill_folder(tmp_path / "new" / "folder"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["summary.xlsx", "summary.xlsx/below", "summary.xlsx/a/b"])
def test_a_file_is_no_folder_to_fill(tmp_path: Path, name: str) -> None:
    (tmp_path / "summary.xlsx").write_text("old")
    with pytest.raises(InputProblems) as refused, fill_folder(tmp_path / name):
        raise RuntimeError
    (problem,) = refused.value.problems
    assert (problem.where, problem.given) == ("--out", str(tmp_path / name))
    assert "A folder is expected" in problem.allowed.en
    assert contents(tmp_path) == {"summary.xlsx": "old"}


def test_a_folder_in_the_way_of_a_file_is_named_and_nothing_is_placed(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(InputProblems) as refused, fill_folder(tmp_path) as staging:
        write_new(staging, "a.txt", "b.txt", "c.txt")
    (problem,) = refused.value.problems
    assert (problem.where, problem.given) == ("--out", str(tmp_path / "b.txt"))
    assert contents(tmp_path) == {"a.txt": "old", "b.txt": None}


def test_a_move_that_fails_puts_back_what_had_been_moved(tmp_path: Path) -> None:
    """Something stands where the old `c.txt` should be kept meanwhile, so it cannot be moved."""
    (tmp_path / "a.txt").write_text("old")
    (tmp_path / "c.txt").write_text("old")
    with pytest.raises(InputProblems) as refused, fill_folder(tmp_path) as staging:
        write_new(staging, "a.txt", "b.txt", "c.txt", blocked="c.txt")
    (problem,) = refused.value.problems
    assert (problem.where, problem.given) == ("--out", str(tmp_path / "c.txt"))
    assert "cannot be written or replaced" in problem.allowed.en
    assert contents(tmp_path) == {"a.txt": "old", "c.txt": "old"}


def test_a_link_that_leads_nowhere_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    with fill_folder(tmp_path) as staging:
        (staging / "a.txt").write_text("new")
    assert contents(tmp_path) == {"a.txt": "new"}


def test_an_interruption_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(KeyboardInterrupt), fill_folder(tmp_path) as staging:
        raise KeyboardInterrupt(write_new(staging, "a.txt"))
    assert contents(tmp_path) == {"a.txt": "old"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Q-1", "Q-1.pdf"),
        ("滨江中心 A 座", "滨江中心 A 座.pdf"),
        ("../../etc/passwd", "_.._etc_passwd.pdf"),
        ("a:b*c?", "a_b_c_.pdf"),
        ("CON", "_CON.pdf"),
        ("nul.txt", "_nul.txt.pdf"),
        (" . ", "_.pdf"),
        ("x" * 500, "x" * 80 + ".pdf"),
    ],
)
def test_a_name_is_safe_on_every_system(title: str, name: str) -> None:
    assert FileNames().name_for(title, ".pdf") == name


def test_names_that_would_meet_are_numbered() -> None:
    names = FileNames()
    given = [names.name_for(each, ".pdf") for each in ("A/1", "A:1", "a_1")]
    assert given == ["A_1.pdf", "A_1-2.pdf", "a_1-3.pdf"]
