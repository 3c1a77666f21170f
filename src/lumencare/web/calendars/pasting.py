"""Holiday notices pasted and corrected, with everything that is wrong shown by its line."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.actions import correct_notice, stage_notice
from lumencare.calendars.drafts import Draft
from lumencare.calendars.standing import find_notice
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.web.calendars.forms import CorrectForm, NoticeForm
from lumencare.web.fields import read_version
from lumencare.web.forms import answer_form

LINES = Text("这些行有问题，见下表。", "Some lines are wrong; they are listed below.")
Flaw = dict[str, Any]


@login_required
def paste(request: Request) -> HttpResponse:
    """Take a notice; `from` in the address takes the text of one that is there."""
    require_right(request.user, Right.KEEP_CALENDARS)
    if request.method == "POST":
        form = NoticeForm(request.POST)
    else:
        form = NoticeForm(initial=_text_of(request))
    flaws: list[Flaw] = []

    def act(values: dict[str, Any]) -> HttpResponse:
        with_lines = _told_by_line(values, flaws)
        row = with_lines(lambda typed: stage_notice(typed, by=request.user, now=request.now))
        return redirect("calendars-notice", row.pk)

    title, button = _("Paste a holiday notice"), _("Read it")
    return answer_form(
        request, form, act, "calendars/form.html", title=title, button=button, flaws=flaws
    )


@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    """Take another text for a draft."""
    require_right(request.user, Right.KEEP_CALENDARS)
    row = find_notice(request.user, pk)
    if request.method == "POST":
        form = CorrectForm(request.POST)
    else:
        shown = {"text": row.text, "source": row.source, "year": row.year, "version": row.version}
        form = CorrectForm(initial=shown)
    flaws: list[Flaw] = []

    def act(values: dict[str, Any]) -> HttpResponse:
        row.version = read_version(values["version"])
        with_lines = _told_by_line(values, flaws)
        with_lines(lambda typed: correct_notice(row, typed, by=request.user, now=request.now))
        return redirect("calendars-notice", pk)

    return answer_form(
        request,
        form,
        act,
        "calendars/form.html",
        version_now=lambda: find_notice(request.user, pk).version,
        title=_("Correct the draft for %(year)s") % {"year": row.year},
        button=_("Read it"),
        row=row,
        flaws=flaws,
    )


def _told_by_line(
    values: dict[str, Any], flaws: list[Flaw]
) -> Callable[[Callable[[Draft], Any]], Any]:
    """Return a way to do something with what was typed, its wrong lines gathered in `flaws`."""
    typed = Draft(text=values["text"], source=values["source"], year=values["year"])

    def run(deed: Callable[[Draft], Any]) -> Any:
        try:
            return deed(typed)
        except InputProblems as wrong:
            of_lines = [each for each in wrong.problems if each.where.startswith("text")]
            flaws.extend(_flaw(each, typed.text.splitlines()) for each in of_lines)
            others = [each for each in wrong.problems if each not in of_lines]
            told = [Problem("text", "", LINES)] if of_lines else []
            raise InputProblems([*told, *others]) from None

    return run


def _flaw(problem: Problem, lines: list[str]) -> Flaw:
    """Return one problem with the line of the text that it stands on; 0 for the whole of it."""
    place = problem.where.partition(":")[2]
    line = read_whole(place) or 0
    source = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return {"line": line, "source": source, "problem": problem}


def _text_of(request: Request) -> dict[str, Any]:
    """Return the text of a notice in force, to write the one that takes its place."""
    wanted = request.GET.get("from", "")
    pk = read_whole(wanted)
    if pk is None:
        return {}
    row = find_notice(request.user, pk)
    return {"text": row.text, "source": row.source, "year": row.year}
