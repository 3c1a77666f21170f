"""The lines of a contract at their final prices, and the payments that they make due."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from lumencare.contracts.models import Payment, Term
from lumencare.contracts.papers.sold import Sold, quoted_lines, said
from lumencare.documents.contract_context import ContractLine, PaymentDue
from lumencare.domain.money import Money
from lumencare.domain.period import DAY, Span, twelve_months_from
from lumencare.domain.quotation.line import LineKind, say_span
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text

FROM_EFFECT = Text("自生效起 12 个月", "12 months from effect")


def lines_of(sold: Iterable[Sold]) -> Iterator[ContractLine]:
    """Yield what was sold, line by line as it was quoted; "from" is over: prices are final."""
    for each in sold:
        for place, line in quoted_lines(each):
            yield _line(each, place, line)


def _line(sold: Sold, place: int, line: dict[str, Any]) -> ContractLine:
    return ContractLine(
        system=sold.mark,
        name=said(line["name"]),
        period=_period(sold, line),
        proof=f"{sold.quotation} #{place} ({line['rule']})",
        quantity=line["quantity"],
        unit=said(line["unit"]),
        net=Money.of(line["net"]),
        vat_percent=Decimal(line["vat_percent"]),
        vat=Money.of(line["vat"]),
        # A price that staff set is not proven by a formula (D-20).
        formula="" if line.get("price_set") else line["formula"],
        remark=_remark(line),
    )


def _period(sold: Sold, line: dict[str, Any]) -> Text:
    """Return the days as quoted; 12 months that wait for the contract begin with it (D-6)."""
    row = next((each for each in sold.lines if each.code == line["code"]), None)
    terms = [] if row is None else list(row.terms.all())
    return FROM_EFFECT if len(terms) == 1 and terms[0].floating else said(line["period"])


def _remark(line: dict[str, Any]) -> Text | None:
    """Return what stands beside a line; a quotation compares on its first page, a contract not."""
    if line["remark"] is None or line["kind"] != LineKind.PLAN or line["project_year"] is not None:
        return said(line["remark"]) if line["remark"] else None
    first, last = date.fromisoformat(line["from"]), date.fromisoformat(line["until"])
    return None if last + DAY == twelve_months_from(first).end else _ends_sooner(last)


def _ends_sooner(last: date) -> Text:
    return Text(
        f"最迟至 {last}，价格仍为全年价。",
        f"Until {say_english_day(last)} at the latest, at the price of a full year.",
    )


def payments_of(sold: Iterable[Sold]) -> Iterator[PaymentDue]:
    """Yield what falls due for the lines, in the order of the days."""
    marks = {line.pk: each.mark for each in sold for line in each.lines}
    rows = Payment.objects.filter(line__in=marks, cancelled_on=None).select_related("line", "term")
    for number, row in enumerate(rows.order_by("due_on", "pk"), start=1):
        yield PaymentDue(
            number=number,
            what=_what(row, marks[row.line_id]),
            due=row.due_on,
            net=Money.of_fen(row.net_fen),
            vat=Money.of_fen(row.vat_fen),
        )


def _what(row: Payment, mark: str) -> Text:
    line, when = row.line, None if row.term is None else _when(row.term)
    if when is None:
        return Text(f"{mark} {line.name_zh}", f"{mark} {line.name_en}")
    return Text(f"{mark} {line.name_zh}，{when.zh}", f"{mark} {line.name_en}, {when.en}")


def _when(term: Term) -> Text:
    if term.floating:
        return FROM_EFFECT
    days = say_span(Span(term.starts_on, term.ends_on))
    if term.project_year is None:
        return days
    year = term.project_year
    return Text(f"第 {year} 年（{days.zh}）", f"year {year} ({days.en})")
