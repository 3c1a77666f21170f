"""Fields as somebody gave them into facts; every wrong one is reported, not only the first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition
from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.reading import (
    AMOUNT_ALLOWED,
    DATE_ALLOWED,
    INSTANT_ALLOWED,
    plain,
    read_amount,
    read_date,
    read_instant,
)
from lumencare.domain.system import (
    GREATEST_BOM,
    LATEST_ON,
    ON_ALLOWED,
    check_bom,
    check_on,
    check_order_date,
)
from lumencare.domain.text import Text

if TYPE_CHECKING:
    from lumencare.domain.reach import Reach

PRICE_ALLOWED = Text(
    f"应为 0 至 {GREATEST_BOM.grouped} 元的金额。",
    f"An amount between 0 and {GREATEST_BOM.grouped} RMB is expected.",
)
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class EditionShelf:
    """Where editions are found: the one in force on a day, and one by its code."""

    in_force: Callable[[date, EditionUse], Edition]
    find: Callable[[str], Edition]


def _shipped_in_force(on: date, use: EditionUse) -> Edition:
    from lumencare.data.edition_files import edition_in_force  # noqa: PLC0415 - reads TOML

    return edition_in_force(on, use)


def _shipped_by_code(code: str) -> Edition:
    from lumencare.data.edition_files import find_edition  # noqa: PLC0415 - reads TOML

    return find_edition(code)


SHIPPED = EditionShelf(_shipped_in_force, _shipped_by_code)


class Inputs:
    """Gathers the problems of one question's fields until `require` is called.

    `named` tells how the face calls a field, `editions` where it finds the offer.
    """

    def __init__(
        self,
        today: date,
        *,
        named: Callable[[str], str] = str,
        editions: EditionShelf = SHIPPED,
    ) -> None:
        self.today = today
        self.named = named
        self.editions = editions
        self.problems: list[Problem] = []
        self.refused: Refused | None = None

    def read(
        self, field: str, given: str | None, convert: Callable[[str], Value], allowed: Text
    ) -> Value | None:
        """Convert one field; a wrong or missing one is noted and gives None."""
        try:
            return convert(given or "")
        except (ValueError, OverflowError):
            self.note(field, given, allowed)
            return None

    def note(self, field: str, given: str | None, allowed: Text) -> None:
        """Add a problem of an field, with what was typed."""
        self.problems.append(Problem(self.named(field), given or "", allowed))

    def choice(self, field: str, given: str | None, among: type[Choice]) -> Choice:
        """Read one of a closed set, whatever its case."""
        values = {str(each.value).lower(): each for each in among}
        found = values.get(plain(given or "").lower())
        if found is None:
            names = [str(each.value) for each in among]
            allowed = Text(f"可用：{'、'.join(names)}。", f"Allowed: {', '.join(names)}.")
            self.note(field, given, allowed)
        return found or next(iter(among))

    def amount(self, field: str, given: str) -> Money:
        """Read an amount in RMB, from nothing to the greatest that is accepted."""
        amount = self.read(field, given, read_amount, AMOUNT_ALLOWED)
        if amount is not None and not ZERO <= amount <= GREATEST_BOM:
            self.note(field, given, PRICE_ALLOWED)
        return amount or ZERO

    def bom(self, field: str, given: str | None) -> Money:
        """Read a hardware list amount within its bounds."""
        amount = self.read(field, given, read_amount, AMOUNT_ALLOWED)
        if amount is not None:
            for each in check_bom(amount, field):
                self.note(field, given, each.allowed)
        return amount or ZERO

    def day(self, field: str, given: str | None) -> date:
        """Read a date; today where none was given."""
        if given is None:
            return self.today
        found = self.read(field, given, read_date, DATE_ALLOWED)
        if found is not None and found > LATEST_ON:
            self.note(field, given, ON_ALLOWED)
        return found or self.today

    def order_and_on(self, order_date: str | None, on: str | None) -> tuple[date, date]:
        """Read the order date and the day asked about, and check one against the other."""
        before = len(self.problems)
        ordered, day = self.day("order_date", order_date or ""), self.day("on", on)
        if len(self.problems) == before:
            self.problems.extend(check_order_date(ordered, self.today, self.named("order_date")))
        if len(self.problems) == before:
            self.problems.extend(check_on(ordered, day, self.named("on")))
        return ordered, day

    def instant(self, field: str, given: str | None) -> datetime | None:
        """Read an instant."""
        return self.read(field, given, read_instant, INSTANT_ALLOWED)

    def edition(
        self,
        code: str | None,
        on: date | None = None,
        use: EditionUse = EditionUse.NEW_SALES,
    ) -> Edition:
        """Find an edition by its code; where none was given, the one in force on a day."""
        in_force = self.editions.in_force(on or self.today, use)
        if code is None:
            return in_force
        return self.attempt("edition", code, lambda: self.editions.find(code)) or in_force

    def reach(self, city: str | None, edition: Edition) -> "Reach | None":
        """Find how a city is reached (D-19); None where no city was given."""
        from lumencare.data.places import find_place  # noqa: PLC0415 - reads the city table
        from lumencare.domain.reach import reach_of  # noqa: PLC0415

        if city is None:
            return None
        place = self.attempt("city", city, lambda: find_place(city))
        return None if place is None else reach_of(edition, place)

    def attempt(self, field: str, given: str, answer: Callable[[], Value]) -> Value | None:
        """Ask for something; what was wrong is noted under the field, as it was typed there."""
        try:
            return answer()
        except InputProblems as wrong:
            for each in wrong.problems:
                self.note(field, given, each.allowed)
            return None
        except Refused as refused:
            self.refused = refused
            return None

    def file(self, field: str, path: str) -> Path:
        """Return the path of a file that is there."""
        found = Path(path)
        if not found.is_file():
            allowed = Text(
                "应为已有的文件，不是文件夹。", "An existing file is expected, not a folder."
            )
            self.note(field, path, allowed)
        return found

    def require(self) -> None:
        """Raise InputProblems where anything was wrong, else what a rule refused."""
        if self.problems:
            raise InputProblems(self.problems)
        if self.refused is not None:
            raise self.refused
