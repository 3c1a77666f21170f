"""What is done to a part from its page: reserved, received, issued, moved, lent, ordered."""

from collections.abc import Callable, Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.stock.kinds import Condition
from lumencare.stock import actions
from lumencare.stock.actions import Goods, Slip
from lumencare.stock.goods import MOST
from lumencare.stock.queries import Part, find_part, find_place, own_bag
from lumencare.store import typed as read
from lumencare.web.finance.failures import try_it
from lumencare.web.stock.parts import render_part

Deed = Callable[[Request, Part], object]
CONDITION = read.one_of(each.value for each in Condition)


@login_required
@require_POST
def reserve(request: Request) -> HttpResponse:
    """Promise units of a part."""
    require_right(request.user, Right.RESERVE_PARTS)
    return _do(request, _reserve, "reserve", _("The parts are reserved."))


@login_required
@require_POST
def correct(request: Request) -> HttpResponse:
    """Put one balance right."""
    require_right(request.user, Right.COUNT_STOCK)
    return _do(request, _correct, "correct", _("The stock is put right."))


@login_required
@require_POST
def carry(request: Request) -> HttpResponse:
    """Receive, issue, transfer, take back, lend, regrade, scrap or order; `deed` says which."""
    require_right(request.user, Right.KEEP_STOCK)
    name = request.POST.get("deed", "")
    if name not in DEEDS:
        raise Http404(f"deed {name}")
    return _do(request, DEEDS[name], name, _("It is recorded."))


@login_required
@require_POST
def use_bag(request: Request) -> HttpResponse:
    """Take a part out of one's own bag, or put one in that came off."""
    require_right(request.user, Right.USE_BAG)
    name = "back" if request.POST.get("deed") == "back" else "use"
    return _do(request, BAG_DEEDS[name], name, _("It is recorded."))


def _do(request: Request, deed: Deed, form: str, done: str) -> HttpResponse:
    part = find_part(request.user, request.POST.get("part", "").replace("\x00", ""))
    return try_it(
        request,
        lambda: deed(request, part),
        done,
        form=form,
        page=reverse("stock-part", kwargs={"number": part.number}),
        show=lambda asked, failure, status: render_part(asked, part.number, failure, status),
    )


def read_goods(request: Request, part: Part) -> Goods:
    """Read how many, in which condition and by which serials; a serial each line or comma."""
    serials = tuple(request.POST.get("serials", "").replace(",", " ").replace("，", " ").split())
    usual = len(serials) if part.serialised and serials else 1
    values = read.read_all(
        {
            "quantity": request.POST.get("quantity") or usual,
            "condition": request.POST.get("condition") or Condition.GOOD.value,
        },
        {"quantity": read.whole(1, MOST), "condition": CONDITION},
    )
    condition = Condition(values["condition"])
    return Goods(part=part, quantity=values["quantity"], condition=condition, serials=serials)


def read_slip(request: Request) -> Slip:
    """Read what a deed is written down with."""
    return Slip(
        key=request.POST.get("key", ""),
        reference=request.POST.get("reference", ""),
        reason=request.POST.get("reason", ""),
        plan_customer=read.yes_or_no(request.POST.get("plan_customer", "")),
    )


def _reserve(request: Request, part: Part) -> object:
    values = read.read_all(request.POST, {"until": read.if_any(read.day)})
    goods = read_goods(request, part)
    wish = actions.Wish(
        part=part,
        place=find_place(request.user, request.POST.get("place", "")),
        quantity=goods.quantity,
        condition=goods.condition,
        until=values["until"],
    )
    return actions.reserve(wish, read_slip(request), by=request.user, now=request.now)


def _correct(request: Request, part: Part) -> object:
    readers = {"counted": read.whole(0, MOST), "condition": CONDITION}
    values = read.read_all(request.POST, readers)
    place = find_place(request.user, request.POST.get("place", ""))
    shelf = (part, place, Condition(values["condition"]))
    by, now = request.user, request.now
    return actions.correct_count(shelf, values["counted"], read_slip(request), by=by, now=now)


def _at_place(action: Callable[..., object]) -> Deed:
    """Return the deed of an action that takes goods, a place and a slip."""

    def deed(request: Request, part: Part) -> object:
        place = find_place(request.user, request.POST.get("place", ""))
        goods, slip = read_goods(request, part), read_slip(request)
        return action(goods, place, slip, by=request.user, now=request.now)

    return deed


def _transfer(request: Request, part: Part) -> object:
    places = tuple(find_place(request.user, request.POST.get(each, "")) for each in ("place", "to"))
    return actions.transfer(
        read_goods(request, part),
        (places[0], places[1]),
        read_slip(request),
        by=request.user,
        now=request.now,
    )


def _regrade(request: Request, part: Part) -> object:
    into = read.read_all(request.POST, {"into": CONDITION})["into"]
    return actions.regrade(
        read_goods(request, part),
        find_place(request.user, request.POST.get("place", "")),
        Condition(into),
        read_slip(request),
        by=request.user,
        now=request.now,
    )


def _lend(request: Request, part: Part) -> object:
    due_on = read.read_all(request.POST, {"due_on": read.day})["due_on"]
    return actions.lend(
        read_goods(request, part),
        find_place(request.user, request.POST.get("place", "")),
        actions.Lending(request.POST.get("borrower", ""), due_on),
        read_slip(request),
        by=request.user,
        now=request.now,
    )


def _order(request: Request, part: Part) -> object:
    return actions.order_parts(
        part,
        find_place(request.user, request.POST.get("place", "")),
        request.POST.dict(),
        key=request.POST.get("key", ""),
        by=request.user,
        now=request.now,
    )


def _settle(request: Request, part: Part) -> object:
    typed = {"frequent": "", **request.POST.dict()}
    return actions.keep_in_pool(part, typed, by=request.user, now=request.now)


def _in_bag(action: Callable[..., object]) -> Deed:
    def deed(request: Request, part: Part) -> object:
        bag = own_bag(request.user)
        if bag is None:
            raise Http404("bag")
        goods, slip = read_goods(request, part), read_slip(request)
        return action(goods, bag, slip, by=request.user, now=request.now)

    return deed


DEEDS: Mapping[str, Deed] = {
    "receive": _at_place(actions.receive),
    "issue": _at_place(actions.issue),
    "back": _at_place(actions.take_back),
    "scrap": _at_place(actions.scrap),
    "transfer": _transfer,
    "regrade": _regrade,
    "lend": _lend,
    "order": _order,
    "settings": _settle,
}
BAG_DEEDS: Mapping[str, Deed] = {
    "use": _in_bag(actions.issue),
    "back": _in_bag(actions.take_back),
}
