"""What every page of the spare parts shows: its rooms, and what the person may do there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.stock.kinds import CONDITIONS
from lumencare.stock.queries import own_bag, visible_places
from lumencare.web.finance.failures import NONE, Failure
from lumencare.web.sales.once import new_mark

ROOMS = (
    ("stock", _("Spare pool")),
    ("stock-catalogue", _("Catalogue")),
    ("stock-price-lists", _("Price lists")),
    ("stock-levels", _("To order")),
    ("stock-last-buys", _("Last-time buy")),
    ("stock-reservations", _("Reserved")),
    ("stock-supplies", _("On order")),
    ("stock-loans", _("On loan")),
    ("stock-counts", _("Counts")),
    ("stock-moves", _("Stock moves")),
    ("stock-places", _("Places")),
)
# How the states of promises look; what is not named stays grey.
LOOKS = {
    **dict.fromkeys(("held", "ordered", "out", "open"), "lamp"),
    **dict.fromkeys(("issued", "received", "returned", "posted"), "ok"),
    **dict.fromkeys(("expired", "kept"), "hold"),
}


def render_room(
    request: Request,
    room: str,
    template: str,
    failure: Failure = NONE,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Return a page of the spare parts; forms on it carry a mark, so that none counts twice."""
    query = request.GET.copy()
    query.pop("cursor", None)
    shown = {
        "rooms": ROOMS,
        "room": room,
        "failed": failure,
        "can_reserve": may(request.user, Right.RESERVE_PARTS),
        "can_keep": may(request.user, Right.KEEP_STOCK),
        "can_count": may(request.user, Right.COUNT_STOCK),
        "bag": own_bag(request.user) if may(request.user, Right.USE_BAG) else None,
        "mark": new_mark(),
        "query": f"?{query.urlencode()}" if query else "",
        "here": f"?{request.GET.urlencode()}" if request.GET else "",
        "conditions": CONDITIONS.items(),
        "today": request.today,
        **context,
    }
    return render(request, f"stock/{template}.html", shown, status=status)


def open_places(request: Request) -> list[Any]:
    """Return the places that parts can be brought to or taken from."""
    return list(visible_places(request.user).filter(closed_on=None))
