"""What every page of the catalogue shows: the rooms of the spare parts, and the person's rights."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.web.stock.frame import ROOMS


def render_catalogue(
    request: Request, room: str, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Return a page of the catalogue."""
    shown = {
        "rooms": ROOMS,
        "room": room,
        "priced": may(request.user, Right.SEE_PART_PRICES),
        "can_keep": may(request.user, Right.KEEP_PARTS),
        "can_quote": may(request.user, Right.MAKE_QUOTES),
        "can_lead": may(request.user, Right.KEEP_LEADS),
        **context,
    }
    return render(request, f"catalogue/{template}.html", shown, status=status)
