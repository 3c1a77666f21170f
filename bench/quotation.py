"""How long quotations take as PDF: the first in a process, those after it, and a portfolio."""

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from _measure import seconds_of, show

from lumencare.data.edition_files import current_edition
from lumencare.documents.quotation_pdf import render_quotation
from lumencare.exchange.portfolio.quotations import quote_rows
from lumencare.exchange.portfolio.reading import read_portfolio

ROOT = Path(__file__).resolve().parents[1]
PORTFOLIO = ROOT / "examples" / "portfolio.xlsx"
COMMAND = Path(sys.executable).with_name("lumencare")
ON = date(2026, 11, 23)
FORTY = 40


def main() -> None:
    """Measure."""
    edition = current_edition()
    rows = read_portfolio(PORTFOLIO, edition=edition, today=ON).rows
    quoted, _ = quote_rows(edition, rows, ON)
    times = [seconds_of(lambda q=each.quotation: render_quotation(q)) for each in quoted[:FORTY]]
    show("quotation PDF, the first in a process", times[0], "s")
    after = times[1:]
    show("quotation PDF, each after it, on average", sum(after) / len(after), "s", "<= 0.25 s")
    show("quotation PDF, the slowest of them", max(after), "s", "<= 0.25 s")
    show(f"{len(times)} quotation PDFs in one process", sum(times), "s", "<= 12 s")
    with tempfile.TemporaryDirectory() as folder:
        words = ["quote", PORTFOLIO, "--out", folder, "--date", ON.isoformat(), "--json"]
        whole = seconds_of(
            lambda: subprocess.run([COMMAND, *words], check=True, capture_output=True)
        )
        count = len(list(Path(folder).glob("*.pdf")))
    show(f"lumencare quote, {count} quotations and summary", whole, "s")


if __name__ == "__main__":
    main()
