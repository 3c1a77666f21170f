"""A file of systems becomes a file of prices: every plan for every row that can be read."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import PlanCode
from lumencare.domain.problems import InputProblems
from lumencare.exchange.price_file.pricing import price_file
from lumencare.exchange.price_file.stage import PIECE_ROWS
from tests.exchange.price_files import TODAY, plans_of, read_table, run, write_lines

QUANTUM = "Q,2Y,1000000,2025-03-01,2026-01-15"


def test_every_system_has_all_six_plans_in_their_order(tmp_path: Path) -> None:
    result = run(write_lines(tmp_path, QUANTUM, "V,HWQS8,300000,2025-03-01,"))
    rows = read_table(result.out)
    assert [(row["ref"], row["plan"]) for row in rows] == [
        (ref, plan) for ref in ("Q", "V") for plan in PlanCode
    ]
    assert list(rows[0]) == ["ref", "plan", "eligible", "project_year", "net", "total_net"]
    assert (result.rows, result.prices, result.rejected, result.rejects) == (2, 12, 0, None)


def test_net_is_what_falls_due_this_project_year_and_total_net_that_of_a_comparison(
    tmp_path: Path,
) -> None:
    """PC-1, PP-1, PA-1, SC-2, TS-1, SY-3: one payment, the year's payment, or nothing yet."""
    rows = read_table(run(write_lines(tmp_path, QUANTUM)).out)
    assert {row["project_year"] for row in rows} == {"1"}
    assert plans_of(rows) == {
        "part-care-basic": ("true", "30000.00", "30000.00"),
        "part-care-plus": ("true", "80000.00", "80000.00"),
        "part-care-plus-annual": ("true", "0.00", "120000.00"),
        "service-care": ("true", "20000.00", "20000.00"),
        "technology-support": ("true", "0.00", "228000.00"),
        "system-care": ("true", "", ""),
    }


def test_a_plan_whose_window_has_closed_has_no_price(tmp_path: Path) -> None:
    """PW-1, G-4: after project year 8 only System Care is left."""
    rows = read_table(run(write_lines(tmp_path, "OLD,1Y,500000,2010-03-01,")).out)
    assert {row["project_year"] for row in rows} == {"17"}
    assert [plan for plan, (eligible, _, _) in plans_of(rows).items() if eligible == "true"] == [
        PlanCode.SYSTEM_CARE
    ]
    assert all((row["net"], row["total_net"]) == ("", "") for row in rows)


def test_a_row_that_names_no_day_is_asked_about_the_given_one(tmp_path: Path) -> None:
    source = write_lines(tmp_path, "A,1Y,100,2020-03-01", heading="ref,class,bom,order_date")
    years = {row["project_year"] for row in read_table(run(source, on=date(2022, 3, 2)).out)}
    assert years == {"3"}


def test_refs_that_stand_twice_are_priced_twice(tmp_path: Path) -> None:
    result = run(write_lines(tmp_path, QUANTUM, QUANTUM))
    assert (result.rows, result.prices) == (2, 12)


def test_a_file_without_rows_gives_a_file_without_prices(tmp_path: Path) -> None:
    result = run(write_lines(tmp_path))
    assert (result.rows, result.prices, read_table(result.out)) == (0, 0, [])


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_more_rows_than_one_piece_keep_their_order(tmp_path: Path, kind: str) -> None:
    """The database works on several threads; the file does not show it."""
    count = PIECE_ROWS + 1_000
    source = tmp_path / "systems.csv"
    with source.open("w", encoding="utf-8") as file:
        file.write("ref,class,bom,order_date\n")
        for at in range(count):
            file.write(f"R{at},2Y,{'wrong' if at % 50_000 == 7 else at + 1},2026-01-01\n")
    result = run(source, f"prices.{kind}")
    assert (result.rows, result.rejected) == (count, 3)
    rows = duckdb.sql(
        f"SELECT ref, net FROM '{result.out}' WHERE plan = 'part-care-plus'"
    ).fetchall()
    kept = [at for at in range(count) if at % 50_000 != 7]
    assert [ref for ref, _ in rows] == [f"R{at}" for at in kept]
    assert [round(100 * net) for _, net in rows[-2:]] == [8 * (at + 1) for at in kept[-2:]]
    lines = [row["line"] for row in read_table(result.rejects)]
    assert lines == ["9", "50009", "100009"]


def test_how_far_the_work_is_gets_reported(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    price_file(
        current_edition(),
        write_lines(tmp_path, QUANTUM),
        tmp_path / "prices.csv",
        on=TODAY,
        today=TODAY,
        report=lambda done, of: told.append((done, of)),
    )
    assert told == [(1, 1)]


@pytest.mark.parametrize(
    ("source", "out", "where"),
    [
        ("systems.txt", "prices.csv", "IN"),
        ("missing.csv", "prices.csv", "IN"),
        ("systems.csv", "prices.ods", "OUT"),
        ("systems.csv", "prices", "OUT"),
        ("systems.csv", "no/such/folder/prices.csv", "OUT"),
        ("systems.csv", "folder.csv", "OUT"),
        ("systems.csv", "systems.csv", "OUT"),
        ("systems.csv", "link.csv", "OUT"),
        ("old.rejects.csv", "old.csv", "OUT"),
    ],
)
def test_files_that_cannot_be_are_named_before_anything_is_written(
    tmp_path: Path, source: str, out: str, where: str
) -> None:
    made = write_lines(tmp_path, QUANTUM)
    (tmp_path / "systems.txt").write_bytes(made.read_bytes())
    (tmp_path / "old.rejects.csv").write_bytes(made.read_bytes())
    (tmp_path / "link.csv").symlink_to(made)
    (tmp_path / "folder.csv").mkdir()
    before = sorted(tmp_path.iterdir())
    with pytest.raises(InputProblems) as caught:
        run(tmp_path / source, out)
    assert [problem.where for problem in caught.value.problems] == [where]
    assert sorted(tmp_path.iterdir()) == before
    assert made.read_text(encoding="utf-8").count("\n") == 2


def test_a_run_that_fails_leaves_the_earlier_prices_as_they_were(tmp_path: Path) -> None:
    result = run(write_lines(tmp_path, QUANTUM))
    earlier = result.out.read_bytes()
    with pytest.raises(InputProblems):
        run(write_lines(tmp_path, "Q,2Y", heading="ref,class"))
    assert result.out.read_bytes() == earlier
    assert sorted(path.name for path in tmp_path.iterdir()) == ["prices.csv", "systems.csv"]
