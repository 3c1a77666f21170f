"""What becomes of an edition, who may do it, and what happens when two do it at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.domain.shanghai import SHANGHAI
from lumencare.pricebook.actions import (
    propose,
    publish,
    replace_draft,
    retire,
    send_back,
    upload_draft,
    withdraw,
)
from lumencare.pricebook.models import OfficeEdition
from lumencare.pricebook.queries import edition_in_force
from tests.office import NOW, TODAY, person
from tests.pricebook.editions import LATER, NEXT, dearer, drafted, proposed, published, text_of

pytestmark = pytest.mark.django_db


def said(wrong: pytest.ExceptionInfo[InputProblems]) -> str:
    """Return all problems in English, and see that each is in Chinese too."""
    assert all(each.allowed.zh for each in wrong.value.problems)
    return "\n".join(each.sentence("en") for each in wrong.value.problems)


def test_two_people_bring_an_edition_into_force() -> None:
    row = proposed(dearer())
    assert (row.state, row.number, row.new_sales_from) == ("proposed", 2, LATER)
    publish(row, by=person("approver"), now=NOW)
    assert edition_in_force(LATER).code == NEXT
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == [
        "upload",
        "propose",
        "publish",
    ]


def test_who_proposed_cannot_publish_and_the_database_agrees() -> None:
    first = person("manager", name="first")
    row = proposed(dearer(), first)
    with pytest.raises(NotAllowed, match="another person"):
        publish(row, by=first, now=NOW)
    changes = {"state": "published", "published_by": first, "published_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeEdition.objects.filter(pk=row.pk).update(**changes)


def test_two_people_publish_at_once_and_one_is_told() -> None:
    row = proposed(dearer())
    same = OfficeEdition.objects.get(pk=row.pk)
    publish(row, by=person("approver", name="quick"), now=NOW)
    with pytest.raises(Conflict, match="quick"):
        publish(same, by=person("approver", name="slow"), now=NOW)
    assert Entry.objects.filter(action="publish").count() == 1


def test_two_editions_of_one_number_are_never_both_published() -> None:
    """The second would not have been checked against the first."""
    one, other = proposed(dearer()), proposed(text_of("cn-mainland-2b"), person("manager"))
    approver = person("approver")
    publish(one, by=approver, now=NOW)
    with pytest.raises(InputProblems, match="must be above"):
        publish(other, by=approver, now=NOW)
    changes = {"state": "published", "published_by": approver, "published_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeEdition.objects.filter(pk=other.pk).update(**changes)


def test_an_edition_cannot_take_effect_before_today() -> None:
    """Nobody's quote changes behind their back; midnight is Shanghai's."""
    row = drafted(text_of(sales=TODAY))
    with pytest.raises(InputProblems) as wrong:
        propose(row, by=row.uploaded_by, now=NOW + timedelta(days=1))
    assert "before today" in said(wrong)
    row = propose(row, by=row.uploaded_by, now=NOW)
    after_midnight = datetime(2026, 1, 16, 0, 0, tzinfo=SHANGHAI)
    with pytest.raises(InputProblems):
        publish(row, by=person("approver"), now=after_midnight)
    publish(row, by=person("approver", name="in-time"), now=after_midnight - timedelta(seconds=1))
    assert edition_in_force(TODAY).code == NEXT


def test_a_draft_with_problems_is_kept_but_not_proposed() -> None:
    """All of them come at once, each with its line."""
    text = dearer().replace("percent = 9.0", "percent = 109.0").replace('rule = "SC-8"', "")
    row = drafted(text.replace("year = 5, percent = 1.9", "year = 5, percent = 1.95678"))
    with pytest.raises(InputProblems) as wrong:
        propose(row, by=row.uploaded_by, now=NOW)
    assert "between 0 and 100" in said(wrong)
    assert "four decimals" in said(wrong)
    assert OfficeEdition.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"edition = [", "not valid TOML"),
        (b"", "edition is needed"),
        ("计划".encode("gb18030"), "UTF-8"),
        (b"# " + b"x" * 1_000_000, "1 MB"),
        (text_of("Neue Ausgabe!").encode(), "small letters"),
        (text_of("cn-mainland-1").encode(), "code already"),
        (b"PK\x03\x04\x00\x00", "not valid TOML"),
    ],
    ids=["broken", "empty", "gb18030", "too-big", "odd-code", "same-code", "zip"],
)
def test_what_is_no_edition_is_not_kept(content: bytes, words: str) -> None:
    with pytest.raises(InputProblems) as wrong:
        upload_draft(content, by=person("manager"), now=NOW)
    assert words in said(wrong)
    assert not OfficeEdition.objects.exists()
    assert not Entry.objects.exists()


def test_a_code_is_drafted_once_until_it_is_withdrawn() -> None:
    row = drafted(dearer())
    with pytest.raises(InputProblems) as wrong:
        drafted(dearer(), person("administrator"))
    assert "code already" in said(wrong)
    withdraw(row, by=row.uploaded_by, now=NOW, why="Prices changed.")
    assert drafted(dearer(), person("administrator", name="again")).state == "draft"


def test_a_file_of_ten_thousand_lines_is_answered() -> None:
    """With what is wrong, and soon."""
    row = '  { plan = "part-care-basic", classes = ["1Y"], percent = 4.0, rule = "PC-1" },\n'
    text = dearer().replace("rates = [\n", "rates = [\n" + row * 10_000)
    with pytest.raises(InputProblems) as wrong:
        propose(drafted(text), by=person("manager", name="other"), now=NOW)
    assert "At most 1000 rows" in said(wrong)


def test_a_mended_draft_takes_the_place_of_the_one_that_was_read() -> None:
    row = drafted(dearer())
    stale = OfficeEdition.objects.get(pk=row.pk)
    mended = dearer().replace("percent = 9.0", "percent = 9.5")
    replace_draft(row, content=mended.encode(), by=row.uploaded_by, now=NOW)
    assert OfficeEdition.objects.get().text == mended
    with pytest.raises(Conflict, match="drafter"):
        replace_draft(stale, content=dearer().encode(), by=person("manager"), now=NOW)
    with pytest.raises(InputProblems, match="keep the edition's code"):
        replace_draft(row, content=text_of("cn-mainland-9").encode(), by=row.uploaded_by, now=NOW)


def test_what_is_proposed_or_published_is_fixed() -> None:
    """A used edition never changes; a proposed one only after it was sent back."""
    row = proposed(dearer())
    mended = dearer().replace("percent = 9.0", "percent = 9.5").encode()
    with pytest.raises(Conflict):
        replace_draft(row, content=mended, by=row.uploaded_by, now=NOW)
    row = send_back(row, by=person("approver"), now=NOW, why="9 % is too low.")
    assert (row.state, row.number, row.proposed_by) == ("draft", None, None)
    row = replace_draft(row, content=mended, by=row.uploaded_by, now=NOW)
    row = propose(row, by=row.uploaded_by, now=NOW)
    row = publish(row, by=person("approver", name="second"), now=NOW)
    for act in (withdraw, send_back):
        with pytest.raises(Conflict):
            act(row, by=person("administrator", name=act.__name__), now=NOW, why="Too late.")
    with pytest.raises(Conflict):
        replace_draft(row, content=mended, by=row.uploaded_by, now=NOW)


def test_a_retired_edition_gives_way_to_the_one_before_it() -> None:
    row = published(dearer(sales=TODAY))
    by = person("manager")
    for day in (None, TODAY - timedelta(days=1)):
        with pytest.raises(InputProblems, match="today on"):
            retire(row, from_day=day, by=by, now=NOW, why="Wrong prices.")
    with pytest.raises(InputProblems, match="reason"):
        retire(row, from_day=TODAY, by=by, now=NOW, why=" ")
    retire(row, from_day=date(2026, 2, 1), by=by, now=NOW, why="Wrong prices.")
    assert edition_in_force(date(2026, 1, 31)).code == NEXT
    assert edition_in_force(date(2026, 2, 1)).code == "cn-mainland-1"
    assert Entry.objects.get(action="retire").why == "Wrong prices."


def test_the_next_edition_keeps_the_shape_of_the_one_before_it() -> None:
    """What others rely on by name cannot be taken away by any later edition."""
    extra = 'hours = [\n  { code = "night", net = 5000, zh = "夜间", en = "Night", rule = "NB-1" },'
    published(text_of(**{"hours = [": extra}))
    with pytest.raises(InputProblems) as wrong:
        proposed(text_of("cn-mainland-3", 3))
    assert "hours: night" in said(wrong)
    assert "cn-mainland-2" in said(wrong)


RIGHTLESS: dict[str, Callable[[OfficeEdition, User], object]] = {
    "replace": lambda row, by: replace_draft(row, content=b"", by=by, now=NOW),
    "propose": lambda row, by: propose(row, by=by, now=NOW),
    "send-back": lambda row, by: send_back(row, by=by, now=NOW, why="So."),
    "publish": lambda row, by: publish(row, by=by, now=NOW),
    "withdraw": lambda row, by: withdraw(row, by=by, now=NOW, why="So."),
    "retire": lambda row, by: retire(row, from_day=TODAY, by=by, now=NOW, why="So."),
    "upload": lambda _, by: upload_draft(dearer().encode(), by=by, now=NOW),
}


@pytest.mark.parametrize("name", RIGHTLESS)
@pytest.mark.parametrize("role", ["sales", "engineer", "customer", ""])
def test_nobody_else_touches_an_edition(name: str, role: str) -> None:
    row = drafted(dearer())
    with pytest.raises(NotAllowed):
        RIGHTLESS[name](row, person(*[role] if role else [], name="stranger"))
    assert Entry.objects.count() == 1
