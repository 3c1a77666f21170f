"""How long `lumencare price-file` takes, and how much memory: `price_file.py [ROWS]`."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from _measure import show

COMMAND = Path(sys.executable).with_name("lumencare")
# Seconds allowed for a million rows.
TARGETS = {"parquet": 8, "csv": 20}
MILLION = 1_000_000
SYSTEMS = """
SELECT 'P-' || lpad(CAST(i AS VARCHAR), 8, '0') AS ref,
    ['1Y', '2Y', 'HWQS8'][1 + CAST(hash(i) % 3 AS INTEGER)] AS class,
    1 + CAST(hash(i * 7) % 500000000 AS DECIMAL(18, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS bom,
    DATE '2015-01-01' + CAST(hash(i * 3) % 4300 AS INTEGER) AS order_date
FROM range($rows) AS t(i)
"""


def main() -> None:
    """Measure each kind of file into its own kind."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else MILLION
    with tempfile.TemporaryDirectory() as name:
        for kind, allowed in TARGETS.items():
            source, target = Path(name) / f"systems.{kind}", Path(name) / f"prices.{kind}"
            duckdb.sql(SYSTEMS, params={"rows": rows}).create_view("systems", replace=True)
            duckdb.execute(f"COPY systems TO '{source}'")
            seconds, megabytes = run(source, target)
            what = f"price-file, {rows:,} rows, {kind} to {kind}"
            bound = f"<= {allowed} s" if rows == MILLION else "-"
            show(what, seconds, "s", bound)
            show(f"{what}: memory", megabytes, "MB", "<= 1024 MB")
            source.unlink()
            target.unlink()


def run(source: Path, target: Path) -> tuple[float, float]:
    """Run the command; return its wall seconds and its greatest memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen([COMMAND, "price-file", source, target], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
