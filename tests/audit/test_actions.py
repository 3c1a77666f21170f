"""One writer of the trail, one way to change a row."""

import pytest

from lumencare.audit.actions import change_row, record
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict
from lumencare.sites.models import Site
from tests.office import NOW, person, site

pytestmark = pytest.mark.django_db


def test_a_change_is_kept_with_what_was_before_and_after() -> None:
    by, place = person("coordinator"), site()
    change_row(place, {"address": "世纪大道 1 号"}, by=by, now=NOW, why="客户来信")
    entry = Entry.objects.get()
    assert (entry.before, entry.after) == ({"address": ""}, {"address": "世纪大道 1 号"})
    assert (entry.by, entry.why, entry.label) == (by, "客户来信", place.name)
    assert Site.objects.get().version == 2


def test_the_second_of_two_who_change_at_once_is_told_what_the_first_changed() -> None:
    first, second, place = person("sales", name="宋妍"), person("coordinator"), site()
    theirs = Site.objects.get()
    change_row(place, {"address": "世纪大道 1 号"}, by=first, now=NOW)
    with pytest.raises(Conflict, match="宋妍 changed this") as conflict:
        change_row(theirs, {"address": "世纪大道 2 号"}, by=second, now=NOW)
    assert conflict.value.changed == {"address": ("", "世纪大道 1 号")}
    assert Site.objects.get().address == "世纪大道 1 号"


def test_what_keeps_its_value_is_not_written() -> None:
    place = site()
    change_row(place, {"name": place.name}, by=None, now=NOW)
    assert not Entry.objects.exists()


def test_an_entry_names_somebody_without_an_account() -> None:
    record(site(), action="accept", by="王建国", now=NOW)
    assert Entry.objects.get().by_name == "王建国"
