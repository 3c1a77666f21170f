"""Editions by several people in the same moment: each step happens once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from lumencare.audit.models import Entry
from lumencare.domain.problems import InputProblems
from lumencare.pricebook.actions import propose, publish, replace_draft, retire, send_back
from lumencare.pricebook.actions import upload_draft as upload
from lumencare.pricebook.models import OfficeEdition
from tests.at_once import at_once, told
from tests.office import NOW, TODAY, person
from tests.pricebook.editions import LATER, dearer, drafted, proposed, published, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def again(row: OfficeEdition) -> OfficeEdition:
    """Return a row as another process reads it."""
    return OfficeEdition.objects.get(pk=row.pk)


def together(row: OfficeEdition, *deeds: Callable[[OfficeEdition], Any]) -> list[Any]:
    """Let each of several people, who have read a row alike, do something with it."""
    copies = [again(row) for _ in deeds]
    return at_once(
        *(lambda deed=deed, copy=copy: deed(copy) for deed, copy in zip(deeds, copies, strict=True))
    )


def test_two_who_publish_at_once_publish_once() -> None:
    row = proposed(dearer())
    one, other = person("approver", name="one"), person("approver", name="other")
    results = together(
        row,
        lambda copy: publish(copy, by=one, now=NOW),
        lambda copy: publish(copy, by=other, now=NOW),
    )
    assert len(told(results)) == 1
    assert Entry.objects.filter(action="publish").count() == 1
    assert again(row).published_by in (one, other)


def test_two_editions_of_one_number_at_once_are_not_both_published() -> None:
    rows = [proposed(dearer()), proposed(text_of("cn-mainland-2b"), person("manager"))]
    boss = person("approver")
    results = at_once(*(lambda row=row: publish(again(row), by=boss, now=NOW) for row in rows))
    assert [type(each) for each in told(results)] == [InputProblems]
    assert OfficeEdition.objects.filter(state="published").count() == 1


def test_publishing_and_sending_back_at_once_end_in_one_way() -> None:
    row, boss = proposed(dearer()), person("approver")
    results = together(
        row,
        lambda copy: publish(copy, by=boss, now=NOW),
        lambda copy: send_back(copy, by=boss, now=NOW, why="有误"),
    )
    assert len(told(results)) == 1
    assert again(row).state in {"published", "draft"}


def test_a_draft_that_is_mended_and_proposed_at_once_is_never_published_unread() -> None:
    by = person("manager", name="drafter")
    row, other = drafted(dearer(), by), text_of()
    results = together(
        row,
        lambda copy: propose(copy, by=by, now=NOW),
        lambda copy: replace_draft(copy, content=other.encode(), by=by, now=NOW),
    )
    assert len(told(results)) == 1
    kept = again(row)
    assert (kept.state, kept.text) in {("proposed", dearer()), ("draft", other)}


def test_one_code_is_drafted_once_and_an_edition_retired_once() -> None:
    people = [person("manager", name=str(number)) for number in range(3)]
    results = at_once(*(lambda by=by: upload(dearer().encode(), by=by, now=NOW) for by in people))
    assert len(told(results)) == 2
    row, day = published(text_of("cn-mainland-3", 3, LATER)), TODAY + timedelta(days=1)
    boss = person("approver")
    results = together(
        row, *[lambda copy: retire(copy, from_day=day, by=boss, now=NOW, why="有误")] * 2
    )
    assert len(told(results)) == 1
