"""The price proof: behind each figure its formula, rate row, rule id and edition."""

from collections.abc import Iterator
from typing import Any

from lumencare.documents.figures import exact, pair, percent
from lumencare.domain.codes import INITIAL_WARRANTY
from lumencare.domain.comparison import PlanAnswer
from lumencare.domain.edition import CoverageStep
from lumencare.domain.pricing import formula, rate_words
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.text import Reason, Text, applies


def write_proof(quotation: Quotation) -> dict[str, Any]:
    """Return the appendix: quoted lines, every compared payment, sums, reasons, assumptions."""
    return {
        "lines": [_prove_line(each) for each in quotation.lines],
        "payments": list(_prove_payments(quotation)),
        "sums": [write_reason(each) for each in quotation.finding.because],
        "plans": [_write_judgement(each) for each in quotation.comparison.plans],
        "validity": write_reason(quotation.valid_because),
        "assumed": [write_reason(each) for each in _assumptions(quotation)],
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
        "net": None if line.net is None else exact(line.net),
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
        "because": [write_reason(each) for each in answer.eligibility.because],
    }


def _assumptions(quotation: Quotation) -> Iterator[Reason]:
    """Yield the values behind this document that are ours and not published."""
    used = {each.vat_rate.kind: each.vat_rate for each in quotation.lines}
    for rate in used.values():
        if rate.assumed:
            share = percent(rate.percent)
            yield applies(rate.rule, Text(f"增值税率 {share}。", f"VAT rate {share}."))
    days = quotation.edition.setting_by_name["quotation_valid_days"]
    if days.assumed:
        text = Text(f"报价有效期 {days.value} 天。", f"Validity of {days.value} days.")
        yield applies(days.rule, text)
    warranty_class = quotation.request.system.warranty_class
    for step in quotation.edition.coverage:
        if step.assumed and (step.by, step.warranty_class) == (INITIAL_WARRANTY, warranty_class):
            yield applies(step.rule, _say_step(step))


def _say_step(step: CoverageStep) -> Text:
    first, last = step.first_year, step.last_year
    years_zh = f"第 {first} 年" if first == last else f"第 {first} 至 {last} 年"
    years_en = f"year {first}" if first == last else f"years {first} to {last}"
    return Text(
        f"原质保{years_zh}更换件减免 {step.percent}%。",
        f"Initial warranty, {years_en}: parts at {step.percent}%.",
    )
