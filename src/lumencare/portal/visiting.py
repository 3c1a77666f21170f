"""The customer's own door: every page behind it is for a visitor, and none opens without one."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import is_outsider
from lumencare.portal.doors import HEADERS
from lumencare.portal.hotline import hotline_of
from lumencare.privacy.actions.consenting import has_read_notice
from lumencare.sites.visitors import (
    SiteSeen,
    Visitor,
    sites_seen,
    visitor_by_link,
    visitor_with_account,
)
from lumencare.store.throttle import is_too_often

Extra = ParamSpec("Extra")
View = Callable[Concatenate[Request, Visitor, Extra], HttpResponseBase]
Door = Callable[..., HttpResponseBase]
Answer = TypeVar("Answer", bound=HttpResponseBase)
LINK, SITE = "portal_link", "portal_site"
MOST_VISITS, VISITS_WITHIN = 240, 60
MOST_WRITES, WRITES_WITHIN = 120, 3600


def for_visitor(view: View[Extra]) -> Door:
    """Let whoever came by a link or is signed in pass; lead everybody else to the door."""

    @wraps(view)
    def handle(request: Request, *args: Extra.args, **more: Extra.kwargs) -> HttpResponseBase:
        answer: HttpResponseBase
        visitor = visitor_of(request)
        if visitor is None:
            answer = _turn_away(request)
        elif _is_too_often(request, visitor):
            answer = show(request, visitor, "portal/wait.html", {}, status=429)
            answer["Retry-After"] = str(VISITS_WITHIN)
        else:
            answer = view(request, visitor, *args, **more)
        return guard(answer)

    return never_cache(handle)


def guard(answer: Answer) -> Answer:
    """Keep a page from search engines and its address from other sites."""
    for name, value in HEADERS.items():
        answer[name] = value
    return answer


def visitor_of(request: Request) -> Visitor | None:
    """Return who stands at the door; a link that works no more is forgotten."""
    key = request.session.get(LINK)
    if isinstance(key, int):
        found = visitor_by_link(key, request.now)
        if found is None:
            request.session.pop(LINK, None)
        return found
    return visitor_with_account(request.user) if request.user.is_authenticated else None


def let_in(request: Request, link: int) -> None:
    """Remember the link that somebody came by, in a session of its own."""
    logout(request)
    request.session[LINK] = link


def show(
    request: HttpRequest,
    visitor: Visitor,
    template: str,
    shown: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the portal: what it shows, and what stands around every one."""
    sites = sites_seen(visitor)
    context = {
        "visitor": visitor,
        "sites": sites,
        "site": chosen_site(request, sites),
        "hotline": hotline_of(request),
        "icp": settings.ICP_NUMBER,
        "unread_notice": not has_read_notice(visitor),
        **shown,
    }
    return render(request, template, context, status=status)


def chosen_site(request: HttpRequest, sites: tuple[SiteSeen, ...]) -> SiteSeen | None:
    """Return the site that was looked at last, else the first."""
    known = {each.pk: each for each in sites}
    return known.get(request.session.get(SITE, 0)) or (sites[0] if sites else None)


def choose_site(request: HttpRequest, site: int) -> None:
    """Remember the site that is looked at."""
    if request.session.get(SITE) != site:
        request.session[SITE] = site


def _turn_away(request: Request) -> HttpResponse:
    user = request.user
    if user.is_authenticated:
        template = "portal/nobody.html" if is_outsider(user) else "portal/staff.html"
        return render(request, template, {"hotline": hotline_of(request)}, status=403)
    asked = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('portal-door')}?{asked}")


def _is_too_often(request: Request, visitor: Visitor) -> bool:
    who = f"user:{visitor.user.pk}" if visitor.user else f"link:{visitor.link}"
    if request.method == "POST":
        return is_too_often(f"portal-write:{who}", MOST_WRITES, WRITES_WITHIN)
    return is_too_often(f"portal:{who}", MOST_VISITS, VISITS_WITHIN)
