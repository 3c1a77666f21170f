"""The way in by a link: what works is shown, anything else gets one and the same answer."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from lumencare.accounts.requests import Request
from lumencare.sales.queries.offer import Offer, open_offer
from lumencare.store.throttle import is_too_often

Extra = ParamSpec("Extra")
View = Callable[Concatenate[Request, Offer, Extra], HttpResponse]
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


def by_link(view: View[Extra]) -> Door:
    """Open the offer of a link for a view; without one, say no more than that there is none."""

    @wraps(view)
    def handle(request: Request, token: str, *args: Extra.args, **more: Extra.kwargs) -> Any:
        offer = open_offer(token, request.now)
        if offer is None:
            answer = render(request, "portal/gone.html", status=404)
        elif _is_too_often(request, offer):
            answer = render(request, "portal/busy.html", status=429)
            answer["Retry-After"] = str(VISITS_WITHIN)
        else:
            answer = view(request, offer, *args, **more)
        for name, value in HEADERS.items():
            answer[name] = value
        return answer

    return never_cache(handle)


def _is_too_often(request: Request, offer: Offer) -> bool:
    """Count by link, as customers share addresses; a made-up token never gets this far."""
    if request.method == "POST":
        return is_too_often(f"write:{offer.link.pk}", MOST_WRITES, WRITES_WITHIN)
    return is_too_often(f"visit:{offer.link.pk}", MOST_VISITS, VISITS_WITHIN)
