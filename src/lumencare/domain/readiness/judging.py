"""The readiness check of one system: green, amber or red, what waits, and what collecting costs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from lumencare.domain.money import Money
from lumencare.domain.period import months_after
from lumencare.domain.readiness.facts import (
    PAPER_NAMES,
    Effort,
    FromProcessor,
    HasDatabase,
    Held,
    Need,
    Paper,
    ReadinessFacts,
    RecordRules,
)
from lumencare.domain.readiness.words import (
    aged,
    before_change,
    collected,
    current,
    missing,
    none_there,
    not_needed,
    waits,
    waived,
)
from lumencare.domain.text import Reason

WHOLE = Decimal(1)


class Light(StrEnum):
    """What a readiness check comes to, best first."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class PaperState(StrEnum):
    """How it stands with one record of a system."""

    CURRENT = "current"
    AGED = "aged"
    NOT_APPLICABLE = "not-applicable"
    NOT_NEEDED = "not-needed"
    # The processor gives the database: nothing is collected for it.
    WAIVED = "waived"
    MISSING = "missing"


LIGHTS = {
    PaperState.CURRENT: Light.GREEN,
    PaperState.NOT_APPLICABLE: Light.GREEN,
    PaperState.NOT_NEEDED: Light.GREEN,
    PaperState.AGED: Light.AMBER,
    PaperState.WAIVED: Light.AMBER,
    PaperState.MISSING: Light.RED,
}
WORST = (Light.RED, Light.AMBER, Light.GREEN)


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """How it stands with one record, and why; `ages_on` is the first day it counts as old."""

    paper: Paper
    state: PaperState
    because: tuple[Reason, ...]
    dated_on: date | None = None
    ages_on: date | None = None

    @property
    def light(self) -> Light:
        """What it means for the whole."""
        return LIGHTS[self.state]


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that cannot go on yet, for which records, and by which rule."""

    need: Need
    papers: tuple[Paper, ...]
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    """Collecting what is missing on site: man-days and their price, VAT excluded."""

    man_days: int
    man_day: Money
    papers: tuple[Paper, ...]
    effort: Effort
    because: tuple[Reason, ...]

    @property
    def net(self) -> Money:
        """The price of all man-days."""
        return self.man_day * self.man_days


@dataclass(frozen=True, slots=True)
class Readiness:
    """The readiness check of a system on a day; `collection` None: nothing is to be collected."""

    on: date
    papers: tuple[PaperAnswer, ...]
    waits: tuple[Waits, ...]
    collection: Collection | None

    @property
    def light(self) -> Light:
        """The worst of its records."""
        found = {each.light for each in self.papers}
        return next(each for each in WORST if each in found)

    @property
    def missing(self) -> tuple[Paper, ...]:
        """The records that somebody must bring."""
        return tuple(each.paper for each in self.papers if each.state is PaperState.MISSING)

    @property
    def because(self) -> tuple[Reason, ...]:
        """Why it comes to this, what is worst first."""
        ordered = sorted(self.papers, key=lambda each: WORST.index(each.light))
        return tuple(reason for each in ordered for reason in each.because)


def check_readiness(rules: RecordRules, facts: ReadinessFacts) -> Readiness:
    """Judge every record that the offer asks for (SC-9, SY-4), and say what follows."""
    papers = tuple(_judge(rules, facts, each) for each in Paper)
    lacking = tuple(each.paper for each in papers if each.state is PaperState.MISSING)
    return Readiness(
        on=facts.on,
        papers=papers,
        waits=tuple(_waits(rules, lacking)),
        collection=_collection(rules, facts, lacking) if lacking else None,
    )


Found = PaperAnswer | None


def _judge(rules: RecordRules, facts: ReadinessFacts, paper: Paper) -> PaperAnswer:
    held = facts.held.get(paper)
    found = (ask(rules, facts, paper, held) for ask in QUESTIONS)
    return next(each for each in found if each is not None)


def _none_there(_: RecordRules, __: ReadinessFacts, paper: Paper, held: Held | None) -> Found:
    if held is None or not held.not_applicable_why:
        return None
    return PaperAnswer(
        paper, PaperState.NOT_APPLICABLE, (none_there(paper, held.not_applicable_why),)
    )


def _there(rules: RecordRules, facts: ReadinessFacts, paper: Paper, held: Held | None) -> Found:
    if held is None or held.dated_on is None:
        return None
    age = rules.ages[paper]
    ages_on = months_after(held.dated_on, age.months)
    against = []
    if facts.changed_on is not None and held.dated_on < facts.changed_on:
        against.append(before_change(paper, held.dated_on, facts.changed_on))
    if facts.on >= ages_on:
        against.append(aged(paper, held.dated_on, age))
    state = PaperState.AGED if against else PaperState.CURRENT
    because = tuple(against) or (current(paper, held.dated_on, ages_on),)
    return PaperAnswer(paper, state, because, held.dated_on, ages_on)


def _not_needed(_: RecordRules, facts: ReadinessFacts, paper: Paper, __: Held | None) -> Found:
    if paper is not Paper.DATABASE or facts.database not in {HasDatabase.NO, HasDatabase.HOST}:
        return None
    return PaperAnswer(paper, PaperState.NOT_NEEDED, (not_needed(facts),))


def _waived(_: RecordRules, facts: ReadinessFacts, paper: Paper, __: Held | None) -> Found:
    if paper is not Paper.DATABASE or facts.from_processor is not FromProcessor.YES:
        return None
    return PaperAnswer(paper, PaperState.WAIVED, (waived(facts),))


def _missing(_: RecordRules, facts: ReadinessFacts, paper: Paper, __: Held | None) -> Found:
    return PaperAnswer(paper, PaperState.MISSING, (missing(paper, facts),))


# What tells how it stands with a record; the first that knows decides, the last always does.
QUESTIONS: tuple[Callable[[RecordRules, ReadinessFacts, Paper, Held | None], Found], ...] = (
    _there,
    _none_there,
    _not_needed,
    _waived,
    _missing,
)


def _waits(rules: RecordRules, lacking: tuple[Paper, ...]) -> Iterator[Waits]:
    for need in rules.needs:
        papers = tuple(each for each in need.records if each in lacking)
        if papers:
            yield Waits(need, papers, (waits(need, papers),))


def _collection(
    rules: RecordRules, facts: ReadinessFacts, lacking: tuple[Paper, ...]
) -> Collection:
    effort = rules.effort_of(facts.category, facts.bom)
    exact = sum(
        (effort.database if each is Paper.DATABASE else effort.drawing for each in lacking),
        Decimal(0),
    )
    man_days = int(exact.quantize(WHOLE, ROUND_CEILING))
    names = tuple(PAPER_NAMES[each] for each in lacking)
    because = (collected(names, man_days, facts, effort),)
    return Collection(man_days, facts.man_day, lacking, effort, because)
