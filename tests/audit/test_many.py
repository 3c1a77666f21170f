"""Many rows at once leave the same trail as each by itself."""

import pytest

from lumencare.audit.actions import add_row, add_rows
from lumencare.audit.models import Entry
from lumencare.sites.models import Organization
from tests.office import NOW, person

pytestmark = pytest.mark.django_db


def row(name: str) -> Organization:
    return Organization(kind="end-user", name=name, created_at=NOW)


def test_rows_added_together_have_the_entries_of_rows_added_apart() -> None:
    by = person("sales")
    add_row(row("甲"), by=by, now=NOW, why="导入")
    add_rows([row("乙"), row("丙")], by=by, now=NOW, why="导入")
    assert add_rows([], by=by, now=NOW) == []
    told = [
        (each.action, each.by, each.kind, each.label, each.after["name"], each.why)
        for each in Entry.objects.order_by("pk")
    ]
    assert told == [
        ("add", by, "sites.organization", name, name, "导入") for name in ("甲", "乙", "丙")
    ]
    assert {each.key for each in Entry.objects.all()} == {
        str(each.pk) for each in Organization.objects.all()
    }
