"""Workbooks of the catalogue of systems, to start a test from."""

from io import BytesIO

import xlsxwriter

HEAD = {
    "系统": ("编号", "状态", "停售日", "后继系统", "来源", "可信度", "中文名称", "英文名称",
             "类别", "数据库", "从处理器下载"),
    "软件": ("系统", "版本", "后继版本", "来源", "可信度"),
    "利旧": ("系统", "升级到", "部件", "处理", "来源", "可信度"),
}  # fmt: skip


def book(**sheets: list[tuple[object, ...]]) -> bytes:
    """Return a workbook of some sheets, each under its usual head."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate((HEAD[name], *rows)):
                sheet.write_row(at, 0, row)
    return file.getvalue()
