"""Contracts and amendments that documents are tried on: each shows what the others do not."""

from dataclasses import replace
from datetime import date

from lumencare.documents.contract_context import (
    AmendmentContext,
    Change,
    ContractContext,
    Duty,
    Parties,
    Party,
)
from lumencare.domain.contract.clause import AMENDMENT
from lumencare.domain.money import ZERO, Money
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text
from tests.documents.contract_building import (
    END_USER,
    OWNER,
    PARTNER,
    PROVIDER,
    UNKNOWN,
    contract_of,
    line_of,
    paper,
    payment_of,
    quoted,
    system_of,
)
from tests.documents.samples import LONG_NAME, sample, system
from tests.domain.quotation_requests import option, plan


def contract_sample(name: str) -> ContractContext:
    """Return the contract of a sample."""
    return CONTRACTS[name]()


def amendment_sample(name: str) -> AmendmentContext:
    """Return the amendment of a sample."""
    return AMENDMENTS[name]()


def _two() -> ContractContext:
    """Return a Part Care Plus and Service Care contract with a response option and man-days."""
    return contract_of(
        quoted(
            plan("part-care-plus"),
            plan("service-care"),
            option("24h"),
            option("onsite-programming", 3),
        ),
    )


def _years() -> ContractContext:
    """Return Technology Support for several years, sold to a partner for somebody else's site."""
    athena = sample("athena")
    parties = Parties(customer=PARTNER, provider=PROVIDER, others=(END_USER,))
    return contract_of(athena, parties=parties)


def _annual() -> ContractContext:
    """Return the annual plan, whose first years cost nothing."""
    return contract_of(
        quoted(plan("part-care-plus-annual"), system=system("2Y", "1000000", date(2026, 3, 1)))
    )


def _several() -> ContractContext:
    """Return one contract for three systems of different classes."""
    return contract_of(
        quoted(plan("part-care-basic"), number="LC-20261123-A"),
        quoted(
            plan("technology-support", 4, 5),
            system=system("2Y", "749999.99", date(2023, 6, 1)),
            project="滨江中心 B 座",
            number="LC-20261123-B",
        ),
        quoted(
            plan("part-care-plus"),
            plan("service-care"),
            system=system("HWQS8", "300000", date(2025, 6, 1)),
            project="湖畔别墅",
            city="杭州市",
            number="LC-20261123-D",
        ),
    )


def _long() -> ContractContext:
    """Return very long names, the greatest amounts and long invoice data."""
    base = contract_of(sample("long"))
    english = (
        "The Very Long International Exhibition, Convention and Trade Centre Company Limited " * 2
    )
    customer = replace(
        OWNER,
        name=LONG_NAME,
        english_name=english,
        address=LONG_NAME,
        bank=LONG_NAME,
        bank_account="9" * 60,
    )
    others = (Party(duties=(Duty.END_USER,), name=LONG_NAME, contact="x" * 60 + "@example.com"),)
    paper = replace(
        base.paper, parties=Parties(customer=customer, provider=PROVIDER, others=others)
    )
    address = LONG_NAME
    return replace(
        base, paper=paper, systems=tuple(replace(each, address=address) for each in base.systems)
    )


def _bare() -> ContractContext:
    """Return the least that a contract can hold: one line, a customer without any data."""
    base = contract_of(
        quoted(plan("part-care-basic")), parties=Parties(customer=UNKNOWN, provider=PROVIDER)
    )
    return replace(
        base, conditions=(), documents=(), paper=replace(base.paper, sealing=None, contacts=())
    )


def _upgrade() -> AmendmentContext:
    """Return the change from the 72-hour to the 24-hour response during the year (D-21)."""
    quotation = quoted(plan("service-care"), option("24h"))
    response = next(each for each in quotation.lines if each.kind is LineKind.RESPONSE)
    line = replace(
        line_of("S1", quotation, 2, response),
        net=Money.of("4000"),
        vat=Money.of("240"),
        formula="10,000.00 − 6,000.00",
    )
    parties = Parties(customer=OWNER, provider=PROVIDER)
    return AmendmentContext(
        paper=paper("LC-C-2026-0007-A1", (quotation,), parties, AMENDMENT),
        contract="LC-C-2026-0007",
        contract_on=date(2026, 3, 2),
        effective=date(2026, 12, 5),
        reason=Text("客户需要更快到场", "the customer needs an engineer sooner"),
        changes=(
            Change(
                subject=Text("响应时限", "Response commitment"),
                was=Text("72 小时响应", "72-hour response"),
                becomes=Text("24 小时响应", "24-hour response"),
                rule="D-21",
            ),
        ),
        lines=(line,),
        payments=(payment_of(1, line),),
        systems=(system_of("S1", quotation),),
    )


def _credit() -> AmendmentContext:
    """Return a cancellation with a stated credit (D-17)."""
    base = _upgrade()
    credit = replace(
        base.lines[0],
        name=Text("服务保障计划，余期退款", "Service Care Plan, refund of the rest"),
        net=ZERO - Money.of("8000"),
        vat=ZERO - Money.of("480"),
        formula="",
    )
    change = Change(
        subject=Text("服务保障计划", "Service Care Plan"),
        was=Text("至 2027-11-22", "until 22 November 2027"),
        becomes=Text("于 2027-02-28 终止", "ends on 28 February 2027"),
        rule="D-17",
    )
    return replace(
        base,
        reason=Text("楼宇停用", "the building is closed"),
        changes=(change,),
        lines=(credit,),
        payments=(payment_of(1, credit),),
        systems=(),
    )


def _owner() -> AmendmentContext:
    """Return a change of owner, for which nothing is paid (D-18)."""
    change = Change(
        subject=Text("最终用户", "End User"),
        was=Text("滨江置业有限公司", "Binjiang Property Co., Ltd."),
        becomes=Text("滨江资产管理有限公司", "Binjiang Asset Management Co., Ltd."),
        rule="D-18",
    )
    return replace(
        _upgrade(),
        changes=(change,),
        lines=(),
        payments=(),
        systems=(),
        reason=Text("项目转让", "the site was sold"),
    )


CONTRACTS = {
    "two": _two,
    "years": _years,
    "annual": _annual,
    "several": _several,
    "long": _long,
    "bare": _bare,
}
AMENDMENTS = {"upgrade": _upgrade, "credit": _credit, "owner": _owner}
