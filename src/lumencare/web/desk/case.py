"""The page of one case, and what is done to it with one click or to one of its rows."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.desk import actions
from lumencare.desk.frame import frame_at
from lumencare.desk.queries import (
    charges_of,
    find_case,
    find_event,
    find_part,
    find_person,
    replay_of,
)
from lumencare.desk.queries.page import case_page, desk_people
from lumencare.desk.queries.ratings import rating_of
from lumencare.desk.queries.talk import conversation
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.field.queries.papers import papers_of_case
from lumencare.web.claims.of_case import case_claims
from lumencare.web.desk import forms
from lumencare.web.desk.decided import shown_decisions, shown_events, shown_reasons
from lumencare.web.desk.panel import panel_context
from lumencare.web.desk.steps import Step, show_step
from lumencare.web.sites.form_pages import at_version, bind
from lumencare.web.steps import Typed

NOBODY = Text("请选择列表中的人。", "Choose somebody of the list.")


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a case with all that was promised, decided, timed and said."""
    frame = frame_at(request.now)
    page = case_page(request.user, number, frame)
    if may(request.user, Right.WORK_CASES):
        actions.see_mentions(find_case(request.user, number), by=request.user, now=request.now)
    context = {
        **panel_context(page, request.now),
        "rating": rating_of(request.user, number),
        "charges": charges_of(request.user, number),
        "replay": replay_of(request.user, number, request.now, frame=frame),
        "may_waive": may(request.user, Right.WAIVE_CHARGES),
        "may_approve": may(request.user, Right.APPROVE_GOODWILL),
        "talk": conversation(request.user, number, request.now),
        "reports": papers_of_case(request.user, number),
        "decisions": shown_decisions(page),
        "reasons": shown_reasons(page, frame),
        "events": shown_events(page),
        "people": desk_people(request.user),
        **case_claims(request, page),
        "can_work": may(request.user, Right.WORK_CASES),
        "sees_remote": may(request.user, Right.SEE_REMOTE),
        "can_keep": may(request.user, Right.KEEP_CASES),
        "can_name": may(request.user, Right.OPEN_CASES) and "change" in page.case.can,
    }
    return render(request, "desk/case.html", context)


@require_POST
@login_required
def assign(request: Request, number: str) -> HttpResponse:
    """Give a case to somebody of the desk, to oneself, or to nobody."""
    require_right(request.user, Right.WORK_CASES)
    case = at_version(find_case(request.user, number), request.POST.dict())
    wanted = request.POST.get("assignee", "")
    person = request.user if request.POST.get("me") else None
    if person is None and wanted:
        key = read_whole(wanted)
        if key is None:
            raise InputProblems([Problem("assignee", wanted, NOBODY)])
        person = find_person(request.user, key)
    actions.assign(case, person, by=request.user, now=request.now)
    messages.success(request, _("The case is given.") if person else _("Nobody has the case now."))
    if request.POST.get("back") == "case":
        return redirect("case", number)
    return redirect(f"{reverse('desk')}?case={number}")


@require_POST
@login_required
def called(request: Request, number: str) -> HttpResponse:
    """Write down that the customer called again."""
    require_right(request.user, Right.WORK_CASES)
    case = find_case(request.user, number)
    actions.note_call(case, by=request.user, now=request.now)
    messages.success(request, _("The call is recorded."))
    return redirect("case", number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def undo(request: Request, number: str, event: int) -> HttpResponse:
    """Take back an event of the clock that was written down wrongly."""
    require_right(request.user, Right.KEEP_CASES)
    row = find_event(request.user, number, event)
    step = _step("undo", _("Take back"), _("Both rows stay in the log, and so does your reason."))

    def act(typed: Typed) -> HttpResponse:
        actions.undo_event(row, why=typed["why"], by=request.user, now=request.now)
        messages.success(request, _("It is taken back."))
        return redirect("case", number)

    return show_step(request, number, step, bind(forms.WhyForm, request), act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def drop_part(request: Request, number: str, part: int) -> HttpResponse:
    """Take a part line away; it and its decisions stay in the record."""
    require_right(request.user, Right.WORK_CASES)
    row = find_part(request.user, number, part)
    step = _step("drop", _("Take the part away"), row.part_number)

    def act(typed: Typed) -> HttpResponse:
        actions.remove_part(row, why=typed["why"], by=request.user, now=request.now)
        messages.success(request, _("The part is taken away."))
        return redirect("case", number)

    return show_step(request, number, step, bind(forms.WhyForm, request), act)


def _step(slug: str, title: str, lead: Any) -> Step:
    """Return the words of a step that belongs to one row of a case."""
    return Step(
        slug=slug,
        right=Right.WORK_CASES,
        form=forms.WhyForm,
        title=title,
        act=lambda *_given: None,
        done="",
        lead=lead,
    )
