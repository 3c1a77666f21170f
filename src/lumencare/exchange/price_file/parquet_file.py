"""Rows out of a Parquet file, whatever types its columns have."""

from glob import escape
from pathlib import Path

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.price_file.columns import find_columns
from lumencare.exchange.price_file.stage import Stage, text_columns

READABLE = Text("应为可读取的 Parquet 文件。", "A Parquet file that can be read is expected.")
# How a column becomes text: an instant is its day in Shanghai, a double holds 15 digits.
AS_TEXT = {
    "DOUBLE": "format('{{:.15g}}', {})",
    "TIMESTAMP": "CAST({} AS DATE)",
    "TIMESTAMP WITH TIME ZONE": "CAST({} AT TIME ZONE 'Asia/Shanghai' AS DATE)",
}


def read_parquet(path: Path, stage: Stage) -> None:
    """Take the rows of a Parquet file; they are counted from 1."""
    from duckdb import Error  # noqa: PLC0415 - loaded for price files only

    try:
        # A name may hold what the database would take for a pattern.
        rows = stage.database.read_parquet(escape(str(path)))
        columns = find_columns(path.name, rows.columns)
        texts = {
            str(column): _as_text(rows.columns[at], str(rows.types[at]))
            for column, at in columns.items()
        }
        stage.fill(rows.project(text_columns(texts)), first_line=1)
    except Error as error:
        given = str(error).partition("\n")[0][:200]
        raise InputProblems([Problem(path.name, given, READABLE)]) from error


def _as_text(column: str, kind: str) -> str:
    quoted = '"' + column.replace('"', '""') + '"'
    return AS_TEXT.get(kind, "{}").format(quoted)
