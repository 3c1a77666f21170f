"""What contracts give to be used, over the year: visits and uses, and what is left computed apart.

The computation knows only what was done and when: nothing of it is read from the product.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import chinese_calendar

from lumencare.domain.shanghai import SHANGHAI
from tests.api.calling import Program, Told, program
from tests.contracts.contracts import active
from tests.field.visits import engineer
from tests.office import organization, site, system

MAN_DAY, HOUR, BOUGHT = "preventive-man-day", "training-hour", "onsite-programming"
FAR = timedelta(days=900)


@dataclass
class Purse:
    """An allowance as it should be: what there is, what is used, what visits have spoken for."""

    total: int
    key: int = 0
    used: int = 0
    planned: int = 0
    uses: list[tuple[int, int]] = field(default_factory=list)

    @property
    def left(self) -> int:
        """What is left."""
        return self.total - self.used


@dataclass
class Going:
    """A visit that is booked."""

    number: str
    code: str
    tenths: int


@dataclass
class Served:
    """A site whose contract gives something, with its own engineer, and what should be left."""

    index: int
    random: Random
    contract: str
    site: int
    system: int
    engineer: int
    phone: Program
    start: date
    end: date
    purses: dict[str, Purse]
    going: Going | None = None
    count: int = 0
    seen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Deed:
    """Something that will happen to what a contract gives."""

    at: datetime
    name: str
    made: Served


def served_sites(count: int, seed: int, now: datetime) -> list[Served]:
    """Return contracts in force from today on, with man-days bought in every second one."""
    place = site(organization(name="年度服务业主"), "年度服务项目")
    found = []
    for index in range(count):
        row = system(place, ref=f"A-{index}")
        codes = ["service-care", *([f"{BOUGHT}*2"] if index % 2 == 0 else [])]
        contract = active(*codes, of=row, now=now)
        who = engineer(f"工程师{index}")
        purses = {MAN_DAY: Purse(10), HOUR: Purse(10)}
        purses |= {BOUGHT: Purse(20)} if index % 2 == 0 else {}
        found.append(
            Served(
                index, Random(f"{seed}-a-{index}"), contract.number, place.pk, row.pk, who.pk,
                program(of=who.person, role="engineer", expires_at=now + FAR),
                now.date(), now.date().replace(year=now.year + 1), purses,
            )
        )  # fmt: skip
    return found


def deeds_of(served: Served) -> list[Deed]:
    """Make up a year: visits that are done, missed or called off, uses written and given back."""
    random, day, found = served.random, served.start, []
    ends = ["miss", "cancel", "finish", "finish-trained"]
    random.shuffle(ends)
    for end in ends:
        names = ["propose", end, *random.sample(["use", "use", "return", "return-again"], 2)]
        for name in names:
            # Longer than Golden Week: whoever was booked has been there.
            day += timedelta(days=random.randint(14, 21))
            found.append(Deed(datetime.combine(day, time(14)), name, served))
    late = datetime.combine(served.end + timedelta(days=2), time(14))
    return [*found, Deed(late, "use", served)]


class Allowances:
    """What is done with allowances, through the interface, and the record of what it leaves."""

    def __init__(self, office: Program) -> None:
        self.office = office

    def act(self, name: str, made: Served, now: datetime) -> None:
        """Let one thing happen."""
        made.seen.append(name)
        getattr(self, f"_{name.replace('-', '_')}")(made, now)

    def _propose(self, made: Served, now: datetime) -> None:
        """Plan a visit: a preventive one is refused beyond what is neither used nor planned."""
        code = made.random.choice([each for each in made.purses if each != HOUR])
        tenths, purse = made.random.choice((5, 10)), made.purses[code]
        kind = (
            {"kind": "preventive"} if code == MAN_DAY else {"kind": "added-value", "service": code}
        )
        body = {
            **kind, "summary": "巡检", "site": made.site, "system": made.system,
            "tenths": tenths, "allowance": purse.key, "wanted_by": made.end.isoformat(),
        }  # fmt: skip
        told = self.office.post("/visits", body)
        if code == MAN_DAY and purse.used + purse.planned + tenths > purse.total:
            assert told.status == 422, told.body
            return
        number = done(told)["number"]
        start = datetime.combine(next_workday(now.date()), time(8))
        hours = timedelta(hours=tenths)
        placing = {
            "engineer": made.engineer,
            "starts_at": iso(start),
            "ends_at": iso(start + hours),
            # No database is kept of the made-up systems: programming goes on for a stated reason.
            **({"why": "到场读取数据库"} if code == BOUGHT else {}),
        }
        done(self.office.post(f"/visits/{number}/book", placing))
        purse.planned += tenths
        made.going = Going(number, code, tenths)

    def _cancel(self, made: Served, _now: datetime) -> None:
        if going := self._settled(made):
            done(self.office.post(f"/visits/{going.number}/cancel", {"why": "客户取消"}))

    def _miss(self, made: Served, now: datetime) -> None:
        if going := self._settled(made):
            self._send(made, going, "miss", now, why="无人接待")

    def _finish(self, made: Served, now: datetime, *, trained: bool = False) -> None:
        going = self._settled(made)
        if going is None:
            return
        self._send(made, going, "arrive", now)
        self._send(made, going, "checks", now, checks=[], trained=trained)
        self._send(made, going, "finish", now, unsigned_why="客户不在场")
        purse, hour = made.purses[going.code], made.purses[HOUR]
        if going.tenths <= purse.left:
            purse.used += going.tenths
        if trained and going.code == MAN_DAY and hour.left >= 10:
            hour.used += 10

    def _finish_trained(self, made: Served, now: datetime) -> None:
        self._finish(made, now, trained=True)

    def _use(self, made: Served, now: datetime) -> None:
        """Write a use: refused where that much is not left, or after the last day."""
        code = made.random.choice(list(made.purses))
        purse, tenths = made.purses[code], made.random.choice((3, 5, 12))
        body = {
            "allowance": purse.key, "amount": f"{tenths // 10}.{tenths % 10}",
            "on": now.date().isoformat(), "why": "电话指导",
        }  # fmt: skip
        told = self.office.post(f"/contracts/{made.contract}/draws", body)
        if tenths > purse.left or now.date() >= made.end:
            assert told.status == 422, (told.body, made)
            return
        (kept,) = [each for each in done(told)["allowances"] if each["id"] == purse.key]
        purse.uses.append((max(each["id"] for each in kept["draws"]), tenths))
        purse.used += tenths

    def _return(self, made: Served, _now: datetime, times: int = 1) -> None:
        """Give the last use back; asked twice, it comes back once."""
        purse = next((each for each in made.purses.values() if each.uses), None)
        if purse is None:
            return
        key, tenths = purse.uses.pop()
        for _ in range(times):
            done(
                self.office.post(f"/contracts/{made.contract}/draws/{key}/return", {"why": "误记"})
            )
        purse.used -= tenths

    def _return_again(self, made: Served, now: datetime) -> None:
        self._return(made, now, times=2)

    def _settled(self, made: Served) -> Going | None:
        """Return the visit that is booked; from now on it is planned no more."""
        going, made.going = made.going, None
        if going is not None:
            made.purses[going.code].planned -= going.tenths
        return going

    def _send(self, made: Served, going: Going, kind: str, now: datetime, **payload: Any) -> None:
        made.count += 1
        at = iso(now)
        body = {
            "key": f"{kind}-{made.index}-{made.count}", "kind": kind,
            "device_at": at, "device_now": at, "payload": payload,
        }  # fmt: skip
        told = done(made.phone.post(f"/visits/{going.number}/phone-actions", body))
        assert told["outcome"] == "done", told

    def know(self, made: Served) -> None:
        """Learn the keys of what a contract gives."""
        for each in self._read(made):
            made.purses[each["code"]].key = each["id"]

    def differs(self, made: Served) -> dict[str, Any]:
        """Return where a balance, or its days, are not what they should be."""
        wrong = {}
        for each in self._read(made):
            purse = made.purses[each["code"]]
            should = [purse.total, purse.used, purse.left]
            does = [round(float(each[name]) * 10) for name in ("total", "used", "left")]
            drawn = sum((-1 if it["is_return"] else 1) * round(float(it["amount"]) * 10)
                        for it in each["draws"])  # fmt: skip
            days = each["starts_on"] == made.start.isoformat()
            if does != should or drawn != purse.used or not days:
                wrong[each["code"]] = (does, should, drawn, each["starts_on"], made.seen)
        return wrong

    def _read(self, made: Served) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = done(self.office.get(f"/contracts/{made.contract}"))[
            "allowances"
        ]
        assert {each["code"] for each in found} == set(made.purses)
        return found


def done(told: Told) -> dict[str, Any]:
    """Return the answer to what had to be done."""
    assert told.status in {200, 201}, (told.status, told.body)
    return dict(told.body)


def next_workday(day: date) -> date:
    """Return the next day on which people work."""
    day += timedelta(1)
    while not chinese_calendar.is_workday(day):
        day += timedelta(1)
    return day


def iso(moment: datetime) -> str:
    """Return an instant as the interface takes it."""
    return moment.replace(tzinfo=SHANGHAI).isoformat()
