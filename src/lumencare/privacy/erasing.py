"""Emptying and deleting rows as the register says; what is appended only is left as it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Model, QuerySet

from lumencare.desk.finding import remember_case
from lumencare.desk.models import Case
from lumencare.domain.personal_data import Table
from lumencare.privacy.finding import ERASED_MARK, WORDS_GONE, model_of
from lumencare.sites.entries import remember_sites
from lumencare.sites.models import Site


@dataclass(frozen=True, slots=True)
class Mask:
    """What stands in the place of a person: a name for people, an address that leads nowhere."""

    name: str
    address: str


def mask_of(number: str) -> Mask:
    """Return what stands in the place of the person of a request."""
    return Mask(f"{ERASED_MARK} {number}", f"{number.lower()}@erased.invalid")


# What stands in the place of whoever it was, once a period is over.
AGED = Mask(f"{ERASED_MARK} / erased", "nobody@erased.invalid")


def empty_fields(table: Table, keys: Sequence[Any], fields: Mapping[str, str], mask: Mask) -> int:
    """Give fields of some rows their replacements; tell how many rows."""
    rows = _rows(table, keys)
    gone = [name for name, kind in fields.items() if kind == "file"]
    _forget_files(rows, gone)
    count = rows.update(**{name: REPLACE[kind](mask) for name, kind in fields.items()})
    if table.model == CASE:
        # Search finds a case by who reported it.
        for case in Case.objects.filter(pk__in=keys).select_related("site"):
            remember_case(case)
    return count


def delete_rows(table: Table, keys: Sequence[Any]) -> int:
    """Delete some rows with their files, and what leads to them; tell how many."""
    rows = _rows(table, keys)
    sites = list(rows.values_list("site", flat=True)) if table.model == CONTACT else []
    count = rows.count()
    _forget_files(rows, table.files)
    rows.delete()
    if sites:
        # Search finds people by what stands in the line of their site.
        remember_sites(Site.objects.filter(pk__in=sites))
    return count


def _rows(table: Table, keys: Sequence[Any]) -> QuerySet[Model]:
    return model_of(table)._default_manager.filter(pk__in=keys)


def _forget_files(rows: QuerySet[Model], fields: Iterable[str]) -> None:
    """Remove files once their rows no longer name them; the same content may be of another row."""
    for field in fields:
        names = {str(each) for each in rows.values_list(field, flat=True) if each}
        model, keys = rows.model, list(rows.values_list("pk", flat=True))
        others = model._default_manager.exclude(pk__in=keys).filter(**{f"{field}__in": names})
        names -= {str(each) for each in others.values_list(field, flat=True)}
        for name in names:
            transaction.on_commit(partial(default_storage.delete, name))


CONTACT, CASE = "sites.Contact", "desk.Case"
REPLACE: Mapping[str, Callable[[Mask], Any]] = {
    "name": lambda mask: mask.name,
    "address": lambda mask: mask.address,
    "words": lambda _: WORDS_GONE,
    "empty": lambda _: "",
    "file": lambda _: "",
    "json": lambda _: {},
    "unusable": lambda _: make_password(None),
    "no": lambda _: False,
}
