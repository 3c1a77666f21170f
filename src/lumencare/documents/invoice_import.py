"""The workbook for issuing many fully digitalized invoices at once at the tax bureau.

Sheets, heads and their places are those of the bureau's import template, edition V260401: heads
in row 3, data from row 4, every cell text. docs/finance.md says what of it is assumed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook

from lumencare.domain.contract.invoicing import KIND_NAMES, InvoiceKind
from lumencare.domain.money import Money
from lumencare.domain.text import Text

TEMPLATE = "pt:20260401"
HEAD_ROW, FIRST_ROW = 2, 3
BASIC_SHEET, ITEM_SHEET = "1-发票基本信息", "2-发票明细信息"
YES, NO = "是", "否"
SHOW_ALL = "展示地址、电话、开户银行及银行账号"
UNIT = "项"
TAX_CODE_DIGITS = 19
SCRAP = "购买方所在地区（报废产品收购必填）"
BASIC = (
    "发票流水号", "发票类型", "特定业务类型", "是否含税", "受票方自然人标识", "购买方名称",
    "购买方纳税人识别号", "购买方证件类型", "购买方证件号码", "购买方国籍（或地区）", "购买方地址",
    SCRAP, SCRAP, SCRAP, SCRAP, "购买方详细地址（报废产品收购必填）", "购买方电话",
    "购买方开户银行", "购买方银行账号", "是否展示购买方地址电话银行账号",
    "是否开具涉税专业服务发票品目", "涉税专业服务协议编号", "备注", "报废产品销售类型",
    "每千克煤炭发热量", "干基全硫", "干燥无灰基挥发分", "销售方开户行", "销售方银行账号",
    "是否展示销售方地址电话银行账号", "购买方邮箱", "购买方经办人姓名", "购买方经办人证件类型",
    "购买方经办人证件号码", "经办人国籍(地区)", "经办人自然人纳税人识别号",
    "放弃享受减按1%征收率原因", "收款人", "复核人",
)  # fmt: skip
ITEM = (
    "发票流水号", "项目名称", "商品和服务税收编码", "规格型号", "单位", "数量", "单价", "金额",
    "税率", "折扣金额", "是否使用优惠政策", "优惠政策类型", "即征即退类型", "煤炭种类",
)  # fmt: skip
# How many characters the template takes.
LONGEST = {
    "购买方名称": 100,
    "购买方地址": 100,
    "购买方电话": 50,
    "购买方开户银行": 100,
    "备注": 230,
}


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One line of an invoice; `vat_rate` in hundredths of a percent, the amount with VAT."""

    name: str
    tax_code: str
    model: str
    gross: Money
    vat_rate: int


@dataclass(frozen=True, slots=True)
class ImportedInvoice:
    """One invoice with its buyer, as the template takes it."""

    serial: str
    kind: InvoiceKind
    name: str
    credit_code: str
    address: str
    phone: str
    bank: str
    account: str
    note: str
    items: tuple[ImportedItem, ...]


def missing_of(invoice: ImportedInvoice) -> Iterator[Text]:
    """Yield everything that the tax bureau would send an invoice back for."""
    if invoice.kind is InvoiceKind.SPECIAL and not invoice.credit_code:
        yield Text("缺少统一社会信用代码。", "The unified social credit code is missing.")
    if bool(invoice.bank) != bool(invoice.account):
        yield Text(
            "开户行与银行账号须同时填写。",
            "Bank and account number belong together; one is missing.",
        )
    for head, value in _basic(invoice).items():
        if len(value) > LONGEST.get(head, len(value)):
            most = LONGEST[head]
            yield Text(f"{head}超过 {most} 个字。", f"{head} is longer than {most} characters.")
    for code in sorted({each.tax_code for each in invoice.items}):
        if len(code) != TAX_CODE_DIGITS or not code.isdecimal():
            yield Text(
                f"商品和服务税收编码“{code}”不是 19 位数字，请在设置中更正。",
                f"The tax code {code!r} is not 19 digits; correct it in the settings.",
            )


def write_import(invoices: Sequence[ImportedInvoice]) -> bytes:
    """Return the workbook; words stay words, so that none of them becomes a formula."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        _write(book, BASIC_SHEET, BASIC, map(_basic, invoices))
        _write(book, ITEM_SHEET, ITEM, (_item(one, each) for one in invoices for each in one.items))
        _write(book, "3-特定业务信息", ("发票流水号",), ())
        _write(book, "4-附加要素信息", ("发票流水号", "附加要素名称", "附加要素内容"), ())
        version = book.add_worksheet("excelVersion")
        version.write_string(3, 0, TEMPLATE)
        version.hide()
    return file.getvalue()


def _basic(invoice: ImportedInvoice) -> dict[str, str]:
    shown = any((invoice.address, invoice.phone, invoice.bank, invoice.account))
    return {
        "发票流水号": invoice.serial,
        "发票类型": KIND_NAMES[invoice.kind].zh,
        # With VAT: the sum is what is due to the fen, however the bureau splits it.
        "是否含税": YES,
        "受票方自然人标识": NO if invoice.credit_code else YES,
        "购买方名称": invoice.name,
        "购买方纳税人识别号": invoice.credit_code,
        "购买方地址": invoice.address,
        "购买方电话": invoice.phone,
        "购买方开户银行": invoice.bank,
        "购买方银行账号": invoice.account,
        "是否展示购买方地址电话银行账号": SHOW_ALL if shown else "",
        "备注": invoice.note,
    }


def _item(invoice: ImportedInvoice, item: ImportedItem) -> dict[str, str]:
    return {
        "发票流水号": invoice.serial,
        "项目名称": item.name,
        "商品和服务税收编码": item.tax_code,
        "规格型号": item.model,
        "单位": UNIT,
        "数量": "1",
        "单价": str(item.gross),
        "金额": str(item.gross),
        "税率": _rate(item.vat_rate),
        "是否使用优惠政策": NO,
    }


def _rate(hundredths: int) -> str:
    """Return a rate as the template takes it: 6 % is 0.06."""
    return f"{(Decimal(hundredths) / 10_000).normalize():f}"


def _write(
    book: Workbook, name: str, heads: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#EFECE5"})
    for place, words in enumerate(heads):
        sheet.set_column(place, place, max(10, min(2 * len(words), 26)), text)
        sheet.write_string(HEAD_ROW, place, words, head)
    for line, row in enumerate(rows, start=FIRST_ROW):
        for place, words in enumerate(heads):
            if row.get(words):
                sheet.write_string(line, place, row[words], text)
    sheet.freeze_panes(FIRST_ROW, 1)
