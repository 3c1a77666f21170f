"""Places: the pools, offices and bags, and what lies there; every move, and their workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import MOVE_KINDS, PLACE_KINDS, PlaceKind
from lumencare.domain.text import Text
from lumencare.stock import actions
from lumencare.stock.queries import (
    Wanted,
    engineers_without_bag,
    find_place,
    list_counts,
    list_moves,
    list_places,
    own_bag,
    shelves_at,
)
from lumencare.stock.queries.lists import MoveLine
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import words_and_state
from lumencare.web.finance.failures import NONE, Failure, Show, try_it
from lumencare.web.sites.exports import all_rows
from lumencare.web.stock.frame import render_room

AT_ONCE = 200


@require_safe
@login_required
def show_all(request: Request) -> HttpResponse:
    """Show all places."""
    return _render_places(request, NONE, 200)


def _render_places(request: Request, failure: Failure, status: int) -> HttpResponse:
    keeps = may(request.user, Right.KEEP_STOCK)
    return render_room(
        request,
        "stock-places",
        "places",
        failure,
        status,
        lines=list_places(request.user),
        kinds=PLACE_KINDS.items(),
        people=engineers_without_bag(request.user) if keeps else (),
    )


@login_required
@require_POST
def add(request: Request) -> HttpResponse:
    """Add a place, or a bag for an engineer."""
    require_right(request.user, Right.KEEP_STOCK)
    people = {str(each.pk): each for each in engineers_without_bag(request.user)}
    is_bag = request.POST.get("kind") == PlaceKind.BAG
    holder = people.get(request.POST.get("holder", "")) if is_bag else None
    typed = request.POST.dict()
    return try_it(
        request,
        lambda: actions.add_place(typed, holder=holder, by=request.user, now=request.now),
        _("The place is added."),
        form="new",
        page="stock-places",
        show=_render_places,
    )


@require_safe
@login_required
def show(request: Request, code: str) -> HttpResponse:
    """Show what lies at a place."""
    return _render_place(code)(request, NONE, 200)


@require_safe
@login_required
def show_bag(request: Request) -> HttpResponse:
    """Lead engineers to their own bag; to the places where they have none."""
    require_right(request.user, Right.USE_BAG)
    bag = own_bag(request.user)
    if bag is None:
        return redirect("stock-places")
    return redirect("stock-place", code=bag.code)


@login_required
@require_POST
def close(request: Request, code: str) -> HttpResponse:
    """Close a place, or use it again."""
    require_right(request.user, Right.KEEP_STOCK)
    place = find_place(request.user, code)
    action = actions.close_place if place.closed_on is None else actions.reopen_place
    return try_it(
        request,
        lambda: action(place, by=request.user, now=request.now),
        _("The place is changed."),
        form="close",
        page=reverse("stock-place", kwargs={"code": code}),
        show=_render_place(code),
    )


def _render_place(code: str) -> Show:
    """Return what shows a place, with the form that was refused, if one was."""

    def render(request: Request, failure: Failure, status: int) -> HttpResponse:
        place = find_place(request.user, code)
        counts = list_counts(request.user, Wanted(place=place.code, state="open")).rows
        return render_room(
            request,
            "stock-places",
            "place",
            failure,
            status,
            place=place,
            kind=PLACE_KINDS[PlaceKind(place.kind)],
            shelves=shelves_at(request.user, place),
            counting=counts[0] if counts else None,
            own=place.holder_id == request.user.pk and may(request.user, Right.USE_BAG),
        )

    return render


@require_safe
@login_required
def moves(request: Request) -> HttpResponse:
    """Show every move, newest first."""
    q, kind = words_and_state(request.GET, MOVE_KINDS)
    page = list_moves(request.user, Wanted(q=q, state=kind), cursor=request.GET.get("cursor", ""))
    kinds = [(each.value, name) for each, name in MOVE_KINDS.items()]
    return render_room(request, "stock-moves", "moves", page=page, q=q, kind=kind, kinds=kinds)


@require_safe
@login_required
def export_moves(request: Request) -> HttpResponseBase:
    """Hand out the moves that match as a workbook."""
    q, kind = words_and_state(request.GET, MOVE_KINDS)
    wanted = Wanted(q=q, state=kind)
    rows = all_rows(lambda after: list_moves(request.user, wanted, cursor=after, size=AT_ONCE))
    return attach_sheet("moves", "出入库 Moves", COLUMNS, rows, request.now)


COLUMNS: tuple[Column[MoveLine], ...] = (
    Column(Text("编号", "Number"), 13, Kind.TEXT, lambda row: row.number),
    Column(Text("日期", "Day"), 11, Kind.DAY, lambda row: in_shanghai(row.at).date()),
    Column(Text("类别", "Kind"), 12, Kind.TEXT, lambda row: row.kind_name.zh),
    Column(Text("备件编号", "Part number"), 18, Kind.TEXT, lambda row: row.part),
    Column(Text("数量", "Quantity"), 8, Kind.COUNT, lambda row: row.quantity),
    Column(Text("序列号", "Serial"), 18, Kind.TEXT, lambda row: row.serial),
    Column(Text("自", "From"), 20, Kind.TEXT, lambda row: row.of.zh),
    Column(Text("至", "To"), 20, Kind.TEXT, lambda row: row.to.zh),
    Column(Text("状态", "Condition"), 9, Kind.TEXT, lambda row: row.condition.zh),
    Column(Text("单据", "Reference"), 18, Kind.TEXT, lambda row: row.reference),
    Column(Text("原因", "Reason"), 24, Kind.TEXT, lambda row: row.reason),
    Column(Text("经办人", "By"), 14, Kind.TEXT, lambda row: row.by_name),
)
