"""Everything that the quotation's template prints, as plain values in reading order."""

from collections.abc import Iterator
from typing import Any

from lumencare.documents.capital_figures import write_capitals
from lumencare.documents.cost_chart import draw_cost_chart
from lumencare.documents.figures import exact, pair, percent
from lumencare.documents.plan_matrix import cover_cells, lay_out_matrix
from lumencare.documents.price_proof import write_proof, write_reason
from lumencare.documents.quotation_clauses import choose_clauses
from lumencare.domain.codes import PlanCode, StartUp
from lumencare.domain.comparison import ResponseAnswer
from lumencare.domain.edition import ResponseOption
from lumencare.domain.place import Verdict
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.cover import held_by_lines
from lumencare.domain.quotation.line import LineKind, QuotationLine
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.quotation.ways import FULL_COVER
from lumencare.domain.text import Text

START_UP_NAMES = {
    StartUp.MANUFACTURER: Text("原厂调试", "by the manufacturer"),
    StartUp.PARTNER: Text("合作伙伴调试", "by a partner"),
}
VERDICT_NAMES = {
    Verdict.YES: Text("可选", "available"),
    Verdict.CONFIRM: Text("待确认", "to be confirmed"),
    Verdict.NO: Text("不可选", "not available"),
}
UNKNOWN_SITE = Text(
    "项目地点尚未核定，可以报价，签约前须由工作人员确认。",
    "The site has not been checked; it can be quoted, and staff confirm it before the contract.",
)
INCLUDED = Text("随计划提供，不另收费", "part of the plan, at no extra price")


def build_context(quotation: Quotation) -> dict[str, Any]:
    """Return what the template prints for one quotation."""
    best = name_best_way(quotation)
    return {
        "number": quotation.number,
        "version": quotation.version,
        "on": quotation.on.isoformat(),
        "valid_until": quotation.valid_until.isoformat(),
        "edition": quotation.edition.code,
        "edition_name": pair(quotation.edition.name),
        "project": quotation.request.project,
        "customer": quotation.request.customer,
        "facts": list(_facts(quotation)),
        "finding": {
            "headline": pair(quotation.finding.headline),
            "detail": pair(quotation.finding.detail),
        },
        "chart": draw_cost_chart(quotation, best),
        "matrix": lay_out_matrix(quotation, best),
        "offer": _offer(quotation) if quotation.lines else None,
        "notes": [write_reason(each) for each in quotation.notes],
        "responses": list(_responses(quotation)),
        "clauses": [pair(each.text) for each in choose_clauses(quotation)],
        "documents": [pair(each.text) for each in quotation.edition.documents],
        "system_care": _leads_to_system_care(quotation),
        "survey": _survey(quotation),
        "contacts": [
            {**pair(each.text), "value": each.value} for each in quotation.edition.contacts
        ],
        "proof": write_proof(quotation),
    }


def name_best_way(quotation: Quotation) -> tuple[PlanCode, ...]:
    """Return the way to draw strongest: what was chosen, or else what covers all for least."""
    chosen = {each.plan for each in quotation.request.plans}
    if chosen:
        rows = (*FULL_COVER, *((each,) for each in PlanCode))
        return next(plans for plans in rows if chosen.issuperset(plans))
    ways = quotation.finding.ways
    return ways[0].plans if ways else ()


def _facts(quotation: Quotation) -> Iterator[dict[str, Any]]:
    request, edition = quotation.request, quotation.edition
    system, year = request.system, quotation.comparison.project_year
    yield _fact(Text("系统类型", "System type"), request.system_type)
    yield _fact(Text("城市", "City"), request.city)
    yield _fact(
        Text("原质保类别", "Warranty class"), edition.class_by_code[system.warranty_class].text
    )
    yield _fact(Text("调试", "Start-up"), START_UP_NAMES[system.start_up])
    yield _fact(Text("订单之日", "Order date"), system.order_date.isoformat())
    ends = year_span(system.order_date, year).last_day
    yield _fact(
        Text("项目年度", "Project year"),
        Text(f"第 {year} 年，至 {ends}", f"year {year}"),
    )
    yield _fact(Text("硬件清单（售后价）", "post-sales list"), exact(system.bom))
    if request.list_amount is not None:
        yield _fact(Text("硬件清单（列表价）", "list-price list"), exact(request.list_amount))


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
        "cover": cover_cells(quotation, held_by_lines(quotation.lines)),
    }


def _line(line: QuotationLine) -> dict[str, Any]:
    return {
        "name": pair(line.name),
        "period": pair(line.period),
        "rate": pair(line.rate),
        "quantity": line.quantity,
        "unit": pair(line.unit),
        "net": None if line.net is None else exact(line.net),
        "from": line.from_price,
        "vat": percent(line.vat_rate.percent),
    }


def _responses(quotation: Quotation) -> Iterator[dict[str, Any]]:
    """Yield the response options where a plan that holds them may still be bought (RO-1)."""
    open_plans = {
        each.plan.code for each in quotation.comparison.plans if each.eligibility.eligible
    }
    if not open_plans.intersection(quotation.edition.holders):
        return
    answers = {each.option.code: each for each in quotation.comparison.response or ()}
    chosen = {each.code for each in quotation.lines if each.kind is LineKind.RESPONSE}
    for option in quotation.edition.responses:
        row = _response(option, answers.get(option.code))
        yield {**row, "name": pair(option.text), "chosen": option.code in chosen}


def _response(option: ResponseOption, answer: ResponseAnswer | None) -> dict[str, Any]:
    if option.hours is None:
        return {"verdict": "yes", **_said(Verdict.YES, INCLUDED), "net": None}
    verdict = Verdict.CONFIRM if answer is None else Verdict(answer.available)
    why = UNKNOWN_SITE if answer is None else answer.because[0].text
    return {
        "verdict": verdict.value,
        **_said(verdict, why),
        "net": exact(option.net).removesuffix(".00"),
        "from": option.from_price,
        "rule": option.place_rule,
    }


def _said(verdict: Verdict, why: Text) -> dict[str, Any]:
    return {"word": pair(VERDICT_NAMES[verdict]), "why": pair(why)}


def _leads_to_system_care(quotation: Quotation) -> bool:
    """Tell whether the next step is a proposal: it was chosen, or nothing else is left (G-4)."""
    chosen = PlanCode.SYSTEM_CARE in {each.plan for each in quotation.request.plans}
    return chosen or quotation.comparison.project_year > quotation.edition.horizon_years


def _survey(quotation: Quotation) -> dict[str, Any] | None:
    """Return whether the site survey for System Care is free, where it is known (SY-2)."""
    if quotation.reach is None:
        return None
    verdict = quotation.reach.free_survey
    return {
        "word": pair(SURVEY_NAMES[verdict]),
        "why": pair(quotation.reach.free_survey_because[0].text),
    }


SURVEY_NAMES = {
    Verdict.YES: Text("免费", "free of charge"),
    Verdict.CONFIRM: Text("是否免费待确认", "to be confirmed whether free"),
    Verdict.NO: Text("不在免费范围", "not free of charge"),
}
