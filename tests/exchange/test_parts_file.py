"""The hardware list of one system as a file of its own."""

from pathlib import Path

import pytest

from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems
from lumencare.exchange.portfolio.parts_file import read_parts
from tests.sites.bom_files import HEADER, PARTS, csv, workbook

TSV = b"part number\tquantity\tunit price\r\nA\t2\t5\r\n"
SEMICOLONS = "型号;数量;售后单价\r\nA;2;1,000.50\r\n".encode("gb18030")


def written(tmp_path: Path, content: bytes, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "amount"), [(TSV, "10"), (SEMICOLONS, "2001"), (csv(), "500050")]
)
def test_the_separator_and_the_encoding_are_found(
    content: bytes, amount: str, tmp_path: Path
) -> None:
    found = read_parts(written(tmp_path, content), "S-1")
    assert found.problems == ()
    assert found.amount == Money.of(amount)


def test_a_single_sheet_may_bear_any_name(tmp_path: Path) -> None:
    path = written(tmp_path, workbook(sheet="Tabelle1"), "list.xlsx")
    assert len(read_parts(path, "S-1").parts) == 2


def test_a_reference_of_the_system_itself_may_stand_there(tmp_path: Path) -> None:
    header = (*HEADER, "编号")
    path = written(tmp_path, workbook((*PARTS[0], " s-1"), header=header), "list.xlsx")
    assert read_parts(path, "S-1").problems == ()


def test_a_row_of_sums_is_skipped_and_short_rows_are_read(tmp_path: Path) -> None:
    content = b"part number,quantity,unit price,description\nA,2,5\nTotal,,10\n"
    found = read_parts(written(tmp_path, content), "S-1")
    assert (len(found.parts), found.problems) == (1, ())


def test_an_open_quotation_mark_is_told_by_its_line(tmp_path: Path) -> None:
    content = b'part number,quantity,unit price\n"A,2,5\n'
    with pytest.raises(InputProblems) as wrong:
        read_parts(written(tmp_path, content), "S-1")
    assert wrong.value.problems[0].where == "list.csv:2"
