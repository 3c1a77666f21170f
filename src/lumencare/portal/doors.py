"""The way in by a link: what works is shown, anything else gets one and the same answer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from lumencare.accounts.requests import Request
from lumencare.handovers.queries.offer import ProposalOffer, open_proposal
from lumencare.portal.hotline import hotline_of
from lumencare.sales.queries.offer import Offer, open_offer
from lumencare.store.throttle import is_too_often


class Behind(Protocol):
    """What a link leads to; its own row counts how often it is used."""

    @property
    def link(self) -> Any:
        """The row of the link."""


Extra = ParamSpec("Extra")
Shown = TypeVar("Shown", bound=Behind)
View = Callable[Concatenate[Request, Shown, Extra], HttpResponse]
# The token comes by its name from the address.
Door = Callable[..., HttpResponse]

# No search engine lists a link, and no other site learns it. A page of ours may send its own
# origin: with no referrer at all browsers hide it from forms too, and those would be refused.
HEADERS: Mapping[str, str] = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "same-origin",
}
MOST_VISITS, VISITS_WITHIN = 240, 60
MOST_WRITES, WRITES_WITHIN = 20, 3600


def behind_link(
    look: Callable[[str, datetime], Shown | None], gone: str
) -> Callable[[View[Shown, Extra]], Door]:
    """Return what opens links of one kind for a view; `gone` says that there is none."""

    def decorate(view: View[Shown, Extra]) -> Door:
        @wraps(view)
        def handle(request: Request, token: str, *args: Extra.args, **more: Extra.kwargs) -> Any:
            shown = look(token, request.now)
            if shown is None:
                answer = render(request, gone, {"hotline": hotline_of(request)}, status=404)
            elif _is_too_often(request, shown):
                around = {"hotline": hotline_of(request)}
                answer = render(request, "portal/busy.html", around, status=429)
                answer["Retry-After"] = str(VISITS_WITHIN)
            else:
                answer = view(request, shown, *args, **more)
            for name, value in HEADERS.items():
                answer[name] = value
            return answer

        return never_cache(handle)

    return decorate


def by_link(view: View[Offer, Extra]) -> Door:
    """Open the offer of a link for a view."""
    return behind_link(open_offer, "portal/gone.html")(view)


def by_proposal_link(view: View[ProposalOffer, Extra]) -> Door:
    """Open the upgrade proposal of a link for a view."""
    return behind_link(open_proposal, "portal/gone.html")(view)


def _is_too_often(request: Request, shown: Behind) -> bool:
    """Count by link, as customers share addresses; a made-up token never gets this far."""
    name = f"{shown.link._meta.model_name}:{shown.link.pk}"
    if request.method == "POST":
        return is_too_often(f"write:{name}", MOST_WRITES, WRITES_WITHIN)
    return is_too_often(f"visit:{name}", MOST_VISITS, VISITS_WITHIN)
