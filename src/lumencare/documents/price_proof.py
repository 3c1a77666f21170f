"""The price proof: behind each figure its formula, rate row, rule id and edition."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lumencare.documents.figures import exact, pair, signed
from lumencare.domain.comparison import PlanAnswer
from lumencare.domain.eligibility import Eligibility
from lumencare.domain.money import ZERO
from lumencare.domain.pricing import formula, rate_words
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text


def write_proof(quotation: Quotation) -> dict[str, Any]:
    """Return the appendix: quoted lines, every compared payment, sums and reasons."""
    finding = quotation.finding
    changed = [_prove_set_price(each) for each in quotation.lines if each.set_price is not None]
    return {
        "lines": [_prove_line(each) for each in quotation.lines],
        "payments": list(_prove_payments(quotation)),
        "sums": [write_reason(each) for each in finding.because] if finding.ways else [],
        "plans": [_write_judgement(each) for each in quotation.comparison.plans],
        "validity": write_reason(quotation.valid_because),
        # Only where there are any: most quotations have the prices that the edition computes.
        **({"set_prices": changed} if changed else {}),
    }


def write_reason(reason: Reason) -> dict[str, str]:
    """Return a reason as templates take it."""
    return {"rule": reason.rule, **pair(reason.text)}


def _prove_line(line: QuotationLine) -> dict[str, Any]:
    return {
        "name": pair(line.name),
        "year": line.project_year,
        "formula": line.formula,
        "rate": pair(line.rate),
        "rule": line.rule,
        "net": None if line.computed_net is None else exact(line.computed_net),
    }


def _prove_set_price(line: QuotationLine) -> dict[str, Any]:
    """Return a price that the manufacturer set; why it did is not for the customer's paper."""
    computed, offered = line.computed_net or ZERO, line.net or ZERO
    return {
        "name": pair(line.name),
        "year": line.project_year,
        "computed": exact(computed),
        "offered": exact(offered),
        "difference": signed(offered - computed),
        "because": write_reason(line.because[0]),
    }


def _prove_payments(quotation: Quotation) -> Iterator[dict[str, Any]]:
    """Yield each payment of each plan that may be bought, as the comparison counts it."""
    for answer in quotation.comparison.plans:
        for payment in answer.payments:
            yield {
                "name": pair(answer.plan.name),
                "year": payment.project_year,
                "formula": formula(payment, quotation.request.system.bom),
                "rate": pair(rate_words(payment.row)),
                "rule": payment.row.rule,
                "net": exact(payment.net),
            }


def _write_judgement(answer: PlanAnswer) -> dict[str, Any]:
    return {
        "name": pair(answer.plan.name),
        "eligible": answer.eligibility.eligible,
        "because": [write_reason(each) for each in _for_customers(answer.eligibility)],
    }


def _for_customers(eligibility: Eligibility) -> Iterator[Reason]:
    """Yield the reasons as the appendix gives them: days left are for staff who follow up."""
    first, *others = eligibility.because
    last_day = eligibility.last_day_to_buy
    if eligibility.eligible and last_day is not None:
        text = Text(
            f"可购买，最后一天是 {last_day}。",
            f"Can be bought until {say_english_day(last_day)}.",
        )
        first = replace(first, text=text)
    yield from (first, *others)
