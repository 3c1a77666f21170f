"""What the templates of a contract and of an amendment print, as plain values in reading order."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from lumencare.documents.capital_figures import write_capitals
from lumencare.documents.clause_groups import mark_all
from lumencare.documents.contract_context import (
    AmendmentContext,
    Change,
    Condition,
    ContractContext,
    ContractEntitlement,
    ContractLine,
    ContractSystem,
    DocumentState,
    Duty,
    Paper,
    Party,
    PaymentDue,
    RequiredDocument,
)
from lumencare.documents.figures import exact, pair, percent, signed
from lumencare.documents.qr_code import draw_qr_code
from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.period import Span
from lumencare.domain.quotation.cover import YearCover
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text

CONTRACT_TITLE = Text("服务合同", "Service Contract")
AMENDMENT_TITLE = Text("合同变更", "Contract Amendment")
DUTY_NAMES = {
    Duty.SOLD_TO: Text("购买方", "Sold-to"),
    Duty.BILL_TO: Text("付款方", "Bill-to"),
    Duty.END_USER: Text("最终用户", "End User"),
    Duty.PARTNER: Text("合作伙伴", "Partner"),
    Duty.PROVIDER: Text("服务方", "Service provider"),
}
PARTY_FIELDS = (
    ("credit_code", Text("统一社会信用代码", "Credit code")),
    ("address", Text("地址", "Address")),
    ("phone", Text("电话", "Telephone")),
    ("bank", Text("开户行", "Bank")),
    ("bank_account", Text("账号", "Account")),
    ("contact", Text("联系人", "Contact")),
)
STATE_NAMES = {
    DocumentState.PRESENT: Text("已收到", "present"),
    DocumentState.COLLECTION_ORDERED: Text("已委托现场收集", "collection ordered"),
    DocumentState.MISSING: Text("待提供", "to be provided"),
    DocumentState.NOT_NEEDED: Text("不适用", "not applicable"),
}
# So much of a fingerprint tells two texts apart for a reader; the whole one is kept with the file.
SHOWN_OF_HASH = 16


def write_contract(context: ContractContext) -> dict[str, Any]:
    """Return what the contract's template prints."""
    names = {each.name: None for each in context.lines}
    return {
        **_write_paper(context.paper, CONTRACT_TITLE),
        "quotation": context.quotation,
        "chosen": [pair(each) for each in names],
        "systems": [_write_system(each) for each in context.systems],
        "lines": [_write_line(each) for each in context.lines],
        "amounts": _write_amounts(context.lines),
        "payments": [_write_payment(each) for each in context.payments],
        "paid": _write_amounts(context.payments),
        "conditions": [_write_condition(each) for each in context.conditions],
        "documents": [_write_document(each) for each in context.documents],
        "entitlements": _write_entitlements(context.entitlements),
    }


def write_amendment(context: AmendmentContext) -> dict[str, Any]:
    """Return what the amendment's template prints."""
    return {
        **_write_paper(context.paper, AMENDMENT_TITLE),
        "contract": context.contract,
        "contract_on": _write_day(context.contract_on),
        "effective": _write_day(context.effective),
        "reason": pair(context.reason),
        "changes": [_write_change(each) for each in context.changes],
        "systems": [_write_system(each) for each in context.systems],
        "lines": [_write_line(each) for each in context.lines],
        "amounts": _write_amounts(context.lines),
        "payments": [_write_payment(each) for each in context.payments],
        "paid": _write_amounts(context.payments),
    }


def _write_paper(paper: Paper, title: Text) -> dict[str, Any]:
    parties = paper.parties
    return {
        "title": pair(title),
        "number": paper.number,
        "on": paper.on.isoformat(),
        "edition": paper.edition,
        "edition_name": pair(paper.edition_name),
        "customer": write_party(parties.customer),
        "provider": write_party(parties.provider),
        "others": [write_party(each) for each in parties.others],
        "clauses": [
            {"heading": pair(group.heading), "clauses": [pair(each.text) for each in group.clauses]}
            for group in paper.clauses
        ],
        "clause_mark": mark_all(paper.clauses)[:SHOWN_OF_HASH],
        "contacts": [{**pair(each.label), "value": each.value} for each in paper.contacts],
        "check": {"address": paper.check_address, "code": draw_qr_code(paper.check_address)},
        "sealing": None
        if paper.sealing is None
        else {"signer": paper.sealing.signer, "self_made": paper.sealing.is_self_made},
    }


def write_party(party: Party) -> dict[str, Any]:
    return {
        "duties": [pair(DUTY_NAMES[each]) for each in party.duties],
        "name": party.name,
        "english_name": party.english_name,
        "facts": [
            {"label": pair(label), "value": value}
            for field, label in PARTY_FIELDS
            if (value := getattr(party, field))
        ],
    }


def _write_system(system: ContractSystem) -> dict[str, Any]:
    return {
        "mark": system.mark,
        "project": system.project,
        "type": system.system_type,
        "place": {"zh": system.place, "en": system.english_place},
        "address": system.address,
        "class": pair(system.warranty_class),
        "start_up": pair(system.start_up),
        "order_date": system.order_date.isoformat(),
        "horizon_end": system.horizon_end.isoformat(),
        "bom": exact(system.bom),
        "bom_on": system.bom_on.isoformat(),
        "hash": system.list_hash[:SHOWN_OF_HASH],
        "list_amount": None if system.list_amount is None else exact(system.list_amount),
        "cover": [_write_cover(each) for each in system.cover],
    }


def _write_cover(cover: YearCover) -> dict[str, Any]:
    return {
        "percent": cover.parts_percent,
        "labour": cover.labour.value,
        "past": cover.past,
        "starts": cover.span.start.isoformat(),
        "ends": cover.span.last_day.isoformat(),
    }


def _write_line(line: ContractLine) -> dict[str, Any]:
    return {
        "system": line.system,
        "name": pair(line.name),
        "period": pair(line.period),
        "formula": line.formula,
        "proof": line.proof,
        "quantity": line.quantity,
        "unit": pair(line.unit),
        "net": _write_amount(line.net),
        "vat": percent(line.vat_percent),
        "remark": None if line.remark is None else pair(line.remark),
    }


def _write_amount(amount: Money) -> str:
    """Return an amount; a credit carries its sign."""
    return signed(amount) if amount < ZERO else exact(amount)


def _write_amounts(parts: Sequence[ContractLine | PaymentDue]) -> dict[str, Any]:
    """Return the sums of lines or payments, VAT by rate, and the gross in capital figures."""
    gross = total(each.gross for each in parts)
    lines = [each for each in parts if isinstance(each, ContractLine)]
    rates = sorted({each.vat_percent for each in lines})
    return {
        "net": _write_amount(total(each.net for each in parts)),
        "vat": _write_amount(total(each.vat for each in parts)),
        "gross": _write_amount(gross),
        **_write_capitals(gross),
        "rates": [
            {
                "percent": percent(rate),
                "net": _write_amount(total(e.net for e in lines if e.vat_percent == rate)),
                "vat": _write_amount(total(e.vat for e in lines if e.vat_percent == rate)),
            }
            for rate in rates
        ],
    }


def _write_capitals(amount: Money) -> dict[str, Any]:
    """Return an amount in capital figures; those of a credit are its size (D-17)."""
    is_credit = amount < ZERO
    return {"capitals": write_capitals(ZERO - amount if is_credit else amount), "credit": is_credit}


def _write_payment(payment: PaymentDue) -> dict[str, Any]:
    return {
        "number": payment.number,
        "what": pair(payment.what),
        "due": payment.due.isoformat(),
        "net": _write_amount(payment.net),
        "vat": _write_amount(payment.vat),
        "gross": _write_amount(payment.gross),
        "nothing": not payment.gross,
        **_write_capitals(payment.gross),
    }


def _write_condition(condition: Condition) -> dict[str, Any]:
    evidence = condition.evidence
    return {
        **pair(condition.text),
        "rule": condition.rule,
        "evidence": None if evidence is None else pair(evidence),
    }


def _write_document(document: RequiredDocument) -> dict[str, Any]:
    return {
        "system": document.system,
        "name": pair(document.name),
        "state": document.state.value,
        "word": pair(STATE_NAMES[document.state]),
        "note": None if document.note is None else pair(document.note),
    }


def _write_entitlements(rights: Iterable[ContractEntitlement]) -> list[dict[str, Any]]:
    """Return what each contract year of each plan holds, one row a year, in the order given."""

    def year_of(right: ContractEntitlement) -> tuple[str, Span | None, Text]:
        return right.system, right.contract_year, right.plan

    return [
        {
            "system": system,
            "starts": None if year is None else year.start.isoformat(),
            "ends": None if year is None else year.last_day.isoformat(),
            "plan": pair(plan),
            "rights": [_write_right(each) for each in found],
        }
        for (system, year, plan), found in groupby(rights, key=year_of)
    ]


def _write_right(right: ContractEntitlement) -> dict[str, Any]:
    amount = None if right.amount is None else pair(right.amount)
    return {"name": pair(right.name), "amount": amount, "rule": right.rule}


def _write_change(change: Change) -> dict[str, Any]:
    return {
        "subject": pair(change.subject),
        "was": pair(change.was),
        "becomes": pair(change.becomes),
        "rule": change.rule,
    }


def _write_day(day: date) -> dict[str, str]:
    return {"zh": day.isoformat(), "en": say_english_day(day)}
