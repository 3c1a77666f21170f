"""What is done to an agreement or a session: two tables of forms and the view that serves them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.roles import Right
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_instant
from lumencare.domain.text import Text
from lumencare.remote import actions
from lumencare.remote.queries import find_agreement, find_session
from lumencare.sites.uploads import Upload
from lumencare.web.forms import Act, answer_form
from lumencare.web.remote import forms
from lumencare.web.sites.form_pages import bind
from lumencare.web.steps import Typed, step_view

Find = Callable[..., Any]
A_MOMENT = Text("例如 2026-01-15 10:30。", "For example 2026-01-15 10:30.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step: its address, who may, its form, its words, what it does, and to what."""

    slug: str
    right: Right
    form: type[django_forms.Form]
    title: Any
    act: Callable[[Request, Any, Typed], object]
    done: Any
    lead: Any = ""
    find: Find = find_agreement
    page: str = "remote-agreement"


def view_of(step: Step) -> Callable[..., HttpResponse]:
    """Return the view of a step of an agreement or a session."""

    def find(request: Request, number: str) -> Any:
        return step.find(request.user, number)

    def show(request: Request, number: str, row: Any, act: Act) -> HttpResponse:
        form = bind(step.form, request)
        return answer_form(
            request, form, act, "remote/step.html", step=step, number=number, row=row
        )

    return step_view(step, find=find, page=step.page, show=show)


def _revoke(request: Request, row: Any, typed: Typed) -> object:
    return actions.revoke(row, why=typed["why"], by=request.user, now=request.now)


def _consent(request: Request, row: Any, typed: Typed) -> object:
    window = actions.Window(
        starts_at=_moment(typed, "starts_at"),
        ends_at=_moment(typed, "ends_at"),
        given_by=typed["given_by"],
        how=typed["how"],
    )
    return actions.give_consent(row, window, by=request.user, now=request.now)


def _withdraw(request: Request, row: Any, typed: Typed) -> None:
    actions.withdraw_consent(row, who=typed["who"], by=request.user, now=request.now)


def _drop(request: Request, row: Any, typed: Typed) -> object:
    return actions.drop(row, why=typed["why"], by=request.user, now=request.now)


def _note(request: Request, row: Any, typed: Typed) -> object:
    return actions.note(row, text=typed["text"], by=request.user, now=request.now)


def _end(request: Request, row: Any, typed: Typed) -> object:
    return actions.end(row, done=typed["done"], by=request.user, now=request.now)


def _report(request: Request, row: Any, typed: Typed) -> object:
    return actions.report(row, done=typed["done"], by=request.user, now=request.now)


def _file(request: Request, row: Any, typed: Typed) -> object:
    sent = typed["file"]
    taken = actions.measure(Upload(sent.name, sent.file), typed["what_for"])
    return actions.take_file(row, taken, by=request.user, now=request.now)


def _moment(typed: Typed, name: str) -> Any:
    text = typed[name].strip()
    try:
        return read_instant(text)
    except ValueError as wrong:
        raise InputProblems([Problem(name, text, A_MOMENT)]) from wrong


KEEP, DO = Right.KEEP_REMOTE, Right.DO_REMOTE
AGREEMENT_STEPS = (
    Step(
        slug="revoke",
        right=KEEP,
        form=forms.WhyForm,
        title=_("Revoke the agreement"),
        act=_revoke,
        done=_("The agreement is revoked; nobody may connect under it."),
        lead=_("At once and for good: whoever is connected is stopped."),
    ),
    Step(
        slug="consent",
        right=KEEP,
        form=forms.WindowForm,
        title=_("When we may connect"),
        act=_consent,
        done=_("The time is written down."),
        lead=_("It takes the place of the time that holds now."),
    ),
    Step(
        slug="withdraw",
        right=KEEP,
        form=forms.WhoForm,
        title=_("The customer withdrew consent"),
        act=_withdraw,
        done=_("Nobody may connect until the customer gives a time."),
        lead=_("Whoever is connected is stopped at once; the agreement stays."),
    ),
)
OF_SESSION: dict[str, Any] = {"right": DO, "find": find_session, "page": "remote-session"}
SESSION_STEPS = (
    Step(
        slug="note",
        form=forms.NoteForm,
        title=_("Write down what was done"),
        act=_note,
        done=_("It stands in the log."),
        **OF_SESSION,
    ),
    Step(
        slug="file",
        form=forms.FileForm,
        title=_("A file was taken"),
        act=_file,
        done=_("The file stands in the log with its hash."),
        lead=_("The customer sees its name, size and SHA-256 on their page."),
        **OF_SESSION,
    ),
    Step(
        slug="drop",
        form=forms.DropForm,
        title=_("The connection dropped"),
        act=_drop,
        done=_("The session is marked as dropped; it can be resumed."),
        **OF_SESSION,
    ),
    Step(
        slug="end",
        form=forms.DoneForm,
        title=_("End the session"),
        act=_end,
        done=_("The session is over."),
        lead=_("The customer reads what was done on their page."),
        **OF_SESSION,
    ),
    Step(
        slug="report",
        form=forms.DoneForm,
        title=_("What was done before it was stopped"),
        act=_report,
        done=_("It stands in the log."),
        **OF_SESSION,
    ),
)
