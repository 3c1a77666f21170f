"""A folder is filled with all files or none, under names that any system can hold."""

from pathlib import Path

import pytest

from lumencare.exchange.output_folder import FileNames, fill_folder


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
    assert not (tmp_path / "new" / "folder").exists()


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
