"""A made-up catalogue of parts with two price lists, and hardware lists that name its parts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from random import Random

from lumencare.accounts.roles import Role
from lumencare.catalogue.actions import Publishing, preview_price_list, publish_price_list
from lumencare.catalogue.prices import newest_list
from lumencare.demo.people import Staff
from lumencare.domain.shanghai import in_shanghai
from lumencare.sales.models import Quote
from lumencare.sites.actions import preview_bom, record_bom
from lumencare.sites.models import System
from lumencare.sites.uploads import Upload

HEADER = "部件号,名称,英文名称,单价,状态,最后订货日,替代型号,适用系统,常用备件,按序列号,交货天数"
LIST_HEADER = "part number,description,quantity,post-sales unit price,list unit price"
EARLIER = timedelta(days=400)
LAST_ORDER = timedelta(days=45)
DEARER_PERCENT = 104
HOMES_LISTED = 6
# Lines of products: number, names, price in yuan, systems, variants.
LINES = (
    "QP|照明控制主机|Lighting control processor|62000|QUANTUM|2 3 3A 3B",
    "AP|网络控制主机|Network processor|58000|ATHENA|1 2 3 4",
    "HP|家居控制主机|Home processor|26000|HWQS、HWQSX|1 2 6 7",
    "KP|场景控制面板|Scene keypad|2450|QUANTUM、ATHENA、HWQS|1 2 3 4 5 6 7 8",
    "DV|回路驱动器|Zone driver|4400|QUANTUM、ATHENA|2 4 6 8 10 12 16 24",
    "DM|调光模块|Dimming module|6100|QUANTUM、LCP128|2 4 6 8 12 16",
    "RM|继电器模块|Relay module|4900|QUANTUM、LCP128|2 4 6 8 12 16",
    "SR|人体感应器|Occupancy sensor|780|QUANTUM、ATHENA、VIVE|1 2 3 4 5 6",
    "DL|日光感应器|Daylight sensor|860|QUANTUM、ATHENA|1 2 3 4",
    "PS|系统电源|System power supply|3200|QUANTUM、ATHENA、HWQS|24 30 48 60 75 96",
    "NI|网络接口|Network interface|3600|QUANTUM、HWQS|1 2 3 4 5",
    "DX|DMX 接口|DMX interface|5300|QUANTUM|1 2 3 4",
    "WM|无线中继器|Wireless repeater|2900|HWQS、VIVE|1 2 3 4 5",
    "SH|窗帘电机|Shade drive|5800|SIVQS|20 64 100 150 200 225",
    "SK|窗帘控制面板|Shade keypad|1900|SIVQS|1 2 3 4 5",
    "GE|调光场景控制器|Preset dimming control|7400|GEYEQS|3 4 6 8 16",
    "WS|墙面工作站|Wallstation|1450|GEYE34、G567|1 2 4 5 8",
    "PC|处理器卡|Processor card|9200|G567、LCP128|1 2 3 4 5",
    "TM|温控器|Thermostat|2100|MYROOM|1 2 3 4",
    "GU|客房控制单元|Guestroom unit|8600|MYROOM|1 2 3 4",
    "HK|家居面板|Home keypad|2300|HWQS|2 4 6 7 8 10",
    "HD|家居调光模块|Home dimming module|5200|HWQS|4 5 8 10",
    "HR|家居继电器模块|Home relay module|4300|HWQS|4 5 8 10",
    "CB|通信线缆|Link cable|1150|QUANTUM、ATHENA、HWQS|50 100 150 300",
    "BT|备用电池|Backup battery|420|QUANTUM、HWQS|1 2 3 4",
)
OBSOLETE = frozenset(
    "QP-2 KP-4 DM-2 RM-2 NI-1 HP-1 HK-2 WM-1 PC-1 PC-2 WS-1 WS-2 GE-3".split()  # noqa: SIM905
)
GOING = {"DV-8", "HD-4", "HR-4", "DX-1", "PS-24"}
SUCCESSORS = {
    "QP-2": "QP-3",
    "KP-4": "KP-5",
    "DM-2": "DM-4",
    "NI-1": "NI-2",
    "NI-2": "NI-3",
    "HK-2": "HK-4",
}
# Of the pool beside what the stock holds: none is there yet, so they are to be ordered.
POOLED = {"QP-3", "KP-3", "DM-4", "PS-30"}
COMING = {"AP-4", "TM-4", "SK-5"}
# What homes hold: parts that go on, that are going, and that are gone.
OF_A_HOME = (("HP-1", 1), ("HK-2", 14), ("HD-4", 9), ("HR-4", 4), ("WM-1", 6), ("PS-60", 3))


def add_parts(staff: Staff, systems: Iterable[System], now: datetime) -> None:
    """Publish last year's price list and today's, and list the hardware of some homes."""
    today = in_shanghai(now).date()
    then = in_shanghai(now - EARLIER).date()
    _publish(staff, _rows(today, is_first=True), then, now - EARLIER)
    _publish(staff, _rows(today, is_first=False), date(today.year, 1, 1), now - timedelta(days=300))
    quoted = set(Quote.objects.values_list("system", flat=True))
    homes = [each for each in systems if "HomeWorks" in each.system_type]
    free = [each for each in homes if each.pk not in quoted and each.order_date < today]
    for number, each in enumerate(free[:HOMES_LISTED]):
        _list_hardware(each, number, staff, now)


def _rows(today: date, *, is_first: bool) -> Iterator[Sequence[object]]:
    chance = Random("parts")  # made-up prices, the same each time  # nosec B311
    for line in LINES:
        code, zh, en, base, systems, variants = line.split("|")
        for at, variant in enumerate(variants.split()):
            number = f"{code}-{variant}"
            price = int(base) * (90 + 4 * at + chance.randint(0, 6)) // 100
            if number in COMING and is_first:
                continue
            if not is_first and at % 3 != 2:
                price = price * DEARER_PERCENT // 100
            yield (number, f"{zh} {variant}", f"{en} {variant}", price,
                   *_life(number, today, is_first=is_first), systems,
                   "是" if number in POOLED else "否", "是" if code in {"QP", "AP", "HP"} else "否",
                   chance.choice((30, 45, 60)))  # fmt: skip


def _life(number: str, today: date, *, is_first: bool) -> tuple[str, str, str]:
    """Return state, last order day and successor: what is going now was current a year ago."""
    if number in OBSOLETE:
        return "已停产", "", SUCCESSORS.get(number, "")
    if number in GOING and not is_first:
        return "最后采购期", (today + LAST_ORDER).isoformat(), ""
    return "在售", "", SUCCESSORS.get(number, "")


def _publish(
    staff: Staff, rows: Iterable[Sequence[object]], valid_from: date, then: datetime
) -> None:
    by = staff[Role.CLERK]
    lines = (HEADER, *(",".join(map(str, row)) for row in rows))
    file = Upload("备件价格.csv", BytesIO("\n".join(lines).encode()))
    look, newest = preview_price_list(file, by=by), newest_list()
    code = f"DEMO-{valid_from:%Y-%m}"
    after = newest.code if newest else ""
    asked = Publishing(sha256=look.sha256, after=after, code=code, valid_from=valid_from)
    publish_price_list(asked, by=by, now=then)


def _list_hardware(system: System, number: int, staff: Staff, now: datetime) -> None:
    by = staff[Role.COORDINATOR]
    system.refresh_from_db()
    lines = (
        f"{part},家居部件,{pieces + number},{6_000 + 100 * number}," for part, pieces in OF_A_HOME
    )
    content = "\n".join((LIST_HEADER, *lines)).encode()
    look = preview_bom(system, Upload("硬件清单.csv", BytesIO(content)), by=by)
    record_bom(
        system,
        sha256=look.sha256,
        after=look.after,
        taken_on=system.order_date,
        by=by,
        now=now,
    )
