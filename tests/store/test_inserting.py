"""Very many rows of one kind written at once."""

import pytest
from django.db import IntegrityError, transaction

from lumencare.audit.actions import Told, record, record_many
from lumencare.audit.models import Entry
from lumencare.sites.models import Site
from lumencare.store.inserting import insert_rows
from tests.office import NOW, person, site

pytestmark = pytest.mark.django_db

SAME = {"at": NOW, "by_name": "王敏", "action": "move", "kind": "desk.case"}
NAMES = ("key", "label", "after")


def test_rows_hold_what_is_the_same_what_differs_and_the_defaults() -> None:
    by = person("coordinator")
    rows = [(str(each), f"S-{each}", {"due_at": None, "place": each}) for each in range(3)]
    insert_rows(Entry, {**SAME, "by": by}, NAMES, rows)
    found = Entry.objects.filter(by=by).order_by("pk")
    assert [(each.key, each.label, each.after) for each in found] == rows
    first = found[0]
    assert (first.at, first.by_name, first.before, first.why) == (NOW, "王敏", {}, "")


def test_what_may_be_empty_stays_empty() -> None:
    insert_rows(Entry, SAME, NAMES, [("1", "S-1", {})])
    assert Entry.objects.get(key="1").by is None


def test_no_rows_write_nothing() -> None:
    insert_rows(Entry, SAME, NAMES, [])
    assert not Entry.objects.exists()


def test_a_row_that_breaks_a_rule_leaves_none_of_them() -> None:
    same = {**SAME, "by_name": ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Entry, same, NAMES, [("1", "S-1", {})])
    assert not Entry.objects.exists()


def test_an_entry_of_many_is_as_an_entry_of_one() -> None:
    by, where = person("coordinator"), site()
    changes = {"name": ("旧", where.name), "owner": (None, where.owner)}
    told = [Told(where.pk, str(where), changes)]
    one = record(where, action="change", by=by, now=NOW, changes=changes, why="更名")
    record_many(Site, told, action="change", by=by, now=NOW, why="更名")
    many = Entry.objects.latest("pk")
    assert many.pk != one.pk
    for field in Entry._meta.concrete_fields[1:]:
        assert getattr(many, field.attname) == getattr(one, field.attname), field.name
