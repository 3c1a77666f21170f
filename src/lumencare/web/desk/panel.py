"""The panel of one case: what to say, what may cost, what is at hand, what happened."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lumencare.desk.queries.page import CasePage
from lumencare.domain.desk.causes import CAUSE_NAMES
from lumencare.domain.quotation.finding import say_amount
from lumencare.domain.text import Text
from lumencare.web.desk.shown import shown_row
from lumencare.web.desk.words import CHANNELS, say_answer
from lumencare.web.sites.papers import papers_shown


def panel_context(page: CasePage, now: datetime) -> dict[str, Any]:
    """Return what the panel and the head of the case's page show."""
    case = page.case
    return {
        "detail": page,
        "case": case,
        "shown": shown_row(page.row, now),
        "answer": say_answer(case, page.row.clock, now),
        "channel": CHANNELS[case.channel],
        "cause": CAUSE_NAMES[case.cause],
        "costs": list(what_may_cost(page)),
        "readiness": list(papers_shown(page.readiness)) if page.readiness else [],
        "now": now,
    }


def what_may_cost(page: CasePage) -> Iterator[Text]:
    """Yield what the customer should be told before anybody drives there (NB-1, SC-10)."""
    decision = page.case.decision
    if decision is None:
        return
    if page.surcharges:
        zh = "、".join(f"{each.name.zh} {say_amount(each.net)}" for each in page.surcharges)
        en = ", ".join(f"{each.name.en} {say_amount(each.net)}" for each in page.surcharges)
        yield Text(f"工作时间以外每人天另计：{zh}。", f"Per man-day outside business hours: {en}.")
    if decision.labour_covered:
        yield Text(
            "非产品原因的上门诊断可收费，收费前先告知价格。",
            "A visit may be charged where the product is not the cause; the price is told first.",
        )
    elif decision.visit_charge:
        price = say_amount(decision.visit_charge)
        yield Text(
            f"上门诊断收费 {price}（不含税），须先告知客户并得到同意。",
            f"A diagnostic visit costs {price} without VAT; tell the customer and get their word "
            "first.",
        )
