"""Make examples/portfolio.xlsx: the three published cases and forty further systems.

Run `.venv/bin/python scripts/make_example_portfolio.py`. The names are invented, and so are the
prices. Every row is right, and stays right until 2028-11-02, the end of the purchase window of
the first published case; the other choices hold longer.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

CREATED = datetime(2026, 11, 23)  # noqa: DTZ001 - a document property, not an instant

FOLDER = Path(__file__).parent
# One system a row. Amounts: `=` stands beside part lines that add up to it, `~` is left blank and
# about what its lines add up to, a bare amount has no lines.
SYSTEMS = FOLDER / "example_systems.csv"
GUIDE = FOLDER / "example_guide.csv"
TARGET = FOLDER.parent / "examples" / "portfolio.xlsx"

# Part number, description, post-sales price, list price, share of the amount in percent.
COMMERCIAL = (
    ("QSN-4A5-S", "节能模块 Energi Savr Node", "6850.00", "8905.00", 34),
    ("QSPS", "电源面板 Power panel", "9200.00", "11960.00", 12),
    ("QSM", "传感器模块 Sensor module", "2150.00", "2795.00", 8),
    ("Radio Powr Savr", "无线传感器 Wireless sensor", "1280.50", "1664.65", 14),
    ("Palladiom", "墙面面板 Keypad", "3460.00", "4498.00", 18),
)
RESIDENTIAL = (
    ("LQSE-4A1-D", "调光模块 Dimming module", "5480.00", "7124.00", 36),
    ("LQSE-4S1-D", "开关模块 Switching module", "3920.00", "5096.00", 16),
    ("seeTouch QS", "墙面面板 Keypad", "2240.80", "2913.04", 22),
    ("Sivoia QS", "遮阳驱动 Shade drive", "6100.00", "7930.00", 14),
)
PARTS = {
    "Athena": (("QP5-2L", "处理器 Processor hub", "18600.00", "24180.00", 12), *COMMERCIAL),
    "Quantum": (
        ("QP3", "照明管理中枢 Light management hub", "21400.00", "27820.00", 12),
        *COMMERCIAL,
    ),
    "myRoom plus": (
        ("GCU-HOSP", "客房控制器 Guestroom unit", "4280.00", "5564.00", 20),
        *COMMERCIAL,
    ),
    "HomeWorks QS": (("HQP6-2", "处理器 Processor", "16800.00", "21840.00", 8), *RESIDENTIAL),
    "HomeWorks QSX": (("HQP7-2", "处理器 Processor", "19200.00", "24960.00", 8), *RESIDENTIAL),
}
REST = ("ACC-QS", "线缆与附件 Cable and accessories")

SYSTEM_HEADERS = (
    ("编号\nref", 9),
    ("项目名称\nproject", 30),
    ("客户\ncustomer", 22),
    ("城市\ncity", 16),
    ("系统类型\nsystem type", 16),
    ("原质保类别\nclass", 12),
    ("调试方\nstart-up", 11),
    ("下单日期\norder date", 13),
    ("硬件清单金额\nBOM amount", 17),
    ("列表价金额\nlist-price amount", 17),
    ("计划\nplans", 34),
    ("选项\noptions", 32),
)
BOM_HEADERS = (
    ("编号\nref", 9),
    ("型号\npart number", 18),
    ("描述\ndescription", 34),
    ("数量\nquantity", 10),
    ("售后单价\npost-sales unit price", 20),
    ("列表单价\nlist unit price", 18),
)

GREATEST_ROW = 2_000


def main(target: Path = TARGET) -> None:
    """Write the workbook; the same source gives the same bytes."""
    target.parent.mkdir(exist_ok=True)
    systems, lines = read_systems()
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"title": "示例项目清单 Example portfolio", "created": CREATED})
        styles = {name: book.add_format(style) for name, style in STYLES.items()}
        write_systems(book, styles, systems)
        write_lines(book, styles, lines)
        write_guide(book, styles)


def read_systems() -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the rows of the two sheets."""
    systems, lines = [], []
    with SYSTEMS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            parts = list(part_lines(row)) if row["amount"][0] in "=~" else []
            lines += parts
            systems.append(system_cells(row, has_parts=bool(parts)))
    return systems, lines


def system_cells(row: dict[str, str], *, has_parts: bool) -> list[Any]:
    """Return one row of systems; list prices are 1.3 times the post-sales prices."""
    amount = Decimal(row["amount"].strip("=~"))
    blank = row["amount"].startswith("~")
    list_amount = None if has_parts else (amount * Decimal("1.3")).quantize(Decimal("0.01"))
    return [
        *(
            row[name]
            for name in ("ref", "project", "customer", "city", "type", "class", "start_up")
        ),
        date.fromisoformat(row["order_date"]),
        None if blank else amount,
        list_amount,
        row["plans"],
        row["options"],
    ]


def part_lines(row: dict[str, str]) -> Iterator[list[Any]]:
    """Yield part lines that use up the amount; what is left over is one line of accessories."""
    amount = Decimal(row["amount"][1:])
    left = amount
    for number, description, price, list_price, share in PARTS[row["type"]]:
        quantity = int(amount * share / 100 / Decimal(price))
        if quantity:
            left -= quantity * Decimal(price)
            yield [row["ref"], number, description, quantity, Decimal(price), Decimal(list_price)]
    if row["amount"].startswith("="):
        list_price = (left * Decimal("1.3")).quantize(Decimal("0.01"))
        yield [row["ref"], *REST, 1, left, list_price]


def write_systems(book: Any, styles: dict[str, Any], rows: list[list[Any]]) -> None:
    """Write the sheet of systems with lists to choose from."""
    sheet = begin_sheet(book, styles, "systems", SYSTEM_HEADERS)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            write_cell(sheet, styles, (number, column), cell)
    choices = {5: ["1Y", "2Y", "HWQS8"], 6: ["原厂", "合作伙伴"]}
    for column, values in choices.items():
        sheet.data_validation(
            1, column, GREATEST_ROW, column, {"validate": "list", "source": values}
        )
    sheet.autofilter(0, 0, len(rows), len(SYSTEM_HEADERS) - 1)


def write_lines(book: Any, styles: dict[str, Any], rows: list[list[Any]]) -> None:
    """Write the sheet of part lines."""
    sheet = begin_sheet(book, styles, "bom", BOM_HEADERS)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            write_cell(sheet, styles, (number, column), cell)
    sheet.autofilter(0, 0, len(rows), len(BOM_HEADERS) - 1)


def begin_sheet(
    book: Any, styles: dict[str, Any], name: str, headers: tuple[tuple[str, int], ...]
) -> Any:
    """Add a sheet whose header stays in sight."""
    sheet = book.add_worksheet(name)
    sheet.set_row(0, 32)
    for column, (header, width) in enumerate(headers):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, header, styles["header"])
    sheet.freeze_panes(1, 1)
    return sheet


def write_cell(sheet: Any, styles: dict[str, Any], place: tuple[int, int], cell: Any) -> None:
    """Write a day, an amount, a quantity or text; nothing where there is nothing."""
    if isinstance(cell, date):
        sheet.write_datetime(*place, cell, styles["day"])
    elif isinstance(cell, Decimal):
        # Whole fen of at most ten digits: the binary number shows them exactly.
        sheet.write_number(*place, float(cell), styles["amount"])
    elif isinstance(cell, int):
        sheet.write_number(*place, cell, styles["text"])
    elif cell:
        sheet.write_string(*place, cell, styles["text"])


def write_guide(book: Any, styles: dict[str, Any]) -> None:
    """Write the sheet that explains the columns in both languages."""
    sheet = book.add_worksheet("说明 README")
    for column, width in enumerate((12, 30, 62, 72)):
        sheet.set_column(column, column, width)
    with GUIDE.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file)):
            sheet.write_row(number, 0, row, styles["guide" if number else "header"])
    sheet.freeze_panes(1, 0)


STYLES: dict[str, dict[str, Any]] = {
    "header": {
        "bold": True,
        "bg_color": "#1F3A44",
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
    },
    "text": {"valign": "top"},
    "day": {"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"},
    "amount": {"num_format": "#,##0.00", "valign": "top"},
    "guide": {"text_wrap": True, "valign": "top"},
}


if __name__ == "__main__":
    main()
