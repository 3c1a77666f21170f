"""One part: where it lies, what is promised and comes, its units and moves."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.domain.stock.kinds import PlaceKind
from lumencare.stock.queries import (
    ShelfLine,
    Wanted,
    find_part,
    lines_of,
    list_loans,
    list_moves,
    list_reservations,
    list_supplies,
    shelves_of_part,
    units_of_part,
)
from lumencare.web.finance.failures import NONE, Failure
from lumencare.web.stock.frame import open_places, render_room

# The pool that the offer names (SC-7, X-8).
DEFAULT_PLACE = "SH"


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a part with everything that can be done to it."""
    return render_part(request, number, NONE, 200)


def render_part(request: Request, number: str, failure: Failure, status: int) -> HttpResponse:
    """Return the page of a part, with the form that was refused, if one was."""
    user = request.user
    part = find_part(user, number)
    line = lines_of([part], request.today)[0]
    wanted = Wanted(part=part.number)
    places = open_places(request)
    shelves = shelves_of_part(user, part)
    return render_room(
        request,
        "stock",
        "part",
        failure,
        status,
        part=part,
        line=line,
        shelves=shelves,
        units=units_of_part(user, part) if part.serialised else (),
        reservations=list_reservations(user, Wanted(part=part.number, state="held")).rows,
        supplies=list_supplies(user, Wanted(part=part.number, state="ordered")).rows,
        loans=list_loans(user, Wanted(part=part.number, state="out")).rows,
        page=list_moves(user, wanted, cursor=request.GET.get("cursor", "")),
        places=places,
        usual=_usual_place(shelves),
    )


def _usual_place(shelves: Sequence[ShelfLine]) -> str:
    """Return the pool that could give the most of a part; where none can, the default one."""
    good = [each for each in shelves if each.kind == PlaceKind.POOL and each.condition == "good"]
    return max(good, key=lambda each: each.free).place if good else DEFAULT_PLACE
