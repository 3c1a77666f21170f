"""The draft of a proposal: its options in full, and each part of them as a form of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.reading import read_whole
from lumencare.domain.upgrade.content import Content, Option
from lumencare.domain.upgrade.editing import (
    discount_lines,
    drop_line,
    drop_option,
    drop_reuse,
    drop_step,
    raise_step,
)
from lumencare.domain.upgrade.states import ProposalState
from lumencare.domain.upgrade.stored import read_content
from lumencare.upgrades.actions import add_option as make_option
from lumencare.upgrades.actions import change_draft
from lumencare.upgrades.actions.issuing import find_problems
from lumencare.upgrades.making import offer_of
from lumencare.upgrades.parts import PARTS, begin_head, write_head
from lumencare.upgrades.queries import ProposalVersion, find_version, proposal_page
from lumencare.upgrades.typed import read_number
from lumencare.web.sites.form_pages import FormPage, at_version, bind, saved, show_form
from lumencare.web.upgrades import forms
from lumencare.web.upgrades.beginning import read_way, ways_of
from lumencare.web.upgrades.parts import FORMS
from lumencare.web.upgrades.shown import option_shown

Typed = dict[str, Any]
Change = Callable[[Content, Typed], Content]
BOTH_WAYS = ["GET", "HEAD", "POST"]
DROPS: dict[str, Callable[[Content, str, int], Content]] = {
    "line": drop_line,
    "reuse": drop_reuse,
    "step": drop_step,
    "raise": raise_step,
    "option": lambda content, option, _key: drop_option(content, option),
}


@login_required
@require_safe
def show(request: Request, number: str) -> HttpResponse:
    """Show a draft with all that can be changed in it, and what keeps it from being issued."""
    row = _draft(request, number)
    page = proposal_page(request.user, number, request.now)
    offer = offer_of(row, request.today)
    problems = find_problems(row, offer)
    context = {
        "page": page,
        "version": page.latest,
        "options": [option_shown(each, page.latest) for each in offer.options],
        "problems": problems,
        "collection": offer.readiness.collection,
        "preview": None if problems else reverse("proposals-preview", args=[number, 1]),
        "may_add": len(offer.content.options) < MOST,
    }
    return render(request, "upgrades/edit.html", context)


@login_required
@require_http_methods(BOTH_WAYS)
def need(request: Request, number: str) -> HttpResponse:
    """Change what the customer needs, and which option is recommended."""
    content = read_content(_draft(request, number).content)
    form = bind(
        forms.NeedForm,
        request,
        version=_draft(request, number).version,
        need=content.need,
        recommended=content.recommended,
    )
    form.fields["recommended"].widget.choices = [(each.key, each.key) for each in content.options]

    def change(content: Content, typed: Typed) -> Content:
        return replace(content, need=typed["need"].strip(), recommended=typed["recommended"])

    return _change(request, number, form, _("Need and recommendation"), change)


@login_required
@require_http_methods(BOTH_WAYS)
def add_option(request: Request, number: str) -> HttpResponse:
    """Add an option, made of survey and catalogue."""
    row = _draft(request, number)
    form = bind(forms.OptionForm, request, version=row.version)
    form.fields["way"].widget.choices = ways_of(row.proposal.system.system_type)

    def act(typed: Typed) -> HttpResponse:
        kind, target = read_way(typed["way"])
        draft = at_version(_draft(request, number), typed)
        make_option(draft, kind, target, by=request.user, now=request.now)
        return saved(request, SAVED, "proposals-edit", number)

    page = FormPage(
        title=_("Another option"), back=reverse("proposals-edit", args=[number]), of=number
    )
    return show_form(request, page, form, act)


@login_required
@require_http_methods(BOTH_WAYS)
def head(request: Request, number: str, option: str) -> HttpResponse:
    """Change what an option says of itself."""
    row = _draft(request, number)
    found = _option(row, option)
    form = bind(forms.HeadForm, request, version=row.version, **begin_head(found))

    def change(content: Content, typed: Typed) -> Content:
        return write_head(content, found, typed)

    return _change(request, number, form, _("What the option says of itself"), change)


@login_required
@require_http_methods(BOTH_WAYS)
def discount(request: Request, number: str, option: str) -> HttpResponse:
    """Lower every line of an option that has a list price."""
    row = _draft(request, number)
    _option(row, option)

    def change(content: Content, typed: Typed) -> Content:
        percent = read_number("percent", typed["percent"])
        return discount_lines(content, option, percent, typed["why"])

    form = bind(forms.DiscountForm, request, version=row.version)
    return _change(request, number, form, _("Discount on the list prices"), change)


@login_required
@require_http_methods(BOTH_WAYS)
def part(request: Request, number: str, option: str, part: str, key: int) -> HttpResponse:
    """Add a part of an option (key 0) or change one: a line, a row of the table, a step."""
    row = _draft(request, number)
    if part not in PARTS:
        raise Http404(part)
    kind, shown, found = PARTS[part], FORMS[part], _option(row, option)
    form = bind(shown.form, request, version=row.version, **kind.begins(found, key))
    shown.offer(form, row, request.today)

    def change(content: Content, typed: Typed) -> Content:
        return kind.write(content, found, key, typed, request.today)

    return _change(request, number, form, shown.title, change)


@login_required
@require_POST
def drop(request: Request, number: str, option: str) -> HttpResponse:
    """Take a part out of a draft, put a step earlier, or drop a whole option."""
    row, posted = _draft(request, number), request.POST
    what, key = posted.get("what", ""), read_whole(posted.get("key", "0"))
    if what not in DROPS or key is None:
        raise Http404(what)
    draft = at_version(row, {"version": posted.get("version", "")})
    try:
        content = DROPS[what](read_content(row.content), option, key)
        change_draft(draft, content, by=request.user, now=request.now)
    except InputProblems as gone:
        raise Http404(option) from gone
    except (Conflict, Refused):
        return redirect("proposals-edit", number)
    return redirect("proposals-edit", number)


def _draft(request: Request, number: str) -> ProposalVersion:
    """Return the draft of a proposal, for somebody who makes them; else Http404."""
    require_right(request.user, Right.MAKE_PROPOSALS)
    row = find_version(request.user, number)
    if row.state != ProposalState.DRAFT:
        raise Http404(f"{number} is no draft")
    return row


def _option(row: ProposalVersion, key: str) -> Option:
    found = read_content(row.content).option(key)
    if found is None:
        raise Http404(f"{row} option {key}")
    return found


def _change(request: Request, number: str, form: Any, title: Any, change: Change) -> HttpResponse:
    def act(typed: Typed) -> HttpResponse:
        row = _draft(request, number)
        content = change(read_content(row.content), typed)
        change_draft(at_version(row, typed), content, by=request.user, now=request.now)
        return saved(request, SAVED, "proposals-edit", number)

    page = FormPage(title=title, back=reverse("proposals-edit", args=[number]), of=number)
    return show_form(request, page, form, act, lambda: _draft(request, number).version)


MOST = 4
SAVED = _("The draft is kept.")
