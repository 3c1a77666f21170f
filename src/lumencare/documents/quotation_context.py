"""Everything that the quotation's template prints, as plain values in reading order."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from lumencare.documents.capital_figures import write_capitals
from lumencare.documents.cost_chart import draw_cost_chart
from lumencare.documents.figures import exact, pair, percent
from lumencare.documents.plan_matrix import cover_cells, lay_out_matrix
from lumencare.documents.price_proof import write_proof, write_reason
from lumencare.documents.quotation_clauses import group_clauses
from lumencare.documents.quotation_site import list_responses, name_place, tell_survey
from lumencare.domain.codes import PlanCode, StartUp
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.cover import held_by_lines
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.ways import FULL_COVER
from lumencare.domain.request import QuotationRequest
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Text

START_UP_NAMES = {
    StartUp.MANUFACTURER: Text("原厂调试", "by the manufacturer"),
    StartUp.PARTNER: Text("合作伙伴调试", "by the partner"),
}
START_UP_UNKNOWN = Text("未注明（按合作伙伴调试计）", "not stated (counted as the partner's)")
OFFER_TITLE = Text("服务计划报价单", "Service Plan Quotation")
SET_PRICE = Text("原厂确定的价格，见附录", "price set by the manufacturer, see the appendix")
COMPARISON_TITLE = Text("服务计划对比", "Service Plan Comparison")


def build_context(quotation: Quotation) -> dict[str, Any]:
    """Return what the template prints for one quotation."""
    shown, tint = name_shown_ways(quotation), _tint(quotation)
    return {
        "title": pair(OFFER_TITLE if quotation.lines else COMPARISON_TITLE),
        "number": quotation.number,
        "version": quotation.version,
        "on": quotation.on.isoformat(),
        "valid_until": _day(quotation.valid_until),
        "edition": quotation.edition.code,
        "edition_name": pair(quotation.edition.name),
        "project": quotation.request.project,
        "customer": quotation.request.customer,
        "facts": list(_facts(quotation)),
        "finding": {
            "headline": pair(quotation.finding.headline),
            "detail": pair(quotation.finding.detail),
        },
        "chart": draw_cost_chart(quotation, shown),
        "matrix": lay_out_matrix(quotation, shown if tint else ()),
        "tint": tint,
        "offer": _offer(quotation) if quotation.lines else None,
        "notes": [write_reason(each) for each in quotation.notes],
        "next_due": [write_reason(each) for each in quotation.next_due],
        "responses": list_responses(quotation),
        "clauses": [
            {"heading": pair(group.heading), "clauses": [pair(each.text) for each in group.clauses]}
            for group in group_clauses(quotation)
        ],
        "documents": [pair(each.text) for each in quotation.edition.documents],
        "system_care": _leads_to_system_care(quotation),
        "survey": tell_survey(quotation),
        "contacts": [
            {**pair(each.text), "value": each.value} for each in quotation.edition.contacts
        ],
        "proof": write_proof(quotation),
    }


def name_shown_ways(quotation: Quotation) -> tuple[tuple[PlanCode, ...], ...]:
    """Return the ways to point out, strongest first: what was chosen, or what costs least."""
    chosen = {each.plan for each in quotation.request.plans}
    if not chosen:
        return tuple(each.plans for each in quotation.finding.ways[:1])
    rows = (*FULL_COVER, *((each,) for each in PlanCode))
    best = next(plans for plans in rows if chosen.issuperset(plans))
    return (best, *((each,) for each in PlanCode if each in chosen and each not in best))


def _tint(quotation: Quotation) -> str | None:
    """Return what the tinted row of the matrix means; a single way is not the cheapest of any."""
    if quotation.lines:
        return "chosen"
    return "cheapest" if len(quotation.finding.ways) > 1 else None


def _facts(quotation: Quotation) -> Iterator[dict[str, Any]]:
    request, edition = quotation.request, quotation.edition
    system, year = request.system, quotation.comparison.project_year
    yield _fact(Text("系统类型", "System type"), request.system_type)
    yield _fact(Text("城市", "City"), name_place(quotation))
    yield _fact(
        Text("原质保类别", "Warranty class"), edition.class_by_code[system.warranty_class].text
    )
    yield _fact(Text("调试", "Start-up"), _name_start_up(request))
    yield _fact(Text("订单之日", "Order date"), system.order_date.isoformat())
    ends = year_span(system.order_date, year).last_day
    yield _fact(
        Text("项目年度", "Project year"),
        Text(f"第 {year} 年，至 {ends}", f"year {year}"),
    )
    yield _fact(Text("硬件清单（售后价）", "post-sales list"), exact(system.bom))
    if request.list_amount is not None:
        yield _fact(Text("硬件清单（列表价）", "list-price list"), exact(request.list_amount))


def _name_start_up(request: QuotationRequest) -> Text:
    return START_UP_NAMES[request.system.start_up] if request.start_up_stated else START_UP_UNKNOWN


def _fact(label: Text, value: Text | str) -> dict[str, Any]:
    return {"label": pair(label), "value": pair(value) if isinstance(value, Text) else value}


def _offer(quotation: Quotation) -> dict[str, Any]:
    amounts = None
    if quotation.net is not None and quotation.gross is not None:
        amounts = {
            "net": exact(quotation.net),
            "gross": exact(quotation.gross),
            "capitals": write_capitals(quotation.gross),
            "vat": [
                {
                    "percent": percent(each.rate.percent),
                    "net": exact(each.net),
                    "vat": exact(each.vat),
                }
                for each in quotation.vat_totals
            ],
        }
    return {
        "lines": [_line(each) for each in quotation.lines],
        "amounts": amounts,
        "from": quotation.from_price,
        "nothing_due": quotation.gross is not None and not quotation.gross,
        "cover": cover_cells(quotation, held_by_lines(quotation.lines)),
    }


def _line(line: QuotationLine) -> dict[str, Any]:
    return {
        "name": pair(line.name),
        "period": pair(line.period),
        "rate": pair(line.rate if line.set_price is None else SET_PRICE),
        "quantity": line.quantity,
        "unit": pair(line.unit),
        "net": None if line.net is None else exact(line.net),
        "from": line.from_price,
        "remark": None if line.remark is None else pair(line.remark),
        "vat": percent(line.vat_rate.percent),
    }


def _leads_to_system_care(quotation: Quotation) -> bool:
    """Tell whether the next step is a proposal: it was chosen, or nothing else is left (G-4)."""
    chosen = PlanCode.SYSTEM_CARE in {each.plan for each in quotation.request.plans}
    return chosen or quotation.comparison.project_year > quotation.edition.horizon_years


def _day(day: date) -> dict[str, str]:
    """Return a day as tables and Chinese write it, and as English prose does."""
    return {"zh": day.isoformat(), "en": say_english_day(day)}
