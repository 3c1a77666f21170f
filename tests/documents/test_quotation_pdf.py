"""The quotation PDF: archivable, tagged, extractable in both languages, the same every time."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader
from syrupy.assertion import SnapshotAssertion

from lumencare.documents.quotation_pdf import picture_quotation, render_quotation
from lumencare.domain.problems import InputProblems
from lumencare.domain.quotation.making import Quotation
from tests.documents.samples import REQUESTS, sample

PNG = b"\x89PNG\r\n\x1a\n"


@cache
def printed(name: str) -> PdfReader:
    return PdfReader(BytesIO(render_quotation(sample(name))))


@cache
def text_printed(name: str) -> str:
    return text_of(printed(name))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def named(quotation: Quotation, **written: str) -> Quotation:
    return replace(quotation, request=replace(quotation.request, **written))


@pytest.mark.parametrize("name", ["quantum", "past"])
def test_the_text_can_be_taken_out_as_it_was_put_in(name: str, snapshot: SnapshotAssertion) -> None:
    """G-2: both languages, Chinese first."""
    assert text_printed(name) == snapshot


@pytest.mark.parametrize(
    "words",
    [
        "服务计划报价单",
        "Service Plan Quotation",
        "LC-20261123-QUANTUM",
        "有效期至 valid until 2026-12-23",  # D-26
        "滨江中心 A 座",
        "¥110,000.00",
        "增值税 6% VAT on ¥110,000.00",  # D-3
        "¥116,600.00 起 from",  # D-20
        "壹拾壹万陆仟陆佰元整",
        "以中文为准",  # G-2
        "第 1 页，共 4 页 Page 1 of 4",
        "服务方（盖章）",
        "400-842-7731",  # G-5
        "glts@lutron.com",
        "gccs@lutron.com",
        "cn-mainland-1",
        "1,000,000.00 × 3.3%",  # the proof of TS-1
        "¥110,000.00 起 from",
        "元整 起 from",
        "以最终确认价为准",
        "双方于 2026-12-23（含当日）前签字盖章后，本报价单即作为订单确认。",
        "once both parties have signed and sealed it, by 23 December",
        "下一服务年度自 2027-11-23 起",
    ],
)
def test_a_quotation_that_can_be_signed_says_all_that_it_must(words: str) -> None:
    assert words in text_printed("quantum")


def test_both_list_amounts_are_shown_where_both_are_known() -> None:
    """X-6: the price basis stays the post-sales amount."""
    text = text_printed("athena")
    assert "¥500,000.00" in text
    assert "¥731,250.50" in text


def test_a_comparison_only_has_neither_total_nor_signature() -> None:
    text = text_printed("compare")
    assert "服务计划对比" in text
    assert "仅供比较" in text
    assert "不构成要约" in text
    assert "浅黄底色：费用最低" in text
    title = printed("compare").metadata.title
    assert title is not None
    assert title.startswith("服务计划对比 Service Plan Comparison")
    assert "盖章" not in text
    assert "人民币大写" not in text


def test_a_system_past_year_8_leads_to_a_proposal() -> None:
    """G-4, SY-2, SY-3."""
    text = text_printed("past")
    assert "按方案 by proposal" in text
    assert "到场勘察：免费" in text
    assert "盖章" not in text


@pytest.mark.parametrize(
    "words",
    [
        "¥36,000.00",
        "原厂确定的价格，见附录",
        "price set by the manufacturer",
        "原厂确定的价格，不含税 Prices set by the manufacturer, VAT excluded",
        "计算价 Computed",
        "+¥1,000.00",
        "¥20,000.00",
        "¥19,001.00",
        "−¥999.00",
        "单价由原厂定为 9,500.50 元，比计算价 10,000.00 元低 499.50 元。",
        "(D-20)",
    ],
)
def test_a_set_price_is_offered_and_proven_beside_the_computed_one(words: str) -> None:
    """D-20."""
    assert words in text_printed("changed")


def test_why_a_price_was_set_is_not_printed() -> None:
    assert "机密" not in text_printed("changed")
    assert "老客户" not in text_printed("changed")


def test_what_staff_must_confirm_is_printed_on_the_offer() -> None:
    """D-22, RO-5."""
    assert "须由工作人员确认" in text_printed("long")
    assert "签约前确认" in text_printed("closed")


@pytest.mark.parametrize("name", REQUESTS)
def test_a_quotation_has_two_to_four_pages_in_an_archivable_tagged_file(name: str) -> None:
    reader = printed(name)
    root = reader.trailer["/Root"]
    assert 2 <= len(reader.pages) <= 4
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_every_font_is_embedded() -> None:
    fonts = [
        font.get_object()
        for page in printed("quantum").pages
        for font in page["/Resources"]["/Font"].values()
    ]
    for font in fonts:
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_chart_is_told_in_words_to_those_who_cannot_see_it() -> None:
    figures = [each for each in _structure(printed("quantum")) if each.get("/S") == "/Figure"]
    told = " ".join(str(each.get("/Alt", "")) for each in figures)
    assert "综合保障计划 ¥228,000.00" in told
    assert "Technology Support Plan ¥228,000.00" in told


def test_the_same_quotation_gives_the_same_bytes() -> None:
    assert render_quotation(sample("villa")) == render_quotation(sample("villa"))


def test_a_file_written_in_markup_is_printed_as_it_stands() -> None:
    wild = '#panic(1) *加粗* $x$ @ref \\ <b> "引号" // 注释'
    text = text_of(PdfReader(BytesIO(render_quotation(named(sample("past"), project=wild)))))
    assert "#panic(1) *加粗* $x$ @ref \\ <b>" in text


def test_characters_that_the_font_lacks_are_problems_of_their_fields() -> None:
    with pytest.raises(InputProblems) as caught:
        render_quotation(named(sample("past"), project="工厂😀𠮷", customer="客户\u2de9"))
    found = {each.where: each for each in caught.value.problems}
    assert set(found) == {"project", "customer"}
    assert "😀 𠮷" in found["project"].allowed.zh
    assert found["project"].given == "工厂😀𠮷"


def test_the_pages_can_be_shown_as_pictures() -> None:
    pictures = picture_quotation(sample("past"))
    assert len(pictures) == len(printed("past").pages)
    assert all(each.startswith(PNG) for each in pictures)


def _structure(reader: PdfReader) -> list[dict]:
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if not isinstance(node, dict):
            continue
        found.append(node)
        children = node.get("/K", [])
        children = children if isinstance(children, list) else [children]
        waiting.extend(each for each in children if hasattr(each, "get_object"))
    return found
