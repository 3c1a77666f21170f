"""Claims of the made-up office: one in each stage, one that inherited, one old part late."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.claims.actions import (
    Asked,
    agree_share,
    ask,
    ask_return,
    fit,
    issue,
    order,
    receive_return,
    reserve,
    set_price,
    tend_claims,
    withdraw,
)
from lumencare.claims.models import Claim
from lumencare.demo.people import Staff
from lumencare.desk.models import Case
from lumencare.domain.desk.states import LIVE, CaseState
from lumencare.domain.shanghai import in_shanghai
from lumencare.stock.actions import shanghai_pool
from lumencare.stock.models import Place

# Kept without serial numbers, and plenty of them in the pool.
PARTS = ("QSN-4A5-S", "QSM-4W-C", "LQSE-4A1-D", "QSPS-DH-1-75-H")
PLACES = ("3 层弱电间", "8 层配电箱", "大堂控制柜", "裙楼机房")
AGREED = {"agreed_by": "物业经理", "agreed_how": "电话确认"}
LONG_AGO = timedelta(days=20)
Deed = Callable[[Claim, Place, User, datetime], object]


def add_claims(staff: Staff, cases: Iterable[Case], now: datetime) -> None:
    """Claim parts of cases that are open, each as far as its story goes."""
    by, then = staff[Role.MANAGER], now - LONG_AGO
    found = _cases_for(cases, then)
    pool = shanghai_pool(now)
    for number, (case, story) in enumerate(zip(found, STORIES, strict=False)):
        asked = Asked(
            typed={
                "part_number": PARTS[number % len(PARTS)],
                "serial": f"DEMO{number + 1:04d}",
                "place": PLACES[number % len(PLACES)],
            }
        )
        at = max(case.reported_at, then)
        claim = ask(case, asked, by=by, now=at)
        if claim.share_fen is None:
            set_price(claim, {"amount": "1280", "why": "工厂报价"}, by=by, now=at)
        for deed in story:
            deed(claim, pool, by, at)
    tend_claims(now)


def _cases_for(cases: Iterable[Case], then: datetime) -> list[Case]:
    """Return a case solved long ago, where there is one, and then those that are open."""
    known = [each for each in cases if each.system_id is not None and each.cause != "other"]
    old = [each for each in known if each.state == CaseState.RESOLVED and each.reported_at <= then]
    return [*old[:1], *(each for each in known if each.state in LIVE)]


def _agree(claim: Claim, _pool: Place, by: User, at: datetime) -> None:
    if claim.share_fen:
        agree_share(claim, AGREED, by=by, now=at)


def _reserve(claim: Claim, pool: Place, by: User, at: datetime) -> None:
    reserve(claim, pool, by=by, now=at)


def _order(claim: Claim, pool: Place, by: User, at: datetime) -> None:
    expected = in_shanghai(at).date() + timedelta(days=30)
    order(claim, pool, {"expected_on": expected.isoformat()}, by=by, now=at)


def _issue(claim: Claim, _pool: Place, by: User, at: datetime) -> None:
    issue(claim, {"issued_to": "现场工程师"}, by=by, now=at)


def _fit(claim: Claim, _pool: Place, by: User, at: datetime) -> None:
    fit(claim, {"serial": f"NEW{claim.number[-3:]}"}, by=by, now=at)


def _ask_back(claim: Claim, _pool: Place, by: User, at: datetime) -> None:
    ask_return(claim, {"due_on": in_shanghai(at).date().isoformat()}, by=by, now=at)


def _return(claim: Claim, pool: Place, by: User, at: datetime) -> None:
    if claim.returned == "asked":
        receive_return(claim, pool, {}, by=by, now=at)


def _again(claim: Claim, _pool: Place, by: User, at: datetime) -> None:
    """The new part failed too: it inherits, and is free for a while."""
    typed = {
        "part_number": claim.supplied.number if claim.supplied else claim.faulty_number,
        "serial": claim.supplied_serial,
        "place": claim.place,
    }
    ask(claim.case, Asked(typed=typed), by=by, now=at)


def _withdraw(claim: Claim, _pool: Place, by: User, at: datetime) -> None:
    withdraw(claim, why="客户自行修复，不再更换。", by=by, now=at)


OUT: tuple[Deed, ...] = (_agree, _reserve, _issue)
STORIES: tuple[tuple[Deed, ...], ...] = (
    (*OUT, _fit, _ask_back),
    (),
    (_agree, _reserve),
    (*OUT, _fit, _return, _again),
    (_agree,),
    (_agree, _order),
    OUT,
    (_withdraw,),
)
