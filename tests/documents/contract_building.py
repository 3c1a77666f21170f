"""Builders of contracts and their parts from quotations, as the office would make them."""

from collections.abc import Iterator
from datetime import date, time

from lumencare.data.contract_wordings import current_wordings
from lumencare.documents.clause_groups import topic_of
from lumencare.documents.contract_clauses import ClauseQuestion, choose_contract_clauses
from lumencare.documents.contract_context import (
    Condition,
    Contact,
    ContractContext,
    ContractEntitlement,
    ContractLine,
    ContractSystem,
    DocumentState,
    Duty,
    Paper,
    Parties,
    Party,
    PaymentDue,
    RequiredDocument,
    Sealing,
)
from lumencare.documents.quotation_context import START_UP_NAMES
from lumencare.documents.quotation_site import name_place
from lumencare.domain.contract.clause import CONTRACT
from lumencare.domain.entitlement import entitlements_on
from lumencare.domain.holding import Holding
from lumencare.domain.period import twelve_months_from
from lumencare.domain.projectyear import anniversary
from lumencare.domain.quotation.cover import CoverQuestion, cover_by_year, held_by_lines
from lumencare.domain.quotation.line import LineKind, QuotationLine
from lumencare.domain.quotation.making import Quotation, make_quotation
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text
from tests import builders
from tests.domain.quotation_requests import request

SIGNED = date(2026, 12, 1)
MOMENT = at(SIGNED, time(12))

PROVIDER = Party(
    duties=(Duty.PROVIDER,),
    name="路明照明控制（上海）有限公司",
    english_name="Luming Lighting Controls (Shanghai) Co., Ltd.",
    credit_code="91310115MA1K4XXXX8",
    address="上海市浦东新区张江路 100 号 3 幢",
    phone="021-5555 0100",
    bank="中国工商银行上海张江支行",
    bank_account="1001 2345 6789 0123 456",
    contact="服务部 service@example.com",
)
OWNER = Party(
    duties=(Duty.SOLD_TO, Duty.BILL_TO, Duty.END_USER),
    name="滨江置业有限公司",
    english_name="Binjiang Property Co., Ltd.",
    credit_code="91310115MA1K3XXXX2",
    address="上海市黄浦区中山南路 1 号",
    phone="021-5555 0200",
    bank="招商银行上海分行营业部",
    bank_account="1219 0000 1111 222",
    contact="工程部 李雯 liwen@example.com",
)
PARTNER = Party(
    duties=(Duty.SOLD_TO, Duty.BILL_TO),
    name="苏州明远智能科技有限公司",
    english_name="Suzhou Mingyuan Intelligent Technology Co., Ltd.",
    credit_code="91320505MA1XXXXX51",
    address="苏州市工业园区星湖街 328 号",
    bank="中国银行苏州工业园区支行",
    bank_account="5000 1234 5678",
    contact="陈刚 chengang@example.com",
)
END_USER = Party(duties=(Duty.END_USER,), name="金鸡湖酒店管理有限公司")
UNKNOWN = Party(duties=(Duty.SOLD_TO, Duty.BILL_TO), name="滨江置业有限公司")
SELF_MADE = Sealing(signer="Lumencare demo", is_self_made=True)


def quoted(*choices: object, number: str = "LC-20261123-C", **more: object) -> Quotation:
    """Return a quotation made on 2026-11-23 on the shipped edition."""
    asked = request(*choices, **more)  # type: ignore[arg-type]
    return make_quotation(builders.edition(), asked, date(2026, 11, 23), number=number)


def contract_of(*quotations: Quotation, parties: Parties | None = None) -> ContractContext:
    """Return the contract of accepted quotations, one for each system."""
    marked = [(f"S{place}", each) for place, each in enumerate(quotations, start=1)]
    lines = tuple(
        line_of(mark, quotation, place, each)
        for mark, quotation in marked
        for place, each in enumerate(quotation.lines, start=1)
    )
    return ContractContext(
        paper=paper(
            "LC-C-2026-0007", quotations, parties or Parties(customer=OWNER, provider=PROVIDER)
        ),
        quotation="、".join(f"{each.number} v{each.version}" for each in quotations),
        systems=tuple(system_of(mark, each) for mark, each in marked),
        lines=lines,
        payments=tuple(payment_of(place, each) for place, each in enumerate(lines, start=1)),
        conditions=CONDITIONS,
        documents=tuple(_documents(mark for mark, _ in marked)),
        entitlements=tuple(found for mark, each in marked for found in _rights(mark, each)),
    )


def paper(
    number: str, quotations: tuple[Quotation, ...], parties: Parties, document: str = CONTRACT
) -> Paper:
    """Return what contract and amendment share, with the clauses of what was sold."""
    edition = builders.edition()
    asked = ClauseQuestion(
        edition=edition,
        ours=current_wordings(),
        topics=frozenset(topic_of(e.kind, e.code) for each in quotations for e in each.lines),
        classes=frozenset(each.request.system.warranty_class for each in quotations),
        document=document,
    )
    return Paper(
        number=number,
        on=SIGNED,
        edition=edition.code,
        edition_name=edition.name,
        parties=parties,
        clauses=choose_contract_clauses(asked),
        check_address=f"https://service.example.com/check/{number}",
        contacts=tuple(Contact(label=each.text, value=each.value) for each in edition.contacts),
        sealing=SELF_MADE,
    )


CONDITIONS = (
    Condition(
        text=Text(
            "双方签字盖章的文本已存档。", "The copy signed and sealed by both parties is on file."
        ),
        rule="SC-9",
    ),
    Condition(
        text=Text(
            "项目资料齐全，或已委托现场收集。",
            "The documents are present, or their collection is ordered.",
        ),
        rule="SC-9",
        evidence=Text("资料检查 2026-11-28", "readiness check of 28 November 2026"),
    ),
    Condition(
        text=Text("项目地点适用 24 小时响应。", "The site qualifies for the 24-hour response."),
        rule="D-19",
        evidence=Text(
            "王敏于 2026-11-27 确认：市内项目",
            "confirmed by Wang Min on 27 November 2026: site in the city",
        ),
    ),
)


def system_of(mark: str, quotation: Quotation) -> ContractSystem:
    asked = quotation.request
    return ContractSystem(
        mark=mark,
        project=asked.project,
        system_type=asked.system_type,
        place=name_place(quotation).zh,
        english_place=name_place(quotation).en,
        warranty_class=quotation.edition.class_by_code[asked.system.warranty_class].text,
        start_up=START_UP_NAMES[asked.system.start_up],
        order_date=asked.system.order_date,
        horizon_end=anniversary(asked.system.order_date, 8),
        bom=asked.system.bom,
        bom_on=date(2026, 11, 20),
        list_hash="5f2c8ad1907be34466aa10c2e1bb0d11",
        list_amount=asked.list_amount,
        cover=cover_by_year(
            CoverQuestion(quotation.edition, asked.system, SIGNED, held_by_lines(quotation.lines))
        ),
    )


def line_of(mark: str, quotation: Quotation, place: int, line: QuotationLine) -> ContractLine:
    assert line.net is not None
    return ContractLine(
        system=mark,
        name=line.name,
        period=line.period,
        formula=line.formula,
        proof=f"{quotation.number} v{quotation.version} #{place} ({line.rule})",
        quantity=line.quantity,
        unit=line.unit,
        net=line.net,
        vat_percent=line.vat_rate.percent,
        vat=line.vat,
    )


def payment_of(number: int, line: ContractLine) -> PaymentDue:
    what = Text(
        f"{line.system} {line.name.zh}，{line.period.zh}",
        f"{line.system} {line.name.en}, {line.period.en}",
    )
    return PaymentDue(number=number, what=what, due=date(2026, 12, 31), net=line.net, vat=line.vat)


def _documents(marks: Iterator[str]) -> Iterator[RequiredDocument]:
    states = (
        (DocumentState.PRESENT, Text("2026-11-20 版", "version of 20 November 2026")),
        (DocumentState.COLLECTION_ORDERED, None),
        (DocumentState.MISSING, None),
    )
    for mark in marks:
        for named, (state, note) in zip(builders.edition().documents, states, strict=False):
            yield RequiredDocument(system=mark, name=named.text, state=state, note=note)


def _rights(mark: str, quotation: Quotation) -> Iterator[ContractEntitlement]:
    for line in quotation.lines:
        if line.kind is LineKind.PLAN:
            yield from _plan_rights(mark, quotation, line)
            continue
        man_days = Text(f"{line.quantity} 人天", f"{line.quantity} man-days")
        yield ContractEntitlement(
            system=mark,
            contract_year=line.span or twelve_months_from(SIGNED),
            plan=line.name,
            name=line.name,
            rule=line.rule,
            amount=None if line.kind is LineKind.RESPONSE else man_days,
        )


def _plan_rights(
    mark: str, quotation: Quotation, line: QuotationLine
) -> Iterator[ContractEntitlement]:
    years = () if line.project_year is None else (line.project_year,)
    held = Holding(line.code, line.span.start, years)  # type: ignore[arg-type, union-attr]
    found = entitlements_on(
        quotation.edition,
        quotation.request.system,
        [held],
        line.span.start,  # type: ignore[union-attr]
    )
    for each in found:
        yield ContractEntitlement(
            system=mark,
            contract_year=each.contract_year,
            plan=line.name,
            name=each.service.text,
            rule=each.service.rule,
        )
