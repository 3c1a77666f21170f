"""What readiness is judged from: the records of a site, a system's facts, the assumed figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lumencare.domain.money import ZERO, Money
from lumencare.domain.text import Text


class Paper(StrEnum):
    """The kinds of site record that the offer asks for (SC-9)."""

    SINGLE_LINE = "single-line-drawing"
    LAYOUT = "layout-drawing"
    DATABASE = "database"


class HasDatabase(StrEnum):
    """Whether systems of a family have a project database; `host`: that of the host system."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    HOST = "host"
    UNKNOWN = "unknown"


class FromProcessor(StrEnum):
    """Whether the database can be read out of the processor (X-10)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


PAPER_NAMES = {
    Paper.SINGLE_LINE: Text("系统图", "Single line drawing"),
    Paper.LAYOUT: Text("平面图", "Layout drawing"),
    Paper.DATABASE: Text("数据库", "Database"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """From how many months on a record counts as old."""

    record: Paper
    months: int
    rule: str
    assumed: bool
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that waits while a record is missing."""

    code: str
    text: Text
    records: tuple[Paper, ...]
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Man-days to collect a drawing or the database on site; `category` empty: any other system."""

    category: str
    drawing: Decimal
    database: Decimal
    rule: str
    assumed: bool
    at_least: Money = ZERO
    below: Money | None = None
    line: int = 0

    def holds_for(self, category: str, bom: Money) -> bool:
        """Tell whether a system of a category and hardware list amount takes this row."""
        return (
            self.category == category
            and self.at_least <= bom
            and (self.below is None or bom < self.below)
        )


@dataclass(frozen=True, slots=True)
class RecordRules:
    """The assumed figures: ages, what waits for which record, man-days to collect them."""

    ages: Mapping[Paper, Age]
    needs: tuple[Need, ...]
    efforts: tuple[Effort, ...]

    def effort_of(self, category: str, bom: Money) -> Effort:
        """Return the row of a system: its category's, else that of any other system."""
        found = (
            each
            for wanted in (category, "")
            for each in self.efforts
            if each.holds_for(wanted, bom)
        )
        return next(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The newest record of a kind: a file with the day of its content, or that there is none."""

    dated_on: date | None = None
    not_applicable_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessFacts:
    """A system on a day, with what is kept of its site.

    `changed_on` is the day of the last change of its hardware list, None where there was none.
    `set_by_staff` is the ground on which staff set `from_processor`; empty: the assumed value of
    the family. `man_day` is the price of one man-day on site.
    """

    on: date
    bom: Money
    man_day: Money
    family: Text | None = None
    category: str = ""
    database: HasDatabase = HasDatabase.UNKNOWN
    from_processor: FromProcessor = FromProcessor.UNKNOWN
    set_by_staff: str = ""
    changed_on: date | None = None
    held: Mapping[Paper, Held] = field(default_factory=dict)
