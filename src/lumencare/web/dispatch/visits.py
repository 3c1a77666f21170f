"""The page of a visit, what can be done to it, and the form that proposes one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.counting import MAN_DAYS
from lumencare.domain.dispatch.states import (
    KIND_NAMES,
    STATE_NAMES,
    VisitKind,
    VisitState,
    VisitStep,
    may_take,
)
from lumencare.domain.entitlement import say_tenths
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.readiness.relying import GROUND_NAMES, Ground
from lumencare.domain.reading import DATE_ALLOWED, read_date
from lumencare.domain.text import Text
from lumencare.field import actions
from lumencare.field.placing import relying_on_records
from lumencare.field.queries import Visit, find_visit
from lumencare.field.queries.papers import report_facts_of
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.queries import find_system_by_ref
from lumencare.web import fields
from lumencare.web.forms import answer_form
from lumencare.web.templatetags.words import said

TENTHS_WORDS = Text("应为 0.1 至 1。", "From 0.1 to 1 is expected.")


class WishForm(forms.Form):
    """A visit that should take place."""

    kind = fields.choice(lazy("Kind"), [], needed=True)
    ref = fields.text(lazy("System reference"), needed=True)
    service = fields.choice(lazy("Added-value service"), [])
    summary = fields.text(lazy("What for"), needed=True, maxlength=200)
    man_days = fields.text(lazy("Man-days"), needed=True, inputmode="decimal")
    wanted_by = fields.day(lazy("Wanted by"))

    def __init__(self, services: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(each.value, said(name)) for each, name in KIND_NAMES.items()]
        self.fields["kind"].widget.choices = [
            each for each in kinds if each[0] not in {VisitKind.CORRECTIVE, VisitKind.PREVENTIVE}
        ]
        self.fields["service"].widget.choices = [("", "—"), *services]


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a visit: what for, who and when, what it costs, how it was moved."""
    visit = find_visit(request.user, number)
    state = VisitState(visit.state)
    own = visit.engineer is not None and visit.engineer.person_id == request.user.pk
    keeps, does = may(request.user, Right.KEEP_VISITS), may(request.user, Right.DO_VISITS)
    allowed = {
        step
        for step in VisitStep
        if may_take(step, state) and (keeps or (own and does and step not in KEPT))
    }
    context = {
        "visit": visit,
        "kind": KIND_NAMES[VisitKind(visit.kind)],
        "state": STATE_NAMES[state],
        "man_days": MAN_DAYS.count(say_tenths(visit.tenths)),
        "moves": visit.moves.select_related(
            "from_engineer__person", "to_engineer__person"
        ).order_by("-pk"),
        "may": {each.value.replace("-", "_"): True for each in allowed},
        "sees_prices": may(request.user, Right.SEE_PRICES),
        "report": report_facts_of(request.user, number),
        "sees_sent": keeps,
        "records": relying_on_records(visit, request.now)
        if may_take(VisitStep.BOOK, state)
        else None,
        "ground": GROUND_NAMES[Ground(visit.records_ground)] if visit.records_ground else None,
    }
    return render(request, "dispatch/visit.html", context)


# Steps that belong to whoever assigns visits.
KEPT = {VisitStep.MOVE, VisitStep.BOOK, VisitStep.UNASSIGN, VisitStep.CANCEL}


@require_POST
@login_required
def take(request: Request, number: str, step: str) -> HttpResponse:
    """Do one thing to a visit, with the reason that was typed where it needs one."""
    deed = DEEDS.get(step)
    if deed is None:
        raise Http404(step)
    visit = find_visit(request.user, number)
    deed(visit, request)
    return redirect("visit", number)


Deed = Callable[[Visit, Request], Any]


def _why(request: Request) -> str:
    return str(request.POST.get("why", ""))


def _finish(visit: Visit, request: Request) -> Visit:
    posted = request.POST
    end = actions.Finish(
        at=request.now,
        trained=posted.get("trained") == "on",
        findings=posted.get("findings", ""),
        unsigned_why=posted.get("unsigned_why", ""),
    )
    done = actions.finish(visit, end, by=request.user, now=request.now)
    actions.issue_if_due(done, by=request.user, now=request.now)
    return done


DEEDS: dict[str, Deed] = {
    "unassign": lambda visit, asked: actions.unassign(
        visit, why=_why(asked)[:200], by=asked.user, now=asked.now
    ),
    "cancel": lambda visit, asked: actions.cancel(
        visit, why=_why(asked), by=asked.user, now=asked.now
    ),
    "miss": lambda visit, asked: actions.miss(visit, why=_why(asked), by=asked.user, now=asked.now),
    "revert": lambda visit, asked: actions.revert(
        visit, why=_why(asked), by=asked.user, now=asked.now
    ),
    "offer": lambda visit, asked: actions.offer(visit, by=asked.user, now=asked.now),
    "confirm": lambda visit, asked: actions.confirm(visit, by=asked.user, now=asked.now),
    "set-out": lambda visit, asked: actions.set_out(
        visit, at=asked.now, by=asked.user, now=asked.now
    ),
    "arrive": lambda visit, asked: actions.arrive(
        visit, at=asked.now, by=asked.user, now=asked.now
    ),
    "finish": _finish,
}


@login_required
def add(request: Request) -> HttpResponse:
    """Propose a visit of training, survey or added value."""
    require_right(request.user, Right.KEEP_VISITS)
    rows = edition_in_force(request.today).services
    # A link that leads here may begin the form with what it knows already.
    begun = {name: request.GET[name] for name in WishForm.base_fields if name in request.GET}
    services = [(each.code, said(each.text)) for each in rows]
    form = WishForm(services, request.POST or None, initial=begun)

    def act(values: dict[str, Any]) -> HttpResponse:
        system = find_system_by_ref(request.user, values["ref"].strip())
        wish = actions.Wish(
            kind=_kind(values["kind"]),
            site=system.site,
            system=system,
            summary=values["summary"],
            service=values["service"],
            tenths=_tenths(values["man_days"]),
            wanted_by=_day(values["wanted_by"]),
        )
        return redirect("visit", actions.propose(wish, by=request.user, now=request.now).number)

    return answer_form(request, form, act, "dispatch/new.html")


def _kind(text: str) -> VisitKind:
    try:
        return VisitKind(text)
    except ValueError as error:
        codes = ", ".join(VisitKind)
        allowed = Text(f"可用：{codes}。", f"Allowed: {codes}.")
        raise InputProblems([Problem("kind", text, allowed)]) from error


def _tenths(text: str) -> int:
    whole, _, part = text.strip().partition(".")
    if not (whole + part).isdecimal() or len(part) > 1 or len(whole) > 2 or not text.isascii():
        raise InputProblems([Problem("man_days", text, TENTHS_WORDS)])
    return int(whole or 0) * 10 + int(part or 0)


def _day(text: str) -> Any:
    try:
        return read_date(text) if text.strip() else None
    except ValueError as error:
        raise InputProblems([Problem("wanted_by", text, DATE_ALLOWED)]) from error
