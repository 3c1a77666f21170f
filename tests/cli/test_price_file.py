"""`lumencare price-file`: what a person and a program get told, and the exit status."""

from pathlib import Path

import pytest

from tests.cli.calling import call

GOOD = "ref,class,bom,order_date,on\nQ,2Y,1000000,2025-03-01,2026-01-15\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "systems.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "mixed.csv").write_text(f"{GOOD}B,9Y,1,2025-03-01,\n", encoding="utf-8")
    return tmp_path


def price(folder: Path, source: str, target: str, *more: str) -> tuple[int, str, str]:
    called = call("price-file", str(folder / source), str(folder / target), *more)
    return called.status, called.out, called.err


def test_a_file_is_priced_and_the_answer_names_it(folder: Path) -> None:
    status, out, err = price(folder, "systems.csv", "prices.csv", "--lang", "en")
    assert (status, err) == (0, "")
    assert out == f"1 systems, 6 rows of prices are in {folder / 'prices.csv'}\n"
    lines = (folder / "prices.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "ref,plan,eligible,project_year,net,total_net"
    assert lines[2] == "Q,part-care-plus,true,1,80000.00,80000.00"


def test_a_wrong_row_ends_with_status_2_and_one_line_about_it(folder: Path) -> None:
    status, out, err = price(folder, "mixed.csv", "prices.csv", "--lang", "zh")
    assert status == 2
    assert "1 个系统" in out
    assert err.count("\n") == 1
    assert "2 行中有 1 行未计价" in err
    assert str(folder / "prices.rejects.csv") in err


def test_a_program_gets_the_counts_and_the_paths(folder: Path) -> None:
    called = call("price-file", str(folder / "mixed.csv"), str(folder / "prices.parquet"), "--json")
    assert called.status == 2
    assert called.json == {
        "rows": 2,
        "prices": 6,
        "rejected": 1,
        "out": str(folder / "prices.parquet"),
        "rejects": str(folder / "prices.rejects.csv"),
    }


def test_the_day_for_rows_that_name_none_can_be_given(folder: Path) -> None:
    (folder / "systems.csv").write_text(
        "ref,class,bom,order_date\nQ,2Y,1000000,2020-03-01\n", encoding="utf-8"
    )
    assert price(folder, "systems.csv", "prices.csv", "--on", "2023-03-02")[0] == 0
    prices = (folder / "prices.csv").read_text(encoding="utf-8")
    assert "Q,technology-support,true,4,35000.00,195000.00" in prices


@pytest.mark.parametrize(
    ("source", "target", "more", "named"),
    [
        ("missing.csv", "prices.csv", (), "IN"),
        ("systems.csv", "prices.doc", (), "OUT"),
        ("systems.csv", "systems.csv", (), "OUT"),
        ("systems.csv", "prices.csv", ("--on", "soon"), "--on"),
        ("systems.csv", "prices.csv", ("--on", "2101-01-01"), "--on"),
        ("systems.csv", "prices.csv", ("--edition", "none"), "--edition"),
    ],
)
def test_wrong_input_is_named_and_nothing_is_written(
    folder: Path, source: str, target: str, more: tuple[str, ...], named: str
) -> None:
    before = sorted(folder.iterdir())
    status, out, err = price(folder, source, target, *more)
    assert (status, out) == (2, "")
    assert err.startswith(named)
    assert sorted(folder.iterdir()) == before
