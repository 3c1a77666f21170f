"""Contract and amendment as PDF: archivable, tagged, both languages, refused where not sound."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader
from syrupy.assertion import SnapshotAssertion

from lumencare.documents.clause_groups import ClauseGroup
from lumencare.documents.contract_context import AmendmentContext, ContractContext, Party
from lumencare.documents.contract_pdf import (
    picture_amendment,
    picture_contract,
    render_amendment,
    render_contract,
)
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from tests.documents.contract_building import MOMENT
from tests.documents.contract_samples import (
    AMENDMENTS,
    CONTRACTS,
    amendment_sample,
    contract_sample,
)

PNG = b"\x89PNG\r\n\x1a\n"
ALL = [*CONTRACTS, *AMENDMENTS]


def context_of(name: str) -> ContractContext | AmendmentContext:
    return contract_sample(name) if name in CONTRACTS else amendment_sample(name)


def render(context: ContractContext | AmendmentContext) -> bytes:
    if isinstance(context, ContractContext):
        return render_contract(context, MOMENT)
    return render_amendment(context, MOMENT)


@cache
def printed(name: str) -> PdfReader:
    return PdfReader(BytesIO(render(context_of(name))))


@cache
def text_printed(name: str) -> str:
    return text_of(printed(name))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squeezed(text: str) -> str:
    """Return a text without spaces and without the places where a long word may break."""
    return "".join(text.replace("\u200b", "").split())


@pytest.mark.parametrize("name", ["two", "upgrade"])
def test_the_text_can_be_taken_out_as_it_was_put_in(name: str, snapshot: SnapshotAssertion) -> None:
    """G-2."""
    assert text_printed(name) == snapshot


@pytest.mark.parametrize(
    "words",
    [
        "服务合同",
        "Service Contract",
        "LC-C-2026-0007",
        "依据报价单 from quotation LC-20261123-C v1",
        "甲方 购买方 Sold-to · 付款方 Bill-to · 最终用户 End User",
        "滨江置业有限公司",
        "统一社会信用代码 Credit code 91310115MA1K3XXXX2",
        "招商银行上海分行营业部",
        "¥1,000,000.00",
        "2025-03-01",
        "2 年有限质保 2-Year Limited",
        "1,000,000.00 × 8%",
        "LC-20261123-C v1 #1 (PP-1)",
        "¥131,864.00",
        "壹拾叁万壹仟捌佰陆拾肆元整",
        "¥84,800.00",
        "捌万肆仟捌佰元整",
        "至 2033-03-01",
        "24 小时响应",
        "3 人天",
        "3 man-days",
        "维护巡检 1 人天",
        "待满足",
        "已委托现场收集",
        "以中文为准",
        "第 1 页，共 4 页 Page 1 of 4",
        "甲方（盖章）",
        "乙方（盖章）",
        "盖章处",
        "签名证书为自制证书，未经第三方认证。",
        "The certificate is self-made; no third party vouches for it.",
        "https://service.example.com/check/LC-C-2026-0007",
        "400-842-7731",
    ],
)
def test_a_contract_says_all_that_it_must(words: str) -> None:
    """D-3: net, VAT, gross and capital figures; SC-9, SC-5, RO-1, AV-1."""
    assert squeezed(words) in squeezed(text_printed("two"))


@pytest.mark.parametrize("name", ALL)
def test_every_clause_is_printed_in_both_languages(name: str) -> None:
    """G-2."""
    text = squeezed(text_printed(name))
    for group in context_of(name).paper.clauses:
        for each in group.clauses:
            assert squeezed(each.text.zh) in text, each.id
            assert squeezed(each.text.en) in text, each.id


@pytest.mark.parametrize("name", ALL)
def test_a_document_has_few_pages_in_an_archivable_tagged_file(name: str) -> None:
    reader = printed(name)
    root = reader.trailer["/Root"]
    assert 2 <= len(reader.pages) <= (5 if name == "long" else 4)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.mark.parametrize("name", ["several", "credit"])
def test_the_same_facts_and_moment_give_the_same_bytes(name: str) -> None:
    assert render(context_of(name)) == render(context_of(name))


def test_a_year_that_costs_nothing_stands_in_the_schedule() -> None:
    """PA-1, D-15."""
    text = squeezed(text_printed("annual"))
    assert squeezed("¥0.00 零元整 nothing to pay") in text
    assert "第2个项目年度" in text


def test_a_contract_for_which_nothing_falls_due_says_so() -> None:
    base = contract_sample("annual")
    text = text_of(PdfReader(BytesIO(render(replace(base, payments=())))))
    assert "本次无应付款项。" in text
    assert "Nothing falls due." in text


def test_a_year_that_begins_with_the_contract_is_said_to_do_so() -> None:
    """D-6."""
    base = contract_sample("two")
    floating = tuple(replace(each, contract_year=None) for each in base.entitlements)
    text = text_of(PdfReader(BytesIO(render(replace(base, entitlements=floating)))))
    assert "自生效起 12 个月" in text
    assert "12 months from effect" in text


def test_each_system_of_a_contract_has_its_facts_its_lines_and_its_cover() -> None:
    """D-14."""
    text = squeezed(text_printed("several"))
    for words in (
        "¥749,999.99",
        "2031-06-01",
        "HWQS8年有限质保",
        "湖畔别墅",
        "¥300,000.00",
    ):
        assert words in text
    assert text.count("更换件减免Parts") == 3


def test_a_partner_buys_for_an_end_user_who_does_not_sign() -> None:
    text = squeezed(text_printed("years"))
    assert squeezed("购买方 Sold-to · 付款方 Bill-to") in text
    assert squeezed("最终用户 End User 金鸡湖酒店管理有限公司") in text
    assert text.index("甲方（盖章）") < text.rindex("苏州明远智能科技有限公司")
    assert text.count("金鸡湖酒店管理有限公司") == 1


def test_what_is_not_known_of_a_customer_leaves_no_empty_label() -> None:
    text = text_printed("bare")
    assert text.count("开户行") == 1  # the provider's
    assert "生效条件与资料" not in text
    assert "各合同年度的权益" not in text
    assert "自制证书" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("upgrade", "变更合同 amends contract LC-C-2026-0007"),
        ("upgrade", "自该日起执行 Effective from 2026-12-05 5 December 2026"),
        ("upgrade", "72 小时响应 72-hour response 24 小时响应 24-hour response D-21"),
        ("upgrade", "10,000.00 − 6,000.00"),
        ("upgrade", "¥4,240.00"),
        ("upgrade", "肆仟贰佰肆拾元整"),
        ("upgrade", "未变更的内容继续有效"),
        ("credit", "−¥8,480.00"),
        ("credit", "（应退）捌仟肆佰捌拾元整 (credit to the customer)"),
        ("credit", "双方确定的价格 agreed price"),
        ("owner", "滨江资产管理有限公司"),
        ("owner", "本变更不涉及价款。"),
        ("owner", "乙方（盖章）"),
    ],
)
def test_an_amendment_says_what_was_what_is_from_when_and_at_what_price(
    name: str, words: str
) -> None:
    """D-17, D-18, D-21."""
    assert squeezed(words) in squeezed(text_printed(name))


def test_a_clause_that_lacks_a_side_keeps_the_document_from_being_made() -> None:
    """G-2: one record, one document, both sides."""
    base = contract_sample("bare")
    first, *others = base.paper.clauses
    clause = replace(first.clauses[0], text=Text(first.clauses[0].text.zh, " "))
    groups = (ClauseGroup(first.heading, (clause, *first.clauses[1:])), *others)
    with pytest.raises(InputProblems) as caught:
        render(replace(base, paper=replace(base.paper, clauses=groups)))
    assert [each.where for each in caught.value.problems] == [
        "paper.clauses.1.clauses.cover-part-care-basic.text"
    ]


def test_a_schedule_that_does_not_add_up_keeps_the_contract_from_being_made() -> None:
    base = contract_sample("two")
    first, *others = base.payments
    short = replace(first, net=first.net - Money.of("0.01"))
    with pytest.raises(InputProblems) as caught:
        picture_contract(replace(base, payments=(short, *others)))
    assert [each.where for each in caught.value.problems] == ["payments"]
    with pytest.raises(InputProblems):
        picture_amendment(replace(amendment_sample("upgrade"), payments=()))


def test_characters_that_the_font_lacks_are_problems_of_their_values() -> None:
    base = contract_sample("bare")
    wild: Party = replace(base.paper.parties.customer, name="工厂😀", contact="李𠮷")
    parties = replace(base.paper.parties, customer=wild)
    with pytest.raises(InputProblems) as caught:
        render(replace(base, paper=replace(base.paper, parties=parties)))
    found = {each.where: each for each in caught.value.problems}
    assert set(found) == {"paper.parties.customer.name", "paper.parties.customer.contact"}
    assert "😀" in found["paper.parties.customer.name"].allowed.zh


def test_words_written_in_markup_are_printed_as_they_stand() -> None:
    base = amendment_sample("owner")
    wild = Text("#panic(1) *加粗* $x$ // 注释", "#panic(2) @ref <b>")
    text = text_of(PdfReader(BytesIO(render(replace(base, reason=wild)))))
    assert "#panic(1) *加粗* $x$ // 注释" in text


def test_the_code_that_leads_to_the_check_is_told_to_those_who_cannot_see_it() -> None:
    root = printed("two").trailer["/Root"]["/StructTreeRoot"]
    waiting, told = [root], []
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, dict):
            told.append(str(node.get("/Alt", "")))
            children = node.get("/K", [])
            children = children if isinstance(children, list) else [children]
            waiting.extend(each for each in children if hasattr(each, "get_object"))
    assert any("https://service.example.com/check/LC-C-2026-0007" in each for each in told)


def test_the_pages_can_be_shown_as_pictures() -> None:
    pictures = [
        *picture_contract(contract_sample("bare")),
        *picture_amendment(amendment_sample("owner")),
    ]
    assert len(pictures) == len(printed("bare").pages) + len(printed("owner").pages)
    assert all(each.startswith(PNG) for each in pictures)
