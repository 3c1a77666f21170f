"""Engineers as lines: home, skills, pattern, and the absences that are still to come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.data.skills import skills
from lumencare.domain.shanghai import WEEKDAYS_EN, WEEKDAYS_ZH
from lumencare.domain.text import Text
from lumencare.field.facts import ABSENCE_NAMES
from lumencare.field.models import Absence, Engineer
from lumencare.field.queries.board import GROUP_NAMES
from lumencare.field.queries.rows import visible_engineers
from lumencare.sites.phones import mask_phone, show_phone


@dataclass(frozen=True, slots=True)
class Away:
    """An absence that has not passed."""

    pk: int
    name: Text
    starts_at: datetime
    ends_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class EngineerLine:
    """An engineer as the list shows one."""

    pk: int
    name: str
    group: Text
    city: str
    phone: str
    skills: tuple[Text, ...]
    days_off: tuple[Text, ...]
    evenings: bool
    weekends: bool
    left_on: object
    away: tuple[Away, ...]


def engineer_lines(user: User, now: datetime) -> list[EngineerLine]:
    """Return everybody who goes out, with when they are away from now on."""
    away: dict[int, list[Away]] = defaultdict(list)
    rows = list(visible_engineers(user))
    ahead = Absence.objects.filter(engineer__in=rows, ended_at=None, ends_at__gt=now)
    for each in ahead.order_by("starts_at"):
        away[each.engineer_id].append(
            Away(each.pk, ABSENCE_NAMES[each.kind], each.starts_at, each.ends_at, each.note)
        )
    return [_line(user, each, away[each.pk]) for each in rows]


def _line(user: User, row: Engineer, away: list[Away]) -> EngineerLine:
    names = skills()
    return EngineerLine(
        pk=row.pk,
        name=row.person.name,
        group=GROUP_NAMES[row.group],
        city=row.city,
        phone=(show_phone if may(user, Right.SEE_PHONES) else mask_phone)(row.phone),
        skills=tuple(names[each].name for each in row.skills if each in names),
        days_off=tuple(Text(WEEKDAYS_ZH[each], WEEKDAYS_EN[each]) for each in row.days_off),
        evenings=row.evenings,
        weekends=row.weekends,
        left_on=row.left_on,
        away=tuple(away),
    )
