"""What a visit costs by when it is: added-value man-days and non-business hours (D-9, D-10)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from lumencare.domain.edition import Edition
from lumencare.domain.entitlement import TENTHS
from lumencare.domain.money import Money, total
from lumencare.domain.period import DAY
from lumencare.domain.problems import Refused
from lumencare.domain.servicehours import CLOSES, OPENS
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text, does_not_apply
from lumencare.domain.workcalendar import SATURDAY, WorkCalendar

MINUTE = timedelta(minutes=1)
# Half a man-day is the least that is charged for work that is sold by the man-day.
LEAST_TENTHS = 5


class Hours(StrEnum):
    """What a moment counts as."""

    BUSINESS = "business"
    AFTER_HOUR = "after-hour"
    WEEKEND = "weekend"
    ON_REQUEST = "on-request"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What staff entered for hours that have no published price, and why (D-9)."""

    net: Money
    why: str


@dataclass(frozen=True, slots=True)
class PriceLine:
    """One amount of a visit: minutes of its time, man-days in tenths, and the rule."""

    code: str
    text: Text
    rule: str
    tenths: int
    minutes: int
    net: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What is to be priced: when, how many tenths, and which added-value service, where one.

    `drawn`: the man-days themselves were bought before, or a plan covers the labour.
    """

    start: datetime
    end: datetime
    tenths: int
    service: str = ""
    drawn: bool = False


def price_visit(
    priced: Priced, *, edition: Edition, calendar: WorkCalendar, agreed: Agreed | None = None
) -> tuple[PriceLine, ...]:
    """Return what a visit costs; Refused where it needs a price of staff that is not there (D-9).

    Its time is shared out to the minute: from 16:00 to 20:00 half of it is after-hour (NB-1).
    """
    tenths = max(priced.tenths, LEAST_TENTHS)
    minutes = split_hours(calendar, priced.start, priced.end)
    whole = sum(minutes.values())
    lines = [*_service(priced, tenths, whole, edition)]
    for hours in (Hours.AFTER_HOUR, Hours.WEEKEND):
        row = next(each for each in edition.hours if each.code == hours)
        if share := minutes[hours]:
            net = _share(row.net, tenths, share, whole)
            lines.append(PriceLine(row.code, row.text, row.rule, tenths, share, net))
    if share := minutes[Hours.ON_REQUEST]:
        if agreed is None:
            raise Refused(does_not_apply("D-9", ON_REQUEST))
        text = Text(f"{UNPRICED.zh}：{agreed.why}", f"{UNPRICED.en}: {agreed.why}")
        lines.append(PriceLine(Hours.ON_REQUEST, text, "D-9", tenths, share, agreed.net))
    return tuple(lines)


def total_of(lines: tuple[PriceLine, ...]) -> Money:
    """Return the sum of the lines."""
    return total(each.net for each in lines)


def _service(priced: Priced, tenths: int, whole: int, edition: Edition) -> Iterator[PriceLine]:
    if not priced.service or priced.drawn:
        return
    row = next(each for each in edition.visit_services if each.code == priced.service)
    net = _share(row.net, tenths, 1, 1)
    yield PriceLine(row.code, row.text, row.rule, tenths, whole, net)


def _share(net: Money, tenths: int, part: int, whole: int) -> Money:
    """Return a part of a price per man-day, half up to the fen, in whole numbers (D-2)."""
    above, below = net.fen * tenths * part, TENTHS * whole
    return Money.of_fen((2 * above + below) // (2 * below))


def split_hours(calendar: WorkCalendar, start: datetime, end: datetime) -> dict[Hours, int]:
    """Return the minutes of a time by what they count as."""
    found = dict.fromkeys(Hours, 0)
    moment = start
    while moment < end:
        until = min(end, _next_edge(moment))
        found[hours_at(calendar, moment)] += (until - moment) // MINUTE
        moment = until
    return found


def hours_at(calendar: WorkCalendar, moment: datetime) -> Hours:
    """Tell what a moment counts as: business, after-hour, weekend, or on request.

    After-hour reaches from a business day's 18:00 to the next day's 8:00, also Friday's (NB-1).
    The early hours of a business day are those of the night before it, and count like it; before a
    Monday nothing is published. A make-up workday counts as any other (D-8).
    """
    day, clock = moment.date(), moment.time()
    if OPENS <= clock < CLOSES:
        if calendar.is_business_day(day):
            return Hours.BUSINESS
        return Hours.WEEKEND if day.weekday() >= SATURDAY else Hours.ON_REQUEST
    evening = day if clock >= CLOSES else day - DAY
    return Hours.AFTER_HOUR if calendar.is_business_day(evening) else Hours.ON_REQUEST


def _next_edge(moment: datetime) -> datetime:
    day = moment.date()
    edges = (at(day, OPENS), at(day, CLOSES), at(day + DAY, time(0)))
    return next(each for each in edges if each > moment)


UNPRICED = Text("未列价格的时段", "Hours without a published price")
ON_REQUEST = Text(
    "该时段没有公布的价格（工作日的法定节假日、周末夜间），须由工作人员填写价格与理由。",
    "These hours have no published price (a holiday on a weekday, a night at the weekend): staff "
    "enter one with a reason.",
)
