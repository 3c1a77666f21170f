"""The rows of a table that are a person's, or whose period is over, as the register says."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from lumencare.domain.personal_data import Age, Table
from lumencare.privacy.people import Subject


def model_of(table: Table) -> type[Model]:
    """Return the model that a table of the register names."""
    return apps.get_model(table.model)


def rows_of(table: Table, subject: Subject) -> QuerySet[Model]:
    """Return a person's rows of a table, oldest first."""
    conditions = list(_conditions(table, subject))
    rows = model_of(table)._default_manager.order_by("pk")
    if not conditions:
        return rows.none()
    wanted = conditions[0]
    for each in conditions[1:]:
        wanted |= each
    return rows.filter(wanted).distinct()


def over(table: Table, age: Age, now: datetime) -> QuerySet[Model]:
    """Return the rows whose period is over and that nothing was done to yet, oldest first."""
    rows = model_of(table)._default_manager.filter(narrow(age.only))
    rows = rows.filter(**{f"{age.since}__lt": now - timedelta(days=age.days)})
    if age.fields:
        rows = rows.exclude(done_already(age.fields))
    return rows.order_by("pk")


def narrow(only: Mapping[str, tuple[str, ...]]) -> Q:
    """Return the condition that fields hold one of some codes; of none: that they are empty."""
    wanted = Q()
    for path, codes in only.items():
        wanted &= Q(**{f"{path}__in": codes}) if codes else Q(**{f"{path}__isnull": True})
    return wanted


def done_already(fields: Mapping[str, str]) -> Q:
    """Return the condition that each field holds its replacement."""
    done = Q()
    for name, kind in fields.items():
        done &= DONE[kind](name)
    return done


def _conditions(table: Table, subject: Subject) -> Iterator[Q]:
    find = table.find
    if find.user and subject.user is not None:
        yield Q(**{find.user: subject.user.pk})
    if find.contact and subject.contacts:
        yield Q(**{f"{find.contact}__in": subject.contacts})
    if find.email:
        yield from (Q(**{f"{find.email}__iexact": each}) for each in sorted(subject.emails))
    if find.phone and subject.phones:
        # A number may be a switchboard's: it counts with the name alone.
        named = {f"{find.phone}__in": subject.phones, f"{find.name}__in": subject.names}
        yield Q(**named)
    if find.name and subject.names:
        by_name = {f"{find.name}__in": subject.names, f"{find.site}__in": subject.sites}
        # Who has an account is known by it: a namesake with one is somebody else.
        alone = Q(**{f"{find.user}__isnull": True}) if find.user else Q()
        yield Q(**by_name) & alone


ERASED_MARK = "已删除"
WORDS_GONE = "（已按保存期限删除 / erased after its period）"
DONE = {
    "name": lambda name: Q(**{f"{name}__startswith": ERASED_MARK}),
    "address": lambda name: Q(**{f"{name}__endswith": "@erased.invalid"}),
    "words": lambda name: Q(**{name: WORDS_GONE}) | Q(**{name: ""}),
    "empty": lambda name: Q(**{name: ""}),
    "file": lambda name: Q(**{name: ""}),
    "json": lambda name: Q(**{name: {}}),
    "unusable": lambda name: Q(**{f"{name}__startswith": "!"}),
    "no": lambda name: Q(**{name: False}),
}
