"""The sentences with which a workbook file is refused before it is opened."""

from lumencare.domain.text import Text

MEGABYTE = 1 << 20

RESAVE = Text(
    "请用 Excel 或 WPS 打开后另存为 .xlsx。", "Open it in Excel or WPS and save it as .xlsx."
)
WORKBOOK = Text("应为 XLSX 工作簿。", "An XLSX workbook is expected.")
READABLE = Text("应为可读取的文件。", "A file that can be read is expected.")
UNLOCKED = Text(
    "工作簿有密码保护；请去掉密码后再用。",
    "The workbook is protected by a password; save it without one.",
)
OLD_FORMAT = Text(f"是旧的 .xls 格式；{RESAVE.zh}", f"This is the old .xls format. {RESAVE.en}")
NOT_A_ZIP = Text(
    f"内容不是 XLSX（可能是 CSV 等其他文件改了扩展名）；{RESAVE.zh}",
    f"The content is not XLSX; perhaps another kind of file was renamed. {RESAVE.en}",
)
DAMAGED = Text(f"工作簿已损坏；{RESAVE.zh}", f"The workbook is damaged. {RESAVE.en}")
PLACELESS = Text(
    f"有单元格没有标明位置；{RESAVE.zh}", f"A cell does not say where it stands. {RESAVE.en}"
)
NO_DECLARATIONS = Text(
    f"工作簿内不可含有 DOCTYPE 或自定义实体；{RESAVE.zh}",
    f"A workbook may hold no DOCTYPE and no entities of its own. {RESAVE.en}",
)


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / MEGABYTE:,.1f} MB"


def say_file_bytes(most: int) -> Text:
    """Say how big a file may be."""
    return Text(
        f"文件不得超过 {most // MEGABYTE} MB。", f"A file of at most {most // MEGABYTE} MB."
    )


def say_unpacked(most: int, ratio: int) -> Text:
    """Say how big the content may be, and how tightly it may be packed."""
    size = most // MEGABYTE
    return Text(
        f"解压后不得超过 {size} MB，压缩比不得超过 {ratio}:1。",
        f"At most {size} MB when unpacked, and no part packed tighter than {ratio}:1.",
    )


def say_part_bytes(most: int) -> Text:
    """Say how big a part that is no sheet may be; in practice that is the one of all texts."""
    size = most // MEGABYTE
    return Text(
        f"工作簿中的文字解压后不得超过 {size} MB；请拆成几个文件。",
        f"The texts of a workbook take at most {size} MB when unpacked; split it into several "
        "files.",
    )


def say_text_bytes(most: int) -> Text:
    """Say how much text the cells of a sheet may hold in all."""
    size = most // MEGABYTE
    return Text(
        f"工作表各单元格的文字合计不得超过 {size} MB；请拆成几个文件。",
        f"The cells of a sheet hold at most {size} MB of text; split it into several files.",
    )


def say_members(most: int) -> Text:
    """Say of how many parts a workbook may consist."""
    return Text(f"工作簿内部文件不得超过 {most} 个。", f"A workbook with at most {most} parts.")


def say_cells(most: int) -> Text:
    """Say how far a sheet may reach, whatever it holds."""
    return Text(
        f"工作表的行数乘列数不得超过 {most:,}；请清除远处的单元格。",
        f"A sheet whose rows times columns are at most {most:,}; clear the cells that stand far "
        "away.",
    )


def say_spread(most: int, cells: int) -> Text:
    """Say how far a sheet may reach for the few cells that it holds."""
    return Text(
        f"工作表有 {cells:,} 个单元格，行数乘列数不得超过 {most:,}；请清除远处的单元格。",
        f"The sheet holds {cells:,} cells, so its rows times columns are at most {most:,}; clear "
        "the cells that stand far away.",
    )
