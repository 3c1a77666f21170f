"""The pages of an agreement: check, get a code, sign; later the log, and revoke.

They are reached by the signer's link, and by visitors of the portal from their home.
"""

from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.reading import read_instant
from lumencare.domain.text import Text
from lumencare.portal.answering import attach_pdf
from lumencare.portal.doors import Door, behind_link
from lumencare.portal.hotline import hotline_of
from lumencare.portal.visiting import for_visitor
from lumencare.portal.visiting import show as show_page
from lumencare.remote import actions
from lumencare.remote.links import token_of
from lumencare.remote.queries.offer import (
    Offered,
    note_visit_of,
    open_offered,
    paper_of_link,
)
from lumencare.remote.queries.outside import agreements_of, offered_to
from lumencare.sites.visitors import Visitor
from lumencare.store.throttle import caller_address

WRONG, CONFLICTING = 422, 409
FRAME, PAGE = "portal/frame.html", "portal/page.html"
UNKNOWN = "unknown"
PICTURE = "data:image/png;base64,"
A_MOMENT = Text("请选择日期和时间。", "Choose a day and a time.")


@dataclass(frozen=True, slots=True)
class Signing:
    """An agreement that is looked at: by its link, or by a visitor of the portal; and its pages."""

    offered: Offered
    places: Mapping[str, str]
    visitor: Visitor | None = None

    @property
    def by(self) -> User | str | None:
        """Who acts, where it is not the signer by their own link."""
        return self.visitor.by if self.visitor else None


def show(request: Request, signing: Signing) -> HttpResponse:
    """Show what there is to sign; once signed, what holds and what was done."""
    note_visit_of(signing.offered, request.now)
    return _page(request, signing)


def download(_request: Request, signing: Signing) -> HttpResponse:
    """Answer with the paper: what is to be signed, or the signed one."""
    name, pdf = paper_of_link(signing.offered)
    return attach_pdf(pdf, name)


def log(request: Request, signing: Signing) -> HttpResponse:
    """Show the sessions alone, for the page that stays open."""
    if not request.htmx:
        return redirect(signing.places["page"])
    return render(request, "portal/_remote_log.html", _context(signing))


def get_code(request: Request, signing: Signing) -> HttpResponse:
    """Keep what the signer chose, and send a code to the address on record."""
    posted = request.POST
    choice = actions.Choice(
        name=posted.get("name", ""),
        organization=posted.get("organization", ""),
        mode=posted.get("mode", ""),
    )
    # No part of the page is named: browsers would then leave the field of the code unfocused.
    return _act(
        request,
        signing,
        lambda: actions.request_code(signing.offered.link, choice, now=request.now),
    )


def agree(request: Request, signing: Signing) -> HttpResponse:
    """Sign the paper that was shown with the code that was sent."""
    if signing.offered.is_signed and not signing.offered.against:
        return redirect(signing.places["page"])
    address = caller_address(request)

    def act() -> object:
        signature = actions.Signature(
            code=request.POST.get("code", ""),
            sha256=request.POST.get("sha256", ""),
            drawing=_drawing(request),
            user_agent=request.headers.get("User-Agent", ""),
            ip_address=None if address == UNKNOWN else address,
        )
        return actions.sign(signing.offered.link, signature, now=request.now)

    return _act(request, signing, act)


def take_back(request: Request, signing: Signing) -> HttpResponse:
    """Revoke the agreement at once."""

    def act() -> object:
        return actions.revoke_by_link(signing.offered.link, by=signing.by, now=request.now)

    return _act(request, signing, act)


def withdraw(request: Request, signing: Signing) -> HttpResponse:
    """Withdraw consent: nobody connects until a time is given again."""

    def act() -> None:
        actions.withdraw_by_link(signing.offered.link, by=signing.by, now=request.now)

    return _act(request, signing, act, "#times")


def consent(request: Request, signing: Signing) -> HttpResponse:
    """Say from when until when one may connect."""

    def act() -> object:
        starts, ends = (_moment(request, name) for name in ("starts_at", "ends_at"))
        return actions.give_consent_by_link(
            signing.offered.link, starts, ends, by=signing.by, now=request.now
        )

    return _act(request, signing, act, "#times")


def _act(
    request: Request, signing: Signing, act: Callable[[], object], part: str = ""
) -> HttpResponse:
    """Do it and lead back to the page; else show the page with what stands against it."""
    try:
        act()
    except InputProblems as wrong:
        first = wrong.problems[0]
        return _page(request, signing, wrong={first.where: first.allowed}, status=WRONG)
    except Refused as refused:
        return _page(request, signing, refused=refused.reason.text, status=WRONG)
    except Conflict as conflict:
        return _page(request, signing, refused=conflict.text, status=CONFLICTING)
    return redirect(f"{signing.places['page']}{part}")


def _drawing(request: Request) -> bytes:
    """Return the picture that the page made of what was drawn; empty where nothing was."""
    typed = request.POST.get("drawing", "")
    if not typed:
        return b""
    try:
        return b64decode(typed.removeprefix(PICTURE), validate=True)
    except ValueError as wrong:
        raise InputProblems([Problem("drawing", "", actions.NO_PICTURE)]) from wrong


def _moment(request: Request, name: str) -> datetime:
    typed = request.POST.get(name, "")
    try:
        return read_instant(typed)
    except ValueError as wrong:
        raise InputProblems([Problem(name, typed, A_MOMENT)]) from wrong


def _page(
    request: Request,
    signing: Signing,
    *,
    wrong: dict[str, Text] | None = None,
    refused: Text | None = None,
    status: int = 200,
) -> HttpResponse:
    wrong = wrong or {}
    context = {
        **_context(signing),
        "wrong": wrong,
        # What was drawn is not drawn again for a wrong code; what is no picture is not sent back.
        "drawing": "" if "drawing" in wrong else _shown_again(request.POST.get("drawing", "")),
        "refused": refused,
        "changing": "change" in request.GET,
        "typed": request.POST,
    }
    if signing.visitor is None:
        around = {"base": FRAME, "hotline": hotline_of(request)}
        return render(request, "portal/remote.html", {**context, **around}, status=status)
    return show_page(
        request, signing.visitor, "portal/remote.html", {**context, "base": PAGE}, status=status
    )


def _shown_again(drawing: str) -> str:
    return drawing if drawing.startswith(PICTURE) else ""


def _context(signing: Signing) -> dict[str, object]:
    offered = signing.offered
    running = [each for each, _events in offered.sessions if each.state != "ended"]
    return {
        "offered": offered,
        "facts": offered.facts,
        "places": signing.places,
        "running": running,
        "in_force": offered.facts.state == "signed",
        "consent": next((each for each in offered.consents if not each.withdrawn_at), None),
    }


View = Callable[[Request, Signing], HttpResponse]
READ: Mapping[str, View] = {"page": show, "paper": download, "log": log}
PAGES: Mapping[str, View] = {
    **READ,
    "code": get_code,
    "sign": agree,
    "revoke": take_back,
    "withdraw": withdraw,
    "consent": consent,
}


def name_of_page(of: str, page: str) -> str:
    """Return the name of a page's address, below the name of the first."""
    return of if page == "page" else f"{of}-{page}"


def by_signing_link(page: str) -> Door:
    """Return a page of the agreement that a signer's link leads to."""

    def handle(request: Request, offered: Offered) -> HttpResponse:
        return PAGES[page](
            request, Signing(offered, _places("remote-link", token_of(offered.link)))
        )

    return _by_method(page, behind_link(open_offered, "portal/remote_gone.html")(handle))


def in_portal(page: str) -> Door:
    """Return a page of an agreement of the visitor's organization; anything else is not there.

    The right to it is asked anew with each request, so it ends with the visit.
    """

    def handle(request: Request, visitor: Visitor, number: str) -> HttpResponse:
        offered = offered_to(visitor, number, request.now)
        if offered is None:
            raise Http404(f"agreement {number}")
        return PAGES[page](request, Signing(offered, _places("portal-remote", number), visitor))

    return _by_method(page, for_visitor(handle))


@require_safe
@for_visitor
def show_all(request: Request, visitor: Visitor) -> HttpResponse:
    """Show the agreements of the visitor's organizations: what waits, what holds, what is over."""
    return show_page(
        request,
        visitor,
        "portal/remotes.html",
        {"agreements": agreements_of(visitor, request.now), "today": request.today},
    )


def _by_method(page: str, door: Callable[..., Any]) -> Door:
    guarded: Door = (require_safe if page in READ else require_POST)(door)
    return guarded


def _places(of: str, key: str | None) -> dict[str, str]:
    return {page: reverse(name_of_page(of, page), args=[key]) for page in PAGES}
