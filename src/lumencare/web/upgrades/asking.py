"""Asking for a survey: whether it is free, and its price, are shown before anything is sent."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.domain.place import Verdict
from lumencare.domain.text import Text
from lumencare.upgrades.actions import SurveyWish, request_survey
from lumencare.upgrades.survey_offers import survey_basis
from lumencare.upgrades.typed import read_wanted_day
from lumencare.web.forms import answer_form
from lumencare.web.sites.form_pages import bind, saved
from lumencare.web.upgrades.forms import AskForm

VERDICTS = {
    Verdict.YES: Text("免费", "Free"),
    Verdict.NO: Text("收费", "Priced"),
    Verdict.CONFIRM: Text("待工作人员确认", "To be decided by staff"),
}
LOOKS = {Verdict.YES: "ok", Verdict.NO: "lamp", Verdict.CONFIRM: "warn"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, pk: int) -> HttpResponse:
    """Show what a survey of a system would cost, and ask for it."""
    basis = survey_basis(request.user, pk, request.today)

    def act(typed: dict[str, Any]) -> HttpResponse:
        wish = SurveyWish(typed["why"], read_wanted_day(typed["wanted_by"]))
        survey = request_survey(pk, wish, by=request.user, now=request.now)
        return saved(request, _("The survey is asked for."), "survey", survey.number)

    verdict = basis.offer.verdict
    return answer_form(
        request,
        bind(AskForm, request),
        act,
        "upgrades/ask.html",
        basis=basis,
        verdict=VERDICTS[verdict],
        look=LOOKS[verdict],
    )
