"""A year of cases through the interface: due times, pauses, breaches and decisions come out as
an independent count of minutes and a second set of tables say.

LUMENCARE_SIMULATED_CASES=3000 replays the whole year's 3,000; the usual run takes fewer of it.
"""

import heapq
import os
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from lumencare.domain.shanghai import SHANGHAI
from tests.api.calling import Program, Told, program
from tests.desk.cases import held
from tests.desk.simulation import expected
from tests.desk.simulation.acting import Made, Planned, in_order, make_up
from tests.desk.simulation.allowances import Allowances, Deed, deeds_of, iso, served_sites
from tests.desk.simulation.expected import Bought, Owned, Run
from tests.office import organization, site, system

pytestmark = pytest.mark.django_db
SEED = 20261126
CASES = int(os.environ.get("LUMENCARE_SIMULATED_CASES", "150"))
CHANGES = {"open": "open", "waiting": "waiting"}
YEAR_OF_CARE = ("service-care", date(2025, 3, 2), date(2026, 3, 2))
SUPPORT = ("technology-support", date(2025, 12, 1), date(2026, 12, 1))
PLANS: tuple[tuple[tuple[str, date, date], ...], ...] = (
    (),
    (("service-care", date(2025, 11, 3), date(2026, 11, 3)),),
    (YEAR_OF_CARE, ("24h", *YEAR_OF_CARE[1:])),
    (
        ("service-care", date(2026, 1, 1), date(2027, 1, 1)),
        ("48h", date(2026, 5, 1), date(2027, 1, 1)),
    ),
    (SUPPORT, ("72h", *SUPPORT[1:])),
    (("part-care-basic", date(2021, 9, 1), date(2028, 8, 20)),),
    (
        ("part-care-plus", date(2024, 9, 1), date(2031, 8, 20)),
        ("service-care", date(2026, 6, 1), date(2027, 6, 1)),
    ),
)
ORDERED = (date(2025, 3, 10), date(2023, 10, 20), date(2024, 8, 20), date(2020, 8, 20))
OF_TWO_LATER_YEARS = {"2Y": 3, "1Y": 2}


def portfolio() -> list[tuple[int, Owned]]:
    """Return systems of every class with every set of plans, and what the tables know of them."""
    owner = organization()
    place = site(owner)
    found = []
    for index in range(28):
        kind = ("1Y", "2Y", "HWQS8")[index % 3]
        ordered, plans = ORDERED[index % 4], PLANS[index % 7]
        if kind == "HWQS8":
            plans = tuple(each for each in plans if each[0] != "technology-support")
            if not any(each[0] == "service-care" for each in plans):
                plans = ()
        owned = Owned(kind, ordered, by_maker=index % 2 == 0)
        row = system(
            place, ref=f"S-{index}", warranty_class=kind, order_date=ordered,
            start_up="manufacturer" if owned.by_maker else "partner",
        )  # fmt: skip
        for code, start, end in plans:
            hold(row, owned, code, start, end)
        found.append((row.pk, owned))
    return found


def hold(row: Any, owned: Owned, code: str, start: date, end: date) -> None:
    """Let a system hold something, for the product and for the tables."""
    if code == "technology-support":
        # Sold by project years: those of this system that lie wholly in its days and give service.
        hold_support(row, owned)
        return
    held(row, code, start, end)
    owned.bought.append(Bought(code, start, end))


def hold_support(row: Any, owned: Owned) -> None:
    """Let a system hold the project year that holds 1 June 2026, if support is sold for it."""
    year = expected.year_of(owned.ordered, date(2026, 6, 1))
    if not OF_TWO_LATER_YEARS[owned.warranty] <= year <= 8:
        return
    start = owned.ordered.replace(year=owned.ordered.year + year - 1) + timedelta(1)
    end = owned.ordered.replace(year=owned.ordered.year + year) + timedelta(1)
    held(row, "technology-support", start, end, project_year=year)
    owned.bought.append(Bought("technology-support", start, end, year))


class Year:
    """The year as it goes: a program that calls, and the record of what should come of it."""

    def __init__(self, hotline: Program) -> None:
        self.hotline = hotline
        self.calls = 0

    def act(self, name: str, made: Made, now: datetime) -> None:
        """Let one thing happen, if it can in the state that the case is in."""
        getattr(self, f"_{name.replace('-', '_')}")(made, now)

    def post(self, made: Made, step: str, body: dict[str, Any]) -> dict[str, Any]:
        """Call the interface, which must do what is asked."""
        told: Told = self.hotline.post(f"/cases{made.number and f'/{made.number}'}{step}", body)
        self.calls += 1
        assert told.status in {200, 201}, (told.status, told.body, made)
        return dict(told.body)

    def _open(self, made: Made, _now: datetime) -> None:
        body: dict[str, Any] = {"summary": f"灯 {made.index}", "reported_at": iso(made.reported)}
        if made.named:
            body["system"] = made.system
            made.decisions += 1
        made.number = self.post(made, "", body)["number"]

    def _name(self, made: Made, _now: datetime) -> None:
        if made.state in CHANGES:
            self.post(made, "/system", {"system": made.system})
            made.named = True
            made.decisions += 1

    def _windows(self, made: Made, now: datetime) -> None:
        if made.state in CHANGES:
            chosen = made.random.choice((["weekend"], ["after-hour"], ["after-hour", "weekend"]))
            self.post(made, "/windows", {"windows": chosen, "evidence": "邮件"})
            made.run.windows += [(now, each) for each in chosen]

    def _pause(self, made: Made, now: datetime) -> None:
        if made.state == "open" and made.run.started is None:
            self.post(made, "/pause", {"reason": "等进场", "evidence": "来电"})
            made.run.pauses.append((now, None))
            made.state = "waiting"

    def _resume(self, made: Made, now: datetime) -> None:
        if made.state == "waiting":
            self.post(made, "/resume", {})
            made.run.pauses[-1] = (made.run.pauses[-1][0], now)
            made.state = "open"

    def _undo(self, made: Made, _now: datetime) -> None:
        if made.state == "waiting":
            events = self.hotline.get(f"/cases/{made.number}").body["events"]
            open_pause = [each for each in events if each["kind"] == "paused"][-1]
            self.post(made, f"/events/{open_pause['id']}/undo", {"why": "误操作"})
            made.run.pauses.pop()
            made.state = "open"

    def _past_pause(self, made: Made, now: datetime) -> None:
        first = max([made.run.since, *(end or now for _, end in made.run.pauses)])
        until = made.run.started or now
        if made.state not in CHANGES or made.state == "waiting":
            return
        if until - first < timedelta(minutes=30):
            return
        start, end = first + timedelta(minutes=5), first + timedelta(minutes=25)
        body = {"start": iso(start), "end": iso(end), "reason": "等门禁", "evidence": "登记"}
        self.post(made, "/past-pauses", body)
        made.run.pauses.append((start, end))

    def _start(self, made: Made, now: datetime) -> None:
        if made.state in CHANGES and made.run.started is None:
            self.post(made, "/start", {"how": made.random.choice(("on-site", "phone"))})
            made.run.started, made.state = now, "open"

    _start_paused = _start

    def _resolve(self, made: Made, now: datetime, how: str = "phone") -> None:
        if made.state in CHANGES:
            self.post(made, "/resolve", {"resolution": "重启", "how": how})
            if made.run.started is None and how == "phone":
                made.run.started = now
            made.run.stopped = made.run.started is None
            made.state = "resolved"

    def _withdraw(self, made: Made, now: datetime) -> None:
        self._resolve(made, now, "withdrawn")

    def _cause(self, made: Made, _now: datetime) -> None:
        if made.state in CHANGES:
            self.post(made, "/cause", {"cause": "other", "why": "浪涌"})
            made.cause = "other"
            made.decisions += made.named

    def _reopen(self, made: Made, now: datetime) -> None:
        if made.state == "resolved":
            self.post(made, "/reopen", {"why": "又出现"})
            made.runs.append(Run(now))
            made.state = "open"

    def _nothing(self, made: Made, now: datetime) -> None:
        """Let the case lie."""


def test_a_year_of_cases_ends_as_minutes_counted_one_by_one_say() -> None:
    """D-1, D-4, D-7, D-8, D-12, NB-1, PC-2, PP-2, TS-3, RO-1, SC-4, SC-5, SC-10.

    D-23; decision 0029.
    """
    started = datetime(2026, 1, 4, 9, 0, tzinfo=SHANGHAI)
    with time_machine.travel(started, tick=False):
        systems = portfolio()
        hotline = program("support", expires_at=started + timedelta(days=900))
        year, cases = Year(hotline), [make_up(index, SEED, systems) for index in range(CASES)]
        given = Allowances(program("coordinator", expires_at=started + timedelta(days=900)))
        served = served_sites(max(2, CASES // 100), SEED, started)
        for each in served:
            given.know(each)
    deeds = sorted((deed for each in served for deed in deeds_of(each)), key=at)
    planned: Planned | Deed
    for planned in heapq.merge(in_order(cases), deeds, key=at):
        with time_machine.travel(planned.at.replace(tzinfo=SHANGHAI), tick=False):
            if isinstance(planned, Deed):
                given.act(planned.name, planned.made, planned.at)
            else:
                year.act(planned.name, planned.made, planned.at)
    end = datetime.fromisoformat("2027-01-20T12:00")
    wrong = []
    for seconds, made in enumerate(cases):
        # The clock goes on while all are read: a program may ask only so much in a second.
        later = end + timedelta(seconds=seconds)
        with time_machine.travel(later.replace(tzinfo=SHANGHAI), tick=False):
            wrong += [said] if (said := differs(hotline, made, end)) else []
    with time_machine.travel(end.replace(tzinfo=SHANGHAI), tick=False):
        wrong += [said] if (said := [f for e in served if (f := given.differs(e))]) else []
    assert wrong == []
    assert year.calls > 3 * CASES


def at(each: Planned | Deed) -> datetime:
    """Return when something happens."""
    return each.at


def differs(hotline: Program, made: Made, now: datetime) -> dict[str, Any]:
    """Return where a case is not what it should be: nothing, if all is well."""
    told = hotline.get(f"/cases/{made.number}").body
    on = made.reported.date()
    promise = expected.response(made.owned, on) if made.named else "none"
    due = expected.due_now(promise, made.run, now)
    started = made.run.started
    by_product = made.cause == "product"
    should: dict[str, Any] = {
        "commitment": promise if made.named else "",
        "due_at": due and iso(due),
        "met_in_time": started <= due if started and due else None,
        "started_at": started and iso(started),
        "pauses": len(made.run.pauses),
    }
    does = {name: told[name] for name in should if name != "pauses"}
    does["pauses"] = pauses_of(told["events"])
    if made.named:
        percent = expected.parts(made.owned, on) if by_product else 0
        free = expected.labour(made.owned, on) and by_product
        should |= {"parts": percent, "labour": free, "visit": "0.00" if free else "4800.00"}
        decision = told["decision"]
        does |= {
            "parts": decision["parts_percent"],
            "labour": decision["labour_covered"],
            "visit": decision["visit_charge"],
        }
    return {name: (does[name], should[name], made.number) for name in should
            if does[name] != should[name]}  # fmt: skip


def pauses_of(events: list[dict[str, Any]]) -> int:
    """Return how many pauses of the last run stand in the record."""
    count = 0
    for each in events:
        if each["kind"] == "reopened":
            count = 0
        if each["kind"] == "paused" and not each["undone"] and each["undoes"] is None:
            count += 1
    return count
