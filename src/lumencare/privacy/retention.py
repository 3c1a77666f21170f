"""What is kept no longer than its period: counted by day, erased by night, as the register says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import SYSTEM_NAME, record
from lumencare.data.personal_register import personal_register
from lumencare.domain.personal_data import Age, PersonalKind, Table
from lumencare.privacy.erasing import AGED, delete_rows, empty_fields
from lumencare.privacy.finding import over
from lumencare.privacy.models import RetentionRun

ROWS_AT_ONCE = 500
# What a night takes at most of each period; the rest is for the next.
MOST_A_NIGHT = 10_000
# A night may fail, the next one makes up for it; after two nobody is looking.
LATE_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Due:
    """How many rows of a table are over by one of its periods, and what becomes of them."""

    kind: PersonalKind
    table: Table
    age: Age
    count: int

    @property
    def deletes(self) -> bool:
        """Whether the rows are deleted; else some of their fields are emptied."""
        return not self.age.fields

    @property
    def model_name(self) -> str:
        """The table by its name."""
        return self.table.model


def what_is_due(user: User, now: datetime) -> tuple[Due, ...]:
    """Return what the next night would erase, without erasing anything."""
    require_right(user, Right.KEEP_PRIVACY)
    return tuple(
        Due(kind, table, age, over(table, age, now).count()) for kind, table, age in _periods()
    )


def count_late(now: datetime) -> int:
    """Count the rows that should have been erased two nights ago."""
    return sum(over(table, age, now - LATE_AFTER).count() for _, table, age in _periods())


def erase_what_is_over(now: datetime) -> dict[str, int]:
    """Erase what is over, some rows at a time; count the rows of each kind.

    What was done is not done again: rows that hold their replacements are not found any more.
    """
    counts: dict[str, int] = {}
    for kind, table, age in _periods():
        done = _erase(table, age, now)
        if done:
            counts[kind.code] = counts.get(kind.code, 0) + done
    if counts:
        with transaction.atomic():
            run = RetentionRun.objects.create(at=now, counts=counts)
            told = {"counts": (None, counts)}
            record(run, action="erase-old", by=SYSTEM_NAME, now=now, changes=told)
    return counts


def runs(user: User, most: int = 10) -> tuple[RetentionRun, ...]:
    """Return the latest nights in which something was erased."""
    require_right(user, Right.KEEP_PRIVACY)
    return tuple(RetentionRun.objects.order_by("-at", "-pk")[:most])


def _periods() -> Iterator[tuple[PersonalKind, Table, Age]]:
    for kind in personal_register().kinds:
        for table in kind.tables:
            for age in table.ages:
                yield kind, table, age


def _erase(table: Table, age: Age, now: datetime) -> int:
    done = 0
    while done < MOST_A_NIGHT:
        with transaction.atomic():
            keys = list(over(table, age, now).values_list("pk", flat=True)[:ROWS_AT_ONCE])
            if not keys:
                break
            done += (
                empty_fields(table, keys, age.fields, AGED)
                if age.fields
                else delete_rows(table, keys)
            )
    return done
