"""Counts: begun, scanned code by code, posted or given up."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.stock.kinds import Condition
from lumencare.stock import actions
from lumencare.stock.goods import MOST
from lumencare.stock.queries import (
    Wanted,
    find_count,
    find_count_line,
    find_place,
    lines_of_count,
    list_counts,
    not_counted,
    own_bag,
)
from lumencare.store import typed as read
from lumencare.web.finance.failures import NONE, Failure, Show, try_it
from lumencare.web.stock.deeds import CONDITION
from lumencare.web.stock.frame import open_places, render_room


@require_safe
@login_required
def show_all(request: Request) -> HttpResponse:
    """Show all counts, newest first."""
    return _render_counts(request, NONE, 200)


def _render_counts(request: Request, failure: Failure, status: int) -> HttpResponse:
    page = list_counts(request.user, Wanted(), cursor=request.GET.get("cursor", ""))
    places = open_places(request)
    return render_room(request, "stock-counts", "counts", failure, status, page=page, places=places)


@login_required
@require_POST
def begin(request: Request) -> HttpResponse:
    """Begin to count a place: one's own bag for engineers, any place for who keeps the stock."""
    require_right(request.user, Right.SEE_STOCK)
    bag = own_bag(request.user)
    code = request.POST.get("place") or (bag.code if bag is not None else "")
    place = find_place(request.user, code)
    note = request.POST.get("note", "")
    return try_it(
        request,
        lambda: actions.open_count(place, note, by=request.user, now=request.now),
        _("The count has begun."),
        form="new",
        page="stock-counts",
        show=_render_counts,
    )


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a count: what was found, what the books say, what nobody has counted yet."""
    return _render(number)(request, NONE, 200)


@login_required
@require_POST
def scan(request: Request, number: str) -> HttpResponse:
    """Put down what was scanned, and be ready for the next code."""
    require_right(request.user, Right.SEE_STOCK)
    count = find_count(request.user, number)

    def deed() -> None:
        values = read.read_all(
            {
                "quantity": request.POST.get("quantity") or "1",
                "condition": request.POST.get("condition") or Condition.GOOD.value,
                "code": request.POST.get("code", ""),
            },
            {
                "quantity": read.whole(0, MOST),
                "condition": CONDITION,
                "code": read.line(80, needed=True),
            },
        )
        given = actions.Scan(
            code=values["code"],
            quantity=values["quantity"],
            condition=Condition(values["condition"]),
            afresh="afresh" in request.POST,
            serial=request.POST.get("serial", ""),
        )
        line = actions.scan(count, given, by=request.user, now=request.now)
        told.append(f"{line.part.number}: {line.counted}")

    told: list[str] = []
    return try_it(
        request,
        deed,
        lambda: told[-1],
        form="scan",
        page=_address(number),
        show=_render(number),
    )


@login_required
@require_POST
def forget(request: Request, number: str, pk: int) -> HttpResponse:
    """Take a line off a count."""
    require_right(request.user, Right.SEE_STOCK)
    line = find_count_line(request.user, number, pk)
    return try_it(
        request,
        lambda: actions.forget_line(line, by=request.user),
        _("The line is taken off."),
        form="line",
        page=_address(number),
        show=_render(number),
    )


@login_required
@require_POST
def end(request: Request, number: str) -> HttpResponse:
    """Post a count, or give it up."""
    require_right(request.user, Right.SEE_STOCK)
    count = find_count(request.user, number)
    if "cancel" in request.POST:
        return try_it(
            request,
            lambda: actions.cancel_count(count, by=request.user, now=request.now),
            _("The count is given up; nothing is changed."),
            form="end",
            page=_address(number),
            show=_render(number),
        )
    return try_it(
        request,
        lambda: actions.post_count(count, by=request.user, now=request.now),
        _("The count is posted."),
        form="end",
        page=_address(number),
        show=_render(number),
    )


def _address(number: str) -> str:
    return reverse("stock-count", kwargs={"number": number})


def _render(number: str) -> Show:
    """Return what shows a count, with the form that was refused, if one was."""

    def render(request: Request, failure: Failure, status: int) -> HttpResponse:
        count = find_count(request.user, number)
        is_open = count.state == "open"
        lines = lines_of_count(request.user, count)
        own = count.place.holder_id == request.user.pk
        return render_room(
            request,
            "stock-counts",
            "count",
            failure,
            status,
            count=count,
            lines=lines,
            is_open=is_open,
            left=not_counted(request.user, count) if is_open else (),
            differing=sum(1 for each in lines if each.difference),
            own=own,
        )

    return render
