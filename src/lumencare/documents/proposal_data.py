"""What the template of an upgrade proposal prints, as plain values in reading order."""

from typing import Any

from lumencare.documents.capital_figures import write_capitals
from lumencare.documents.clause_groups import mark_all
from lumencare.documents.contract_data import SHOWN_OF_HASH
from lumencare.documents.figures import exact, pair, percent, signed
from lumencare.documents.proposal_context import OfferedOption, ProposalContext, SurveyFound
from lumencare.documents.qr_code import draw_qr_code
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text
from lumencare.domain.upgrade.content import (
    DOER_NAMES,
    OPTION_KIND_NAMES,
    REUSE_NAMES,
    SCOPE_NAMES,
    MigrationStep,
    ReuseRow,
)
from lumencare.domain.upgrade.lines import HOUR_NAMES, KIND_NAMES, LineKind
from lumencare.domain.upgrade.pricing import PricedLine
from lumencare.domain.upgrade.surveying import CONDITION_NAMES, Condition

TITLE = Text("系统升级方案", "System Upgrade Proposal")


def write_proposal(context: ProposalContext) -> dict[str, Any]:
    """Return what the template prints."""
    system = context.system
    return {
        "title": pair(TITLE),
        "number": context.number,
        "version": context.version,
        "on": context.on.isoformat(),
        "valid_until": {
            "zh": context.valid_until.isoformat(),
            "en": say_english_day(context.valid_until),
        },
        "edition": context.edition,
        "wording": context.wording,
        "replaces": context.replaces,
        "need": context.content.need,
        "recommended": context.content.recommended,
        "system": {
            **{name: getattr(system, name) for name in SYSTEM_FIELDS},
            "order_date": system.order_date.isoformat(),
        },
        "options": [_write_option(each, context) for each in context.options],
        "survey": context.survey,
        "survey_summary": context.survey_summary,
        "findings": [_finding(each) for each in context.findings],
        "records": [_reason(each) for each in context.records],
        "provider": None
        if context.provider is None
        else {"name": context.provider.name, "english_name": context.provider.english_name},
        "clauses": [
            {"heading": pair(group.heading), "clauses": [pair(each.text) for each in group.clauses]}
            for group in context.clauses
        ],
        "clause_mark": mark_all(context.clauses)[:SHOWN_OF_HASH],
        "contacts": [{**pair(each.label), "value": each.value} for each in context.contacts],
        "check": {"address": context.check_address, "code": draw_qr_code(context.check_address)},
        "sealing": None,
    }


def _finding(found: SurveyFound) -> dict[str, Any]:
    return {
        "component": found.component,
        "part_number": found.part_number,
        "quantity": found.quantity,
        "condition": pair(CONDITION_NAMES[Condition(found.condition)]),
        "note": found.note,
    }


def _write_option(offered: OfferedOption, context: ProposalContext) -> dict[str, Any]:
    priced = offered.priced
    option = priced.option
    return {
        "key": option.key,
        "recommended": option.key == context.content.recommended and len(context.options) > 1,
        "kind": pair(OPTION_KIND_NAMES[option.kind]),
        "name": pair(option.name),
        "gains": pair(option.gains) if option.gains.zh else None,
        "scope": [pair(SCOPE_NAMES[each]) for each in option.scope],
        "parts": [
            {"name": pair(KIND_NAMES[kind]), "net": signed_off(kind, priced.net_of(kind))}
            for kind in LineKind
            if option.of_kind(kind)
        ],
        "lines": [_line(each) for each in priced.lines],
        "net": exact(priced.net),
        "gross": exact(priced.gross),
        "capitals": write_capitals(priced.gross),
        "vat": [
            {
                "percent": percent(each.rate.percent),
                "net": exact_or_less(each.net),
                "vat": exact_or_less(each.vat),
            }
            for each in priced.vat_totals
        ],
        "reuse": [_reuse(each) for each in option.reuse],
        "steps": [_step(each) for each in option.steps],
        "out_hours": option.out_hours,
        "days": sum(each.days for each in option.steps),
        "cover": [_reason(each) for each in offered.cover],
    }


def exact_or_less(amount: Any) -> str:
    """Return an amount with its fen; what is below nothing with its sign."""
    return exact(amount) if amount.fen >= 0 else signed(amount)


def signed_off(kind: LineKind, amount: Any) -> str:
    """Return the sum of a kind of lines; what comes off with its sign."""
    return signed(amount) if kind is LineKind.TRADE_IN else exact(amount)


def _line(priced: PricedLine) -> dict[str, Any]:
    line = priced.line
    return {
        "kind": line.kind.value,
        "kind_name": pair(KIND_NAMES[line.kind]),
        "text": line.text,
        "part_number": line.part_number,
        "hours": None if line.hours is None else pair(HOUR_NAMES[line.hours]),
        "source": line.source,
        "quantity": f"{line.quantity.normalize():f}",
        "unit": pair(line.unit),
        "price": exact(line.price),
        "listed": None if line.listed is None or line.listed <= line.price else exact(line.listed),
        "vat": percent(priced.rate.percent),
        "net": exact_or_less(priced.net),
    }


def _reuse(row: ReuseRow) -> dict[str, Any]:
    return {
        "component": row.component,
        "part_number": row.part_number,
        "quantity": row.quantity,
        "verdict": {"code": row.verdict.value, **pair(REUSE_NAMES[row.verdict])},
        "replacement": row.replacement,
    }


def _step(step: MigrationStep) -> dict[str, Any]:
    return {
        "text": pair(step.text),
        "doer": pair(DOER_NAMES[step.doer]),
        "days": step.days,
        "out": pair(step.out_of_service) if step.out_hours else None,
        "out_hours": step.out_hours,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {"rule": reason.rule, **pair(reason.text)}


SYSTEM_FIELDS = (
    "project",
    "customer",
    "ref",
    "name",
    "system_type",
    "software",
    "city",
    "address",
)
