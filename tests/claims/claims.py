"""Parts, stock and claims to start a test from."""

from datetime import date
from typing import Any

from lumencare.accounts.models import User
from lumencare.claims.actions import Asked, ask, fit, issue, reserve
from lumencare.claims.models import Claim
from lumencare.desk.models import Case
from lumencare.domain.stock.kinds import Condition
from lumencare.domain.stock.part_numbers import number_key
from lumencare.sites.models import System
from lumencare.stock import actions as stock
from lumencare.stock.goods import Goods, Slip
from lumencare.stock.models import Move, Part, PartPrice, Place, PriceList
from tests.desk.cases import moment, opened, support
from tests.office import NOW, person, system

NOON = moment("2026-01-15 12:00")
PLACE = "8 层弱电间"


def clerk() -> User:
    """Return who keeps the parts; the same each time."""
    return User.objects.filter(name="库管").first() or person("clerk", name="库管")


def engineer() -> User:
    """Return who goes to sites; the same each time."""
    return User.objects.filter(name="工程师").first() or person("engineer", name="工程师")


def part(number: str = "QSN-4P", price: str | None = "1000.00", **more: Any) -> Part:
    """Return a part of the catalogue with its price of 2025."""
    facts = {"name_zh": "调光模块", "name_en": "Dimming module", "changed_at": NOW, **more}
    row = Part.objects.create(number=number, key=number_key(number), **facts)
    if price is not None:
        priced(row, price)
    return row


def priced(row: Part, price: str, code: str = "2025-1", since: date = date(2025, 1, 1)) -> None:
    """Give a part a price in a price list."""
    prices = PriceList.objects.filter(code=code).first() or PriceList.objects.create(
        code=code, valid_from=since, imported_at=NOW
    )
    fen = int(price.replace(".", ""))
    PartPrice.objects.create(price_list=prices, part=row, unit_fen=fen)


def pool() -> Place:
    """Return the pool in Shanghai."""
    return stock.shanghai_pool(NOW)


def bag_of(holder: User) -> Place:
    """Return somebody's bag."""
    facts = {"name_zh": "备件包", "name_en": "Bag", "kind": "bag", "created_at": NOW}
    return Place.objects.get_or_create(holder=holder, defaults={"code": f"B{holder.pk}", **facts})[
        0
    ]


def stocked(row: Part, *serials: str, quantity: int = 1, place: Place | None = None) -> None:
    """Put units of a part on a shelf."""
    count = len(serials) or quantity
    goods = Goods(part=row, quantity=count, serials=serials, condition=Condition.GOOD)
    key = f"receipt:{row.pk}:{Move.objects.count()}"
    stock.receive(goods, place or pool(), Slip(key=key), by=clerk(), now=NOW)


def faulty(of: System | None = None, at: str = "2026-01-15 10:00", **more: Any) -> Case:
    """Return a case of a system."""
    return opened(of or system(), at, **more)


def asked(
    case: Case | None = None, *, by: User | None = None, key: str = "", **typed: Any
) -> Claim:
    """Return a claim of a case, decided."""
    fields = {"part_number": "QSN-4P", "serial": "SN-1", "place": PLACE, **typed}
    wanted = Asked(typed=fields, key=key)
    return ask(case or faulty(), wanted, by=by or support(), now=NOON)


def supplied(claim: Claim, *serials: str) -> Claim:
    """Return a claim for which a part was taken from the pool."""
    assert claim.supplied is not None
    stocked(claim.supplied, *serials)
    reserve(claim, pool(), by=clerk(), now=NOON)
    unit = {"serial": serials[0]} if serials else {}
    return issue(claim, {"issued_to": "工程师", **unit}, by=clerk(), now=NOON)


def fitted(claim: Claim, serial: str = "", **typed: Any) -> Claim:
    """Return a claim whose new part is in."""
    return fit(claim, {"serial": serial, **typed}, by=engineer(), now=NOON)
