"""Spare parts of the made-up office: a pool that has been used for a year, bags, promises, a count.

Numbers of parts are in the manner of the field; their stock, names and lead times are made up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.audit.actions import add_rows
from lumencare.demo.people import Staff
from lumencare.desk.models import Case
from lumencare.domain.desk.states import LIVE
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import Condition, PlaceKind
from lumencare.domain.stock.part_numbers import number_key
from lumencare.field.models import Engineer
from lumencare.stock.actions import (
    Goods,
    Lending,
    Scan,
    Slip,
    Wish,
    add_place,
    issue,
    lend,
    open_count,
    order_parts,
    receive,
    reserve,
    scan,
    shanghai_pool,
    take_back,
    transfer,
)
from lumencare.stock.models import Part, Place
from lumencare.store.spelling import spellings

YEAR = timedelta(days=360)


@dataclass(frozen=True, slots=True)
class Planned:
    """A part: its number, names, systems, lead time, and how many came and were used in a year."""

    number: str
    zh: str
    en: str
    systems: tuple[str, ...]
    lead: int
    came: int
    used: int
    serialised: bool = False
    state: str = "current"
    successor: str = ""


# A successor stands before what it takes the place of.
PARTS = (
    Planned("QP3", "灯光管理主机", "Light management hub", ("QUANTUM",), 60, 5, 2, serialised=True),
    Planned("QP6-1L", "Athena 处理器", "Athena processor", ("ATHENA",), 45, 4, 1, serialised=True),
    Planned("HQP7-2", "QSX 处理器", "QSX processor", ("HWQSX",), 45, 4, 1, serialised=True),
    Planned(
        "HQP6-2", "QS 处理器", "QS processor", ("HWQS",), 60, 3, 2,
        serialised=True, state="last-time-buy", successor="HQP7-2",
    ),
    Planned("HJS-0-FM", "Vive 集线器", "Vive hub", ("VIVE",), 40, 4, 1, serialised=True),
    Planned("QSN-4A5-S", "四路调光节点", "Four-zone node", ("ATHENA", "QUANTUM"), 45, 30, 24),
    Planned("LQSE-4A1-D", "导轨调光模块", "DIN dimming module", ("HWQS", "HWQSX"), 40, 26, 12),
    Planned("LQSE-4S1-D", "导轨开关模块", "DIN switching module", ("HWQS", "HWQSX"), 40, 18, 6),
    Planned("QSE-CI-DMX", "DMX 接口", "DMX interface", ("QUANTUM", "GEYEQS"), 50, 6, 3),
    Planned("QSM-4W-C", "传感器模块", "Sensor module", ("ATHENA", "QUANTUM"), 30, 40, 30),
    Planned("QSPS-DH-1-75-H", "导轨电源 75 W", "DIN power supply 75 W", ("HWQSX",), 45, 12, 10),
    Planned("MQSE-4A1-D", "客房调光模块", "Guest room dimming module", ("MYROOM",), 45, 16, 5),
    Planned("QSG", "GRAFIK Eye QS 主控", "GRAFIK Eye QS", ("GEYEQS",), 35, 5, 2),
    Planned(
        "GRX-3000", "GRAFIK Eye 3000 主控", "GRAFIK Eye 3000", ("GEYE34",), 90, 2, 1,
        state="obsolete", successor="QSG",
    ),
)  # fmt: skip
SCANNED = 3


def add_stock(staff: Staff, cases: Iterable[Case], now: datetime) -> None:
    """Add parts and places, a year of moves, and what is promised, lent, ordered and counted."""
    by, pool = staff[Role.CLERK], shanghai_pool(now)
    parts = _parts(by, now)
    beijing = _place("BJ", "北京常用备件库", "Beijing spare pool", by, now)
    for planned in PARTS:
        _year_of(planned, parts[planned.number], pool, by, now)
    _second_pool(parts, pool, beijing, by, now)
    _bags(parts, pool, by, now)
    live = [each.number for each in cases if each.state in LIVE]
    _promises(parts, pool, live, by, now)
    _count(parts, beijing, by, now)


def _parts(by: User, now: datetime) -> dict[str, Part]:
    """Add the parts that the catalogue has not; all of them are kept in the pool."""
    found = {each.key: each for each in Part.objects.all()}
    for planned in PARTS:
        key = number_key(planned.number)
        if key in found:
            continue
        row = Part(
            number=planned.number,
            key=key,
            name_zh=planned.zh,
            name_en=planned.en,
            spelled=spellings(planned.number, planned.zh, planned.en),
            state=planned.state,
            last_order_on=in_shanghai(now).date() + 75 * DAY
            if planned.state == "last-time-buy"
            else None,
            successor=found.get(number_key(planned.successor)),
            systems=list(planned.systems),
            serialised=planned.serialised,
            changed_at=now,
        )
        add_rows([row], by=by, now=now)
        found[key] = row
    named = {planned.number: found[number_key(planned.number)] for planned in PARTS}
    for planned in PARTS:
        part = named[planned.number]
        Part.objects.filter(pk=part.pk).update(frequent=True, lead_days=planned.lead)
        part.frequent, part.lead_days = True, planned.lead
    return named


def _place(code: str, zh: str, en: str, by: User, now: datetime) -> Place:
    typed = {"code": code, "name_zh": zh, "name_en": en, "kind": PlaceKind.POOL}
    return add_place(typed, by=by, now=now)


def _year_of(planned: Planned, part: Part, pool: Place, by: User, now: datetime) -> None:
    """Receive a year's stock, then use some of it, a few times over the year."""
    serials = _serials(planned, planned.came)
    came = Goods(part=part, quantity=planned.came, serials=serials)
    note = Slip(key=f"demo-in-{part.pk}", reference="PO-DEMO-01")
    receive(came, pool, note, by=by, now=now - YEAR)
    times = min(4, planned.used)
    left, gone = planned.used, 0
    for number in range(times):
        quantity = left // (times - number)
        goods = Goods(part=part, quantity=quantity, serials=serials[gone : gone + quantity])
        slip = Slip(
            key=f"demo-out-{part.pk}-{number}",
            reference=f"DEMO-{number + 1:03d}",
            plan_customer=True,
        )
        issue(goods, pool, slip, by=by, now=now - YEAR + (number + 1) * timedelta(days=80))
        left, gone = left - quantity, gone + quantity


def _serials(planned: Planned, count: int) -> tuple[str, ...]:
    if not planned.serialised:
        return ()
    return tuple(f"{number_key(planned.number)}-DEMO{each:03d}" for each in range(1, count + 1))


def _second_pool(
    parts: dict[str, Part], pool: Place, beijing: Place, by: User, now: datetime
) -> None:
    """Bring some of the parts to Beijing, and take a faulty one back there."""
    for number in ("LQSE-4A1-D", "MQSE-4A1-D", "QSM-4W-C"):
        goods = Goods(part=parts[number], quantity=3)
        slip = Slip(key=f"demo-bj-{goods.part.pk}", reference="TR-DEMO-01")
        transfer(goods, (pool, beijing), slip, by=by, now=now - timedelta(days=60))
    old = Goods(part=parts["LQSE-4A1-D"], condition=Condition.FAULTY)
    slip = Slip(key="demo-faulty", reference="DEMO-002")
    take_back(old, beijing, slip, by=by, now=now - timedelta(days=12))


def _bags(parts: dict[str, Part], pool: Place, by: User, now: datetime) -> None:
    """Give the first two engineers a bag with what is often needed."""
    people = [each.person for each in Engineer.objects.select_related("person").order_by("pk")[:2]]
    for number, person in enumerate(people, start=1):
        typed = {
            "code": f"BAG-{number}",
            "name_zh": f"{person.name}的备件包",
            "name_en": f"Bag of {person.name}",
            "kind": PlaceKind.BAG,
        }
        bag = add_place(typed, holder=person, by=by, now=now)
        for code, quantity in (("QSM-4W-C", 2), ("LQSE-4S1-D", 1)):
            goods = Goods(part=parts[code], quantity=quantity)
            slip = Slip(key=f"demo-bag-{number}-{goods.part.pk}", reference="TR-DEMO-02")
            transfer(goods, (pool, bag), slip, by=by, now=now - timedelta(days=30))


def _promises(
    parts: dict[str, Part], pool: Place, cases: Sequence[str], by: User, now: datetime
) -> None:
    """Reserve for cases that are open, lend a unit, and have two orders under way."""
    wishes = (("QSN-4A5-S", 2), ("QP3", 1))
    for (number, quantity), case in zip(wishes, cases, strict=False):
        slip = Slip(key=f"demo-hold-{case}", reference=case, plan_customer=True)
        wish = Wish(part=parts[number], place=pool, quantity=quantity)
        reserve(wish, slip, by=by, now=now - timedelta(days=2))
    today = in_shanghai(now).date()
    unit = Goods(part=parts["HJS-0-FM"], serials=("HJS-0-FM-DEMO002",))
    slip = Slip(key="demo-loan", reference=cases[0] if cases else "", plan_customer=True)
    lend(unit, pool, Lending("云杉置业（演示）", today + 9 * DAY), slip, by=by, now=now)
    for number, quantity, days in (("QSPS-DH-1-75-H", 8, 20), ("QSN-4A5-S", 10, -2)):
        typed = {
            "quantity": str(quantity),
            "ordered_on": str(today - 30 * DAY),
            "expected_on": str(today + days * DAY),
            "reference": "PO-DEMO-02",
        }
        part = parts[number]
        order_parts(part, pool, typed, key=f"demo-order-{part.pk}", by=by, now=now)


def _count(parts: dict[str, Part], beijing: Place, by: User, now: datetime) -> None:
    """Leave a count open in Beijing that has found one fewer."""
    count = open_count(beijing, "季度盘点", by=by, now=now - timedelta(hours=1))
    for number, found in (("LQSE-4A1-D", SCANNED), ("QSM-4W-C", SCANNED - 1)):
        given = Scan(code=parts[number].number, quantity=found)
        scan(count, given, by=by, now=now - timedelta(minutes=30))
