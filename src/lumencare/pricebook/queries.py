"""Which edition holds when, over the shipped ones and those that the office published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lumencare.data.edition_files import parse_edition, read_shipped
from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition, in_force
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.pricebook.models import EditionState, OfficeEdition

PUBLIC = (EditionState.PUBLISHED, EditionState.RETIRED)


@dataclass(frozen=True, slots=True)
class Known:
    """The editions that were ever published, by code, and from when some are no longer sold."""

    editions: Mapping[str, Edition]
    retired_from: Mapping[str, date]

    def latest(self) -> Edition:
        """Return the edition with the highest number: the next one must keep its shape."""
        return max(self.editions.values(), key=lambda each: each.number)

    def holding_on(self, on: date, use: EditionUse) -> Edition:
        """Return the edition that holds on a day; a retired one holds for running contracts."""
        retired = self.retired_from if use is EditionUse.NEW_SALES else {}
        sold = [
            each
            for code, each in self.editions.items()
            if code not in retired or on < retired[code]
        ]
        return in_force(sold, on, use)


def edition_in_force(on: date, use: EditionUse = EditionUse.NEW_SALES) -> Edition:
    """Return the edition that holds on a day for new sales, or for contracts that run."""
    return known_editions().holding_on(on, use)


def edition_by_code(code: str, known: Known | None = None) -> Edition:
    """Return an edition that was published, in force or not; InputProblems names those there are.

    A quote keeps the code of the edition that it was made under: retired ones stay readable.
    """
    editions = (known or known_editions()).editions
    if code in editions:
        return editions[code]
    codes = sorted(editions)
    allowed = Text(f"可用：{'、'.join(codes)}。", f"Allowed: {', '.join(codes)}.")
    raise InputProblems([Problem("edition", code, allowed)])


def known_editions() -> Known:
    """Read which editions there are: one query, however many; each text is parsed only once.

    Nothing else is kept between calls, so that what one process publishes holds in all at once.
    """
    rows = list(
        OfficeEdition.objects.filter(state__in=PUBLIC)
        .order_by("id")
        .values_list("code", "sha256", "retired_from")
    )
    shipped = {each.code: each for each in read_shipped()}
    published = {code: _parsed(sha256) for code, sha256, _ in rows}
    return Known(
        editions=shipped | published,
        retired_from={code: day for code, _, day in rows if day is not None},
    )


@lru_cache(maxsize=128)
def _parsed(sha256: str) -> Edition:
    code, text = (
        OfficeEdition.objects.filter(state__in=PUBLIC, sha256=sha256)
        .values_list("code", "text")
        .first()
    ) or ("", "")
    return parse_edition(text, f"{code}.toml")[0]
