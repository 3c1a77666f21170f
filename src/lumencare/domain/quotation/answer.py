"""The answer that a quotation leaves the program in, and is kept in: every figure with its why."""

from collections.abc import Iterable

from lumencare.domain.answers import Answer, plain_value, reasons_answer, text_answer
from lumencare.domain.quotation.finding import Finding
from lumencare.domain.quotation.first_year import due_within_first_year
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.making import Quotation, VatTotal
from lumencare.domain.text import Text


def quotation_answer(quotation: Quotation) -> Answer:
    """Return a quotation as JSON can hold it, whole, so that it never has to be made again.

    Amounts are null where nothing is priced (SY-3). Why staff set a price stands in the request
    alone, so this can be shown to a customer (D-20).
    """
    return {
        "number": quotation.number,
        "version": quotation.version,
        "edition": quotation.edition.code,
        "on": quotation.on.isoformat(),
        "project_year": quotation.comparison.project_year,
        "valid_until": quotation.valid_until.isoformat(),
        "valid_because": reasons_answer([quotation.valid_because]),
        "finding": _finding_answer(quotation.finding),
        "lines": [_line_answer(each) for each in quotation.lines],
        "net": plain_value(quotation.net),
        "vat": plain_value(quotation.vat),
        "gross": plain_value(quotation.gross),
        "from_price": quotation.from_price,
        "vat_by_rate": _vat_answer(quotation.vat_totals),
        "due_within_first_year": str(due_within_first_year(quotation)),
        "needs_approval": quotation.needs_approval,
        "approval_because": reasons_answer(quotation.approval_because),
        "notes": reasons_answer(quotation.notes),
        "next_due": reasons_answer(quotation.next_due),
    }


def _finding_answer(finding: Finding) -> Answer:
    return {
        "headline": text_answer(finding.headline),
        "detail": text_answer(finding.detail),
        "because": reasons_answer(finding.because),
    }


def _line_answer(line: QuotationLine) -> Answer:
    return {
        "kind": line.kind.value,
        "code": line.code,
        "name": text_answer(line.name),
        "project_year": line.project_year,
        **_when_answer(line),
        "rate": text_answer(line.rate),
        "formula": line.formula,
        "rule": line.rule,
        "edition": line.edition,
        **_price_answer(line),
        "remark": _text_or_none(line.remark),
        "because": reasons_answer(line.because),
    }


def _when_answer(line: QuotationLine) -> Answer:
    return {
        "period": text_answer(line.period),
        "from": None if line.span is None else line.span.start.isoformat(),
        "until": None if line.span is None else line.span.last_day.isoformat(),
        "unit": text_answer(line.unit),
        "quantity": line.quantity,
    }


def _price_answer(line: QuotationLine) -> Answer:
    return {
        "computed_unit_net": plain_value(line.computed_unit_net),
        "computed_net": plain_value(line.computed_net),
        "unit_net": plain_value(line.unit_net),
        "net": plain_value(line.net),
        "from_price": line.from_price,
        "price_set": line.set_price is not None,
        "below_floor": line.below_floor,
        "vat_percent": f"{line.vat_rate.percent.normalize():f}",
        "vat_assumed": line.vat_rate.assumed,
        "vat": None if line.net is None else str(line.vat),
        "gross": plain_value(line.gross),
    }


def _vat_answer(totals: Iterable[VatTotal]) -> list[Answer]:
    return [
        {
            "percent": f"{each.rate.percent.normalize():f}",
            "assumed": each.rate.assumed,
            "net": str(each.net),
            "vat": str(each.vat),
        }
        for each in totals
    ]


def _text_or_none(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text_answer(text)
