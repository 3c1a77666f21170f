"""A made-up case: what happens to it and when, and its record of what should come of it."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from tests.desk.simulation.expected import Owned, Run

Act = Callable[["Made"], None]
FIRST = date(2026, 1, 5)
DAYS = 320


@dataclass
class Made:
    """One case as the simulation knows it."""

    index: int
    random: Random
    system: int | None
    owned: Owned
    reported: datetime
    opened: datetime
    runs: list[Run] = field(default_factory=list)
    number: str = ""
    named: bool = True
    cause: str = "product"
    decisions: int = 0
    state: str = "open"

    @property
    def run(self) -> Run:
        """The run that counts."""
        return self.runs[-1]


@dataclass(order=True)
class Planned:
    """Something that will happen at a time; ties go by the case."""

    at: datetime
    index: int
    step: int
    name: str = field(compare=False)
    made: Made = field(compare=False)


def five(moment: datetime) -> datetime:
    """Return the five-minute step at or before a moment."""
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)


def make_up(index: int, seed: int, systems: list[tuple[int, Owned]]) -> Made:
    """Make up a case of one of the systems, reported some time in the year."""
    random = Random(f"{seed}-{index}")
    system, owned = random.choice(systems)
    reported = datetime.combine(FIRST, datetime.min.time()) + timedelta(
        days=random.randrange(DAYS), minutes=5 * random.randrange(288)
    )
    late = random.choice((0, 0, 0, 5, 35, 120))
    made = Made(index, random, system, owned, reported, reported + timedelta(minutes=late))
    made.named = random.random() > 0.08
    made.runs.append(Run(reported))
    return made


def plan(made: Made) -> list[Planned]:
    """Plan what happens to a case after it was opened, in the order of the clock."""
    random, moment = made.random, made.opened
    names = []
    if not made.named:
        names.append("name")
    if random.random() < 0.2:
        names.append("windows")
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        names += ["pause", random.choice(("resume", "resume", "undo", "start-paused"))]
    if random.random() < 0.15:
        names.append("past-pause")
    names.append(random.choice(("start", "start", "start", "resolve", "withdraw", "nothing")))
    if random.random() < 0.2:
        names.append("cause")
    if names[-1] != "nothing" and random.random() < 0.6:
        names.append("resolve")
        names += ["reopen", "start"] if random.random() < 0.1 else []
    planned = []
    for step, name in enumerate(names):
        moment = five(moment + timedelta(minutes=5 * random.randint(1, 420)))
        planned.append(Planned(moment, made.index, step, name, made))
    return planned


def in_order(cases: list[Made]) -> list[Planned]:
    """Return all that happens in the year, in the order of the clock."""
    heap: list[Planned] = []
    for made in cases:
        heap.append(Planned(made.opened, made.index, -1, "open", made))
        heap.extend(plan(made))
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in range(len(heap))]
