"""Surveys: the list, and the page of one with its price, visits and findings."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.queries import lines
from lumencare.domain.upgrade.surveying import SURVEY_STATE_NAMES, SurveyState
from lumencare.upgrades.queries import count_surveys, list_surveys, survey_page
from lumencare.web.filters import state_tabs

LOOKS = {
    SurveyState.UNDECIDED: "warn",
    SurveyState.OFFERED: "lamp",
    SurveyState.AGREED: "pri",
    SurveyState.DONE: "ok",
    SurveyState.CANCELLED: "hold",
}
CONDITION_LOOKS = {
    "good": "ok",
    "worn": "lamp",
    "faulty": "bad",
    "missing": "bad",
    "not-seen": "hold",
}


@require_safe
@login_required
def show_list(request: Request) -> HttpResponse:
    """Show the surveys, by state."""
    state = request.GET.get("state", "")
    state = state if state in set(SurveyState) else ""
    page = list_surveys(request.user, state, cursor=request.GET.get("cursor", ""))
    counts = count_surveys(request.user)
    context = {
        "page": page,
        "rows": [(each, LOOKS[SurveyState(each.state)]) for each in page.rows],
        "states": list(state_tabs(SURVEY_STATE_NAMES, counts, state)),
        "filtered": bool(state),
        "proposals": may(request.user, Right.SEE_PROPOSALS),
    }
    return render(request, "upgrades/surveys.html", context)


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a survey: its price and why, its visits, what was found, what may be done."""
    page = survey_page(request.user, number)
    context = {
        "page": page,
        "look": LOOKS[SurveyState(page.summary.state)],
        "findings": [(each, CONDITION_LOOKS[each.condition.value]) for each in page.findings],
        "can": {each.value for each in page.steps},
        "may_propose": may(request.user, Right.MAKE_PROPOSALS)
        and page.summary.state == SurveyState.DONE,
        "prices": may(request.user, Right.SEE_PRICES),
        "trail": list(lines(request.user, page.trail)),
    }
    return render(request, "upgrades/survey.html", context)
