"""Open cases of a desk to measure with; imported when the settings are there."""

from copy import copy as copy_of
from datetime import datetime, timedelta
from itertools import cycle

from django.core.management import call_command
from django.db import transaction
from django.db.models import Model
from tests.desk.cases import held, opened, support
from tests.office import organization, site, system

from lumencare.desk.clocks import columns_of, reading_of
from lumencare.desk.models import Case, ClockEvent, Decision


def fill(count: int, now: datetime) -> None:
    """Open `count` cases over the last nine days at forty systems."""
    call_command("migrate", verbosity=0)
    today = now.date()
    systems = []
    for each in range(40):
        where = site(organization(f"业主 {each}"), name=f"项目 {each}")
        found = system(where, f"S-{each}", order_date=today - timedelta(days=300))
        span = (today - timedelta(days=100), today + timedelta(days=200))
        held(found, "service-care", *span)
        if each % 2:
            held(found, ("24h", "48h", "72h")[each % 3], *span)
        systems.append(found)
    first = [opened(each, at=f"{now:%Y-%m-%d %H:%M}", by=support()) for each in systems]
    with transaction.atomic():
        copy(first, count - len(first), now)


def copy(first: list[Case], count: int, now: datetime) -> None:
    """Repeat cases that were opened, with decision and events, each reported at its own moment."""
    events = {each.pk: list(each.clock_events.order_by("pk")) for each in first}
    decided = {each.pk: each for each in Decision.objects.all()}
    cases, made = [], []
    for place, old in zip(range(count), cycle(first)):
        then = now - timedelta(minutes=5 + place * 12_900 // count)
        case = clone(old, number=f"R-0000-{place:05}", decision=None)
        case.reported_at = case.opened_at = case.changed_at = then
        rows = [clone(each, at=then, entered_at=then, case=case) for each in events[old.pk]]
        for name, value in columns_of(reading_of(case, rows)).items():
            setattr(case, name, value)
        cases.append(case)
        made.append((clone(decided[old.decision_id], case=case), rows))
    Case.objects.bulk_create(cases)
    Decision.objects.bulk_create(decision for decision, _ in made)
    ClockEvent.objects.bulk_create(each for _, rows in made for each in rows)
    for case, (decision, _) in zip(cases, made, strict=True):
        Case.objects.filter(pk=case.pk).update(decision=decision)


def clone(row: Model, **fields: object) -> Model:
    """Return a row like another that is not kept yet."""
    found = copy_of(row)
    found.pk, found._state.adding = None, True
    for name, value in fields.items():
        setattr(found, name, value)
    return found
