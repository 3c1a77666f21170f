"""The database that reads and writes big files: bounded in memory, alone, without a network."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "400MB"
MOST_THREADS = 4


def open_database(folder: Path | None = None) -> "DuckDBPyConnection":
    """Open a database for one file's work; what outgrows the memory goes to `folder`."""
    import duckdb  # noqa: PLC0415 - loaded for price files only

    return duckdb.connect(
        ":memory:" if folder is None else str(folder / "rows.duckdb"),
        config={
            "memory_limit": MEMORY,
            "threads": min(MOST_THREADS, os.cpu_count() or 1),
            "temp_directory": "" if folder is None else str(folder / "spill"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the database cannot write, a full disk say, into the error of the file."""
    from duckdb import Error  # noqa: PLC0415 - loaded for price files only

    try:
        yield
    except Error as error:
        raise OSError(EIO, str(error).partition("\n")[0], str(path)) from error
