"""Price files to start a test from, and what came of them."""

import csv
from datetime import date
from pathlib import Path

from lumencare.data.edition_files import current_edition
from lumencare.exchange.price_file.pricing import PriceFileResult, Report, price_file

TODAY = date(2026, 11, 23)
HEADING = "ref,class,bom,order_date,on"


def tell_nobody(_done: int, _of: int) -> None:
    """Report how far it is to nobody."""


def run(
    source: Path, out: str = "prices.csv", on: date = TODAY, report: Report = tell_nobody
) -> PriceFileResult:
    """Price a file into the folder that it stands in."""
    target = source.parent / out
    return price_file(current_edition(), source, target, on=on, today=TODAY, report=report)


def write_lines(folder: Path, *lines: str, heading: str = HEADING, encoding: str = "utf-8") -> Path:
    """Write a CSV file to be priced."""
    source = folder / "systems.csv"
    source.write_text("\n".join([heading, *lines, ""]), encoding=encoding)
    return source


def read_table(path: Path | None) -> list[dict[str, str]]:
    """Return the rows of a CSV file that was written."""
    assert path is not None
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plans_of(rows: list[dict[str, str]]) -> dict[str, tuple[str, str, str]]:
    """Return by plan whether it may be bought, what is due, and the total."""
    return {row["plan"]: (row["eligible"], row["net"], row["total_net"]) for row in rows}
