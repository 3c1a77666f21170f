"""The questions that need no row: the same answers as the command line, under the same names."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.replies import reply
from lumencare.api.shapes.questions import (
    CompareQuestion,
    ComparisonShape,
    CoverageQuestion,
    CoverageShape,
    DifferenceShape,
    DueQuestion,
    DueShape,
    HeldPlan,
    ReachShape,
    ReconciledShape,
)
from lumencare.api.tokens import Call
from lumencare.calendars.queries import calendar_in_force
from lumencare.data.difference_register import current_differences
from lumencare.domain.answers import (
    comparison_answer,
    coverage_answer,
    differences_answer,
    due_answer,
    reach_answer,
    reconciliation_answer,
)
from lumencare.domain.reconciliation import reconcile as reconciled
from lumencare.exchange.questions.comparison import ask_comparison
from lumencare.exchange.questions.cover import ask_coverage
from lumencare.exchange.questions.inputs import EditionShelf, Inputs
from lumencare.exchange.questions.promise import ask_due
from lumencare.pricebook.queries import edition_by_code, edition_in_force

router = Router(tags=["questions"])
SHELF = EditionShelf(edition_in_force, edition_by_code)
Edition = Annotated[str | None, Query(max_length=200, examples=["cn-mainland-1"])]


@router.post("/compare", response=ComparisonShape)
def compare(request: Call, question: CompareQuestion) -> HttpResponse:
    """Compare all plans for one system: what it may buy, until when, for how much."""
    require_right(request.user, Right.SEE_PRICES)
    given = question.model_dump(by_alias=True)
    given["bom"] = _as_text(given["bom"])
    return reply(comparison_answer(ask_comparison(_inputs(request), given)))


@router.post("/coverage", response=CoverageShape)
def coverage(request: Call, question: CoverageQuestion) -> HttpResponse:
    """Decide what is covered on a day: parts, diagnostic labour, the visit, the response."""
    chosen = question.response
    given = {
        **question.model_dump(by_alias=True),
        "plan": [_plan_text(each) for each in question.plan],
        "part_price": _as_text(question.part_price),
        "response": [chosen] if isinstance(chosen, str) else chosen or [],
    }
    cover = ask_coverage(_inputs(request), given)
    return reply(coverage_answer(cover.decision, cover.entitlements, cover.continuity))


@router.post("/due", response=DueShape)
def due(request: Call, question: DueQuestion) -> HttpResponse:
    """Tell by when an engineer must have started work, on site or remotely."""
    given = question.model_dump(by_alias=True)
    return reply(due_answer(ask_due(_inputs(request), given, request.now, calendar_in_force())))


@router.get("/reach/{city}", response=ReachShape)
def reach(
    request: Call,
    city: Annotated[str, Path(max_length=200, examples=["苏州"])],
    edition: Edition = None,
) -> HttpResponse:
    """Tell which response options a city or county can have, and whether the survey is free."""
    inputs = _inputs(request)
    found = inputs.reach(city, inputs.edition(edition))
    inputs.require()
    return reply(None if found is None else reach_answer(found))


@router.get("/reconcile", response=list[ReconciledShape])
def reconcile(request: Call, edition: Edition = None) -> HttpResponse:
    """Give the 13 published case figures beside what the tables give, differences explained."""
    require_right(request.user, Right.SEE_EDITIONS)
    return reply(reconciliation_answer(reconciled(_chosen(request, edition))))


@router.get("/differences", response=list[DifferenceShape])
def differences(request: Call, edition: Edition = None) -> HttpResponse:
    """Give the register of differences between the two languages of the offer."""
    require_right(request.user, Right.SEE_EDITIONS)
    register = current_differences().values()
    return reply(differences_answer(register, _chosen(request, edition)))


def _inputs(request: Call) -> Inputs:
    return Inputs(request.today, editions=SHELF)


def _chosen(request: Call, code: str | None) -> Any:
    inputs = _inputs(request)
    edition = inputs.edition(code)
    inputs.require()
    return edition


def _as_text(amount: str | int | None) -> str | None:
    return None if amount is None else str(amount)


def _plan_text(plan: str | HeldPlan) -> str:
    if isinstance(plan, str):
        return plan
    years = ",".join(str(each) for each in plan.years)
    return f"{plan.plan}@{plan.bought}{':' if years else ''}{years}"
