"""The pages behind a signer's link: check, get a code, sign; later the log, and revoke."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.reading import read_instant
from lumencare.domain.text import Text
from lumencare.portal.doors import by_signing_link
from lumencare.remote import actions
from lumencare.remote.links import token_of
from lumencare.remote.queries.offer import Offered, note_visit_of, paper_of_link
from lumencare.store.throttle import caller_address

WRONG, CONFLICTING = 422, 409
UNKNOWN = "unknown"
A_MOMENT = Text("请选择日期和时间。", "Choose a day and a time.")


@require_safe
@by_signing_link
def show(request: Request, offered: Offered) -> HttpResponse:
    """Show what there is to sign; once signed, what holds and what was done."""
    note_visit_of(offered, request.now)
    return _page(request, offered)


@require_safe
@by_signing_link
def download(_request: Request, offered: Offered) -> HttpResponse:
    """Answer with the paper: what is to be signed, or the signed one."""
    name, pdf = paper_of_link(offered)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@by_signing_link
def log(request: Request, offered: Offered) -> HttpResponse:
    """Show the sessions alone, for the page that stays open."""
    if not request.htmx:
        return redirect("remote-link", token_of(offered.link))
    return render(request, "portal/_remote_log.html", _context(offered))


@require_POST
@by_signing_link
def get_code(request: Request, offered: Offered) -> HttpResponse:
    """Keep what the signer chose, and send a code to the address on record."""
    posted = request.POST
    choice = actions.Choice(
        name=posted.get("name", ""),
        organization=posted.get("organization", ""),
        mode=posted.get("mode", ""),
    )
    # No part of the page is named: browsers would then leave the field of the code unfocused.
    return _act(
        request, offered, lambda: actions.request_code(offered.link, choice, now=request.now)
    )


@require_POST
@by_signing_link
def agree(request: Request, offered: Offered) -> HttpResponse:
    """Sign the paper that was shown with the code that was sent."""
    if offered.is_signed and not offered.against:
        return redirect("remote-link", token_of(offered.link))
    address = caller_address(request)
    signature = actions.Signature(
        code=request.POST.get("code", ""),
        sha256=request.POST.get("sha256", ""),
        user_agent=request.headers.get("User-Agent", ""),
        ip_address=None if address == UNKNOWN else address,
    )
    return _act(request, offered, lambda: actions.sign(offered.link, signature, now=request.now))


@require_POST
@by_signing_link
def take_back(request: Request, offered: Offered) -> HttpResponse:
    """Revoke the agreement at once."""
    return _act(request, offered, lambda: actions.revoke_by_link(offered.link, now=request.now))


@require_POST
@by_signing_link
def withdraw(request: Request, offered: Offered) -> HttpResponse:
    """Withdraw consent: nobody connects until a time is given again."""
    return _act(
        request, offered, lambda: actions.withdraw_by_link(offered.link, now=request.now), "#times"
    )


@require_POST
@by_signing_link
def consent(request: Request, offered: Offered) -> HttpResponse:
    """Say from when until when one may connect."""

    def act() -> object:
        starts, ends = (_moment(request, name) for name in ("starts_at", "ends_at"))
        return actions.give_consent_by_link(offered.link, starts, ends, now=request.now)

    return _act(request, offered, act, "#times")


def _act(
    request: Request, offered: Offered, act: Callable[[], object], part: str = ""
) -> HttpResponse:
    """Do it and lead back to the page; else show the page with what stands against it."""
    try:
        act()
    except InputProblems as wrong:
        first = wrong.problems[0]
        return _page(request, offered, wrong={first.where: first.allowed}, status=WRONG)
    except Refused as refused:
        return _page(request, offered, refused=refused.reason.text, status=WRONG)
    except Conflict as conflict:
        return _page(request, offered, refused=conflict.text, status=CONFLICTING)
    answer = redirect("remote-link", token_of(offered.link))
    answer["Location"] += part
    return answer


def _moment(request: Request, name: str) -> datetime:
    typed = request.POST.get(name, "")
    try:
        return read_instant(typed)
    except ValueError as wrong:
        raise InputProblems([Problem(name, typed, A_MOMENT)]) from wrong


def _page(
    request: Request,
    offered: Offered,
    *,
    wrong: dict[str, Text] | None = None,
    refused: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_context(offered),
        "wrong": wrong or {},
        "refused": refused,
        "changing": "change" in request.GET,
        "typed": request.POST,
    }
    return render(request, "portal/remote.html", context, status=status)


def _context(offered: Offered) -> dict[str, object]:
    running = [each for each, _events in offered.sessions if each.state != "ended"]
    return {
        "offered": offered,
        "facts": offered.facts,
        "token": token_of(offered.link),
        "running": running,
        "in_force": offered.facts.state == "signed",
        "consent": next((each for each in offered.consents if not each.withdrawn_at), None),
    }
