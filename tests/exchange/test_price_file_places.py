"""Prices and their rejects take their places together, and no file of somebody else's goes."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lumencare.domain.problems import InputProblems
from lumencare.exchange.price_file.csv_file import PIECE
from lumencare.exchange.price_file.rejects import is_rejects_file, rejects_path
from tests.exchange.price_files import HEADING, read_table, run, write_lines

GOOD = "A,2Y,1000000,2025-03-01,2026-01-15"
WRONG = "B,9Y,1,2025-03-01,2026-01-15"
KILLED_WHILE_PRICING = """
import os, signal, sys
from datetime import date
from pathlib import Path
from lumencare.data.edition_files import current_edition
from lumencare.exchange.price_file.pricing import price_file
folder, day = Path(sys.argv[1]), date(2026, 11, 23)
price_file(
    current_edition(), folder / "systems.csv", folder / "prices.csv", on=day, today=day,
    report=lambda done, of: os.kill(os.getpid(), signal.SIGKILL),
)
"""


@pytest.mark.parametrize(
    ("target", "rejects"),
    [
        ("prices.csv", "prices.rejects.csv"),
        ("prices.CSV", "prices.rejects.csv"),
        ("prices.xlsx", "prices.rejects.csv"),
        ("prices.parquet", "prices.rejects.csv"),
        ("2026.11.csv", "2026.11.rejects.csv"),
        ("prices.rejects.csv", "prices.rejects.rejects.csv"),
    ],
)
def test_rejects_take_the_name_of_the_prices(target: str, rejects: str) -> None:
    assert rejects_path(Path(target)).name == rejects


def test_a_file_of_that_name_that_holds_no_rejects_is_kept(tmp_path: Path) -> None:
    own = tmp_path / "prices.rejects.csv"
    own.write_text("line,column,my notes\n")
    assert run(write_lines(tmp_path, GOOD)).rejects is None
    for _ in range(2):
        rejects = run(write_lines(tmp_path, GOOD, WRONG)).rejects
        assert rejects == tmp_path / "prices.rejects-2.csv"
        assert [each["value"] for each in read_table(rejects)] == ["9Y"]
    assert run(write_lines(tmp_path, GOOD)).rejects is None
    assert not (tmp_path / "prices.rejects-2.csv").exists()
    assert own.read_text() == "line,column,my notes\n"


def test_a_folder_of_that_name_is_kept(tmp_path: Path) -> None:
    (tmp_path / "prices.rejects.csv").mkdir()
    assert run(write_lines(tmp_path, GOOD)).rejects is None
    assert run(write_lines(tmp_path, WRONG)).rejects == tmp_path / "prices.rejects-2.csv"


def test_prices_that_cannot_be_placed_do_not_leave_old_ones_without_rejects(
    tmp_path: Path,
) -> None:
    """The rejects go first: whatever happens between, no prices stand there without theirs."""
    (tmp_path / "systems.csv").write_text(f"{HEADING}\n{GOOD}\n{WRONG}\n")
    target = tmp_path / "prices.csv"

    def stand_in_the_way(done: int, of: int) -> None:
        target.mkdir(exist_ok=True)

    with pytest.raises(OSError, match=r"prices\.csv"):
        run(tmp_path / "systems.csv", report=stand_in_the_way)
    assert is_rejects_file(tmp_path / "prices.rejects.csv")
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "prices.csv",
        "prices.rejects.csv",
        "systems.csv",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is known on POSIX systems only")
def test_what_a_killed_run_left_goes_with_the_next_run(tmp_path: Path) -> None:
    source = write_lines(tmp_path, GOOD)
    command = [sys.executable, "-c", KILLED_WHILE_PRICING, str(tmp_path)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert [each.name for each in tmp_path.glob(".price-file-*")] != []
    run(source)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["prices.csv", "systems.csv"]


@pytest.mark.parametrize(
    ("content", "line", "byte", "offset"),
    [
        (b"ref,class\nA\xff,2Y\n", 2, "0xFF", 12),
        (b"\xff", 1, "0xFF", 1),
        ("编号,质保类别\n滨江\n".encode() + b"a\xffb\n", 3, "0xFF", 29),
        ("编号,质保类别\n滨江\n".encode("utf-8-sig") + b"a\xffb\n", 3, "0xFF", 32),
        # Good as GB18030, but the mark says that it is UTF-8.
        ("编号\n".encode("utf-8-sig") + "滨江".encode("gb18030"), 2, "0xB1", 11),
        ("编号\n滨江\n".encode("gb18030") + b"a\xff\n", 3, "0xFF", 12),
        ("编号\n滨".encode("gb18030") + b"\xbd", 2, "0xBD", 8),
        (b"a\n" * (PIECE // 2) + b"b\n\xffc", PIECE // 2 + 2, "0xFF", PIECE + 3),
        (b"a\n" * (PIECE // 2 - 1) + b"b\xe7\xff", PIECE // 2, "0xE7", PIECE),
    ],
)
def test_a_byte_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, content: bytes, line: int, byte: str, offset: int
) -> None:
    source = tmp_path / "systems.csv"
    source.write_bytes(content)
    with pytest.raises(InputProblems) as refused:
        run(source)
    (problem,) = refused.value.problems
    assert (problem.where, problem.given) == (f"systems.csv:{line}", byte)
    assert f"byte {offset:,} of the file" in problem.allowed.en
    assert f"第 {offset:,} 个字节" in problem.allowed.zh
