"""The table of what is done to a case: each step with its right, its form and its words."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.roles import Right
from lumencare.claims.actions import close_case, find_cause, open_claims
from lumencare.desk import actions
from lumencare.desk.queries import find_case
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.queries import find_system_by_ref
from lumencare.web.desk import forms
from lumencare.web.desk.steps import Step, moment_of
from lumencare.web.steps import Typed

NO_CASE = Text("没有此编号的服务请求。", "No case has this number.")
NO_SYSTEM = Text(
    "没有此编号的系统。编号见系统页面。", "No system has this reference; its page shows it."
)


def _start(request: Request, case: Any, typed: Typed) -> object:
    at = moment_of(typed, "at", request.now)
    return actions.start_work(case, at=at, how=typed["how"], by=request.user, now=request.now)


def _pause(request: Request, case: Any, typed: Typed) -> object:
    at = moment_of(typed, "at", request.now)
    words = {"reason": typed["reason"], "evidence": typed["evidence"]}
    return actions.pause(case, at=at, **words, by=request.user, now=request.now)


def _resume(request: Request, case: Any, typed: Typed) -> object:
    at = moment_of(typed, "at", request.now)
    return actions.resume(case, at=at, by=request.user, now=request.now)


def _past_pause(request: Request, case: Any, typed: Typed) -> object:
    start, end = moment_of(typed, "start"), moment_of(typed, "end")
    paused = actions.PastPause(start, end, typed["reason"], typed["evidence"])
    return actions.enter_past_pause(case, paused, by=request.user, now=request.now)


def _windows(request: Request, case: Any, typed: Typed) -> object:
    agreed, evidence = typed["windows"], typed["evidence"]
    return actions.agree_windows(case, agreed, evidence=evidence, by=request.user, now=request.now)


def _resolve(request: Request, case: Any, typed: Typed) -> object:
    words, how = typed["resolution"], typed["how"]
    return actions.resolve(case, resolution=words, how=how, by=request.user, now=request.now)


def _reopen(request: Request, case: Any, typed: Typed) -> object:
    return actions.reopen(case, why=typed["why"], by=request.user, now=request.now)


def _close(request: Request, case: Any, typed: Typed) -> object:
    knowing = typed.get("knowing", ())
    return close_case(case, knowing, by=request.user, now=request.now)


def _cause(request: Request, case: Any, typed: Typed) -> object:
    cause, why = typed["cause"], typed["why"]
    return find_cause(case, cause, why=why, by=request.user, now=request.now)


def _part(request: Request, case: Any, typed: Typed) -> object:
    return actions.add_part(case, typed, by=request.user, now=request.now)


def _system(request: Request, case: Any, typed: Typed) -> object:
    try:
        system = find_system_by_ref(request.user, typed["system"].strip())
    except Http404 as none:
        raise InputProblems([Problem("system", typed["system"], NO_SYSTEM)]) from none
    return actions.name_system(case, system, by=request.user, now=request.now)


def _report(request: Request, case: Any, typed: Typed) -> object:
    given = {name: value for name, value in typed.items() if name != "version"}
    return actions.change_case(case, given, by=request.user, now=request.now)


def _shown_report(case: Any) -> Typed:
    names = ("summary", "reporter_name", "reporter_email", "description", "urgent")
    return {name: getattr(case, name) for name in names}


def _merge(request: Request, case: Any, typed: Typed) -> object:
    try:
        into = find_case(request.user, typed["into"].strip())
    except Http404 as none:
        raise InputProblems([Problem("into", typed["into"], NO_CASE)]) from none
    return actions.merge(case, into, why=typed["why"], by=request.user, now=request.now)


def _charge(request: Request, case: Any, typed: Typed) -> object:
    return actions.show_charge(case, typed, by=request.user, now=request.now)


WORK, KEEP = Right.WORK_CASES, Right.KEEP_CASES

STEPS = (
    Step(
        slug="start",
        right=WORK,
        form=forms.StartForm,
        title=_("Work has started"),
        act=_start,
        done=_("The start of work is recorded."),
        lead=_(
            "The promise is met when an engineer starts work: on site or by phone. Remote work "
            "starts with its session."
        ),
    ),
    Step(
        slug="pause",
        right=KEEP,
        form=forms.PauseForm,
        title=_("Pause the clock"),
        act=_pause,
        done=_("The clock stands."),
        lead=_("Only while we wait for the customer (D-7). Waiting for parts does not pause it."),
    ),
    Step(
        slug="resume",
        right=KEEP,
        form=forms.ResumeForm,
        title=_("Let the clock run again"),
        act=_resume,
        done=_("The clock runs again."),
    ),
    Step(
        slug="past-pause",
        right=KEEP,
        form=forms.PastPauseForm,
        title=_("Enter a past pause"),
        act=_past_pause,
        done=_("The pause is entered."),
        lead=_("For a pause that is over and was not written down at the time."),
    ),
    Step(
        slug="windows",
        right=KEEP,
        form=forms.WindowsForm,
        title=_("Agree hours outside business hours"),
        act=_windows,
        done=_("The hours are agreed."),
        lead=_("They cost extra (NB-1) and count if agreed before the promised hours ran out."),
        begins=lambda case: {"windows": case.windows},
    ),
    Step(
        slug="resolve",
        right=WORK,
        form=forms.ResolveForm,
        title=_("Resolve"),
        act=_resolve,
        done=_("The case is resolved."),
    ),
    Step(
        slug="reopen",
        right=WORK,
        form=forms.WhyForm,
        title=_("Open again"),
        act=_reopen,
        done=_("The case is open again."),
        lead=_("Its clock counts anew from now; cover and promise stay."),
    ),
    Step(
        slug="close",
        right=KEEP,
        form=forms.CloseForm,
        title=_("Close for good"),
        act=_close,
        done=_("The case is closed."),
        lead=_("The same fault later is a new case."),
        begins=lambda case: {"claims": open_claims(case)},
    ),
    Step(
        slug="cause",
        right=WORK,
        form=forms.CauseForm,
        title=_("What caused it"),
        act=_cause,
        done=_("The cause is recorded, and the cover is decided anew."),
        lead=_("A new decision follows the old one. Nothing is charged by it."),
        begins=lambda case: {"cause": case.cause},
    ),
    Step(
        slug="part",
        right=WORK,
        form=forms.PartForm,
        title=_("Add a part"),
        act=_part,
        done=_("The part is added and decided."),
    ),
    Step(
        slug="system",
        right=Right.OPEN_CASES,
        form=forms.SystemForm,
        title=_("Name the system"),
        act=_system,
        done=_("The system is named; cover and promise are decided as of the report."),
        lead=_("Cover and promise are those of the day of the report."),
    ),
    Step(
        slug="charge",
        right=WORK,
        form=forms.ChargeForm,
        title=_("Show a charge"),
        act=_charge,
        done=_("The price is recorded as shown; nothing is charged before the customer agrees."),
        lead=_("The price is that of the edition. Tell the customer before anything is charged."),
    ),
    Step(
        slug="merge",
        right=KEEP,
        form=forms.MergeForm,
        title=_("Merge into another"),
        act=_merge,
        done=_("The cases are merged."),
        lead=_("The case whose clock binds sooner stays; this one's clock stops."),
    ),
    Step(
        slug="report",
        right=WORK,
        form=forms.ReportForm,
        title=_("Put the report right"),
        act=_report,
        done=_("Saved."),
        begins=_shown_report,
    ),
)
