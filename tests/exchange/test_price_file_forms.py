"""The forms in which people give systems: encodings, separators, headings, digits, dates."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lumencare.domain.problems import InputProblems
from lumencare.exchange.price_file.block import RowBlock
from lumencare.exchange.price_file.cells import (
    GREATEST_FEN,
    NO_AMOUNT,
    NO_CLASS,
    NO_DAY,
    CellRow,
    Days,
    find_rejects,
    is_ref,
    read_row,
)
from lumencare.exchange.price_file.columns import Column
from lumencare.exchange.price_file.stage import Stage, find_doubtful
from tests.exchange.price_files import plans_of, read_table, run, write_lines

UNREAD = (NO_CLASS, NO_AMOUNT, NO_DAY, NO_DAY)
DAYS = Days(on=20_000, today=20_000)
EXPECTED = ("true", "80000.00", "80000.00")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_excel_files_of_china_and_elsewhere_are_read(tmp_path: Path, encoding: str) -> None:
    source = write_lines(
        tmp_path,
        '浦东𠮷楼,２ｙ,"￥１，０００，０００",2025年3月1日,',
        heading="项目编号,原质保类别,硬件清单金额,下单日期,备注",
        encoding=encoding,
    )
    rows = read_table(run(source).out)
    assert rows[0]["ref"] == "浦东𠮷楼"
    assert plans_of(rows)["part-care-plus"] == EXPECTED


@pytest.mark.parametrize(
    "lines",
    [
        "ref;class;bom;order_date\nA;2Y;1000000;2025-03-01\n",
        "ref\tclass\tbom\torder_date\r\nA\t2Y\t1,000,000\t2025/3/1\r\n",
        "Order Date,BOM,Warranty Class,REF\r\n2025-03-01,1000000.00,2y,A",
        '\n\n"ref","class","bom","order_date"\n"A","2Y","1,000,000.00 元","20250301"\n\n',
        "ref,class,bom,order_date\rA,2Y,RMB 1000000,2025.3.1\r",
        "x,ref,y,class,bom,order_date\n1,  A  ,2, 2Y ,1000000.0,2025-03-01 00:00:00\n",
        "ref,class,bom,order_date\nA,2Y,¥1000000,2025-03-01,,\n",
    ],
)
def test_any_usual_form_is_read(tmp_path: Path, lines: str) -> None:
    source = tmp_path / "systems.csv"
    source.write_bytes(lines.encode())
    rows = read_table(run(source).out)
    assert rows[0]["ref"] == "A"
    assert plans_of(rows)["part-care-plus"] == EXPECTED


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (b"", "bom"),
        (b"\n\n", "bom"),
        (b"ref,class,order_date\nA,2Y,2025-03-01\n", "bom"),
        (b"ref,ref,class,bom,order_date\n", "once"),
        (b"ref,class,bom,order_date\nA,2Y,1,\xff\xff\xff\n", "GB18030"),
        ("ref,class,bom,order_date\n".encode("utf-16"), "GB18030"),
        (b'ref,class,bom,order_date\n"A,2Y,1,2025-03-01\n' + b"x,\n" * 70_000, "quotation"),
        (b"ref,class,bom,order_date," + b"," * (1 << 21), "quotation"),
        (b"PK\x03\x04 not a table at all", "bom"),
    ],
    ids=["empty", "blank", "no-bom", "twice", "bytes", "utf-16", "quote", "wide", "archive"],
)
def test_a_csv_file_that_cannot_be_read_is_refused_as_a_whole(
    tmp_path: Path, content: bytes, about: str
) -> None:
    source = tmp_path / "systems.csv"
    source.write_bytes(content)
    with pytest.raises(InputProblems) as caught:
        run(source)
    assert any(about in problem.allowed.en for problem in caught.value.problems)
    assert [path.name for path in tmp_path.iterdir()] == ["systems.csv"]


def test_all_missing_columns_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputProblems) as caught:
        run(write_lines(tmp_path, heading="ref,名称"))
    assert len(caught.value.problems) == 3


TEXTS = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"[0-9]{1,12}([.][0-9]{0,3})?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True),
    st.dates(date(1985, 1, 1), date(2105, 1, 1)).map(date.isoformat),
    st.sampled_from(
        ["1Y", "2y", "HWQS8", " 2Y", "１Ｙ", "", " ", "1,000", "0.00", "10000000000.00"]
    ),
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    stage = Stage(tmp_path_factory.mktemp("stage"), DAYS)
    yield stage
    stage.close()


@example(rows=[("", "", "", "0000-01-01", "0000-12-31", "")])
@given(rows=st.lists(st.tuples(*[TEXTS] * 6), min_size=1, max_size=30))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_at_once_is_what_the_exact_reading_reads(
    stage: Stage, rows: list[tuple[str, ...]]
) -> None:
    """Whatever the database reads has the number of the exact reading; the rest is doubtful."""
    *cells, surplus = zip(*rows, strict=True)
    lines = range(2, 2 + len(rows))
    stage.clear()
    stage.add(RowBlock(lines, dict(zip(Column, cells, strict=True)), dict(enumerate(surplus))))
    numbers = stage.read_numbers(0)
    everywhere = np.arange(len(rows))
    texts = stage.read_texts(0, everywhere)
    read = [read_row(row, DAYS) for row in texts]
    for at, (row, exact) in enumerate(zip(texts, read, strict=True)):
        at_once = (
            numbers.classes[at],
            min(numbers.fen[at], GREATEST_FEN + 1),
            numbers.order_days[at],
            numbers.on_days[at],
        )
        for quick, slow, unread in zip(at_once, exact, UNREAD, strict=True):
            assert quick in (slow, unread)
        assert bool(numbers.are_sound[at]) is (is_ref(row.ref) and not row.surplus)
    wrong = {at for at in everywhere if list(find_rejects(texts[at], read[at], DAYS))}
    assert wrong <= set(find_doubtful(numbers, DAYS))
    numbers.correct(everywhere, read)
    assert wrong == set(find_doubtful(numbers, DAYS))


def test_a_row_without_any_content_is_blank() -> None:
    assert CellRow(2, "", "", "", "", "", "").is_blank
    assert not CellRow(2, "", "", "", "", "", "x").is_blank
