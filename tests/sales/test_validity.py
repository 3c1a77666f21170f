"""Until when a version holds (D-26), and what ends it."""

from datetime import date, datetime, time, timedelta

import pytest

from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import at
from lumencare.sales.actions import accept_by_link, decide, expire_due, issue, send, start_quote
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import OwnerChange, System
from tests.office import NOW, organization, person, system
from tests.sales.quotes import LOWERED, PLUS, draft, issued, seller, sent, signed

pytestmark = pytest.mark.django_db


def test_a_version_holds_thirty_days_and_its_last_day_is_whole() -> None:
    version, link = sent()
    assert version.valid_until == date(2026, 2, 14)
    last_minute = at(date(2026, 2, 14), time(23, 59))
    accept_by_link(link, signed(version), now=last_minute)
    assert QuoteVersion.objects.get().state == "accepted"


def test_a_version_never_holds_beyond_the_window_that_it_relies_on() -> None:
    # The window of the published case closes on the second anniversary of the order.
    by, now = seller(), datetime(2027, 2, 20, 9, 0, tzinfo=NOW.tzinfo)
    version = issue(draft(PLUS, by, now=now), by=by, now=now)
    assert version.valid_until == date(2027, 3, 1)
    link = send(version, by=by, now=now)
    assert link.expires_at == at(date(2027, 3, 2), time())


def test_the_day_after_it_is_refused_whether_or_not_it_was_marked() -> None:
    by = seller()
    version, link = sent(by=by)
    late = at(date(2026, 2, 15), time(0, 1))
    with pytest.raises(Refused):
        accept_by_link(link, signed(version), now=late)
    with pytest.raises(Refused, match="was valid until 14 February 2026"):
        send(version, by=by, now=late)
    waiting = issued(LOWERED, by=person("coordinator"))
    with pytest.raises(Refused, match="D-26"):
        decide(waiting, approved=True, by=person("approver"), now=late)


def test_expiring_marks_what_is_over_once_and_leaves_the_rest() -> None:
    by = seller()
    one, _ = sent(by=by)
    issued(LOWERED, by)
    draft(by=by, of=one.quote.system)
    last_day, after = at(date(2026, 2, 14), time(23, 0)), at(date(2026, 2, 15), time(0, 1))
    assert expire_due(last_day) == 0
    assert expire_due(after) == 2
    assert expire_due(after + timedelta(days=3)) == 0
    assert sorted(QuoteVersion.objects.values_list("state", flat=True)) == [
        "draft",
        "expired",
        "expired",
    ]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"bom_fen": 1_000_000_01}, "hardware list amount"),
        ({"order_date": date(2025, 3, 2)}, "order date"),
        ({"warranty_class": "1Y"}, "warranty class"),
        ({"start_up": "partner"}, "start-up"),
        ({"list_fen": 2_000_000_00}, "list-price amount"),
        ({"retired_on": date(2026, 1, 15)}, "out of use"),
    ],
)
def test_what_was_priced_on_other_facts_is_neither_sent_nor_accepted(
    changes: dict[str, object], name: str
) -> None:
    by = seller()
    version, link = sent(by=by)
    System.objects.update(**changes)
    version = QuoteVersion.objects.get(pk=version.pk)
    link.quote_version = version
    with pytest.raises(Refused, match=name):
        accept_by_link(link, signed(version), now=NOW)
    with pytest.raises(Refused, match=name):
        send(version, by=by, now=NOW)


def test_a_change_of_owner_asks_for_a_new_version() -> None:
    version, link = sent()
    place = version.quote.system.site
    OwnerChange.objects.create(
        site=place,
        from_owner=place.owner,
        to_owner=organization("新业主有限公司"),
        on=NOW.date(),
        why="转让",
        recorded_by=person("manager"),
        recorded_at=NOW + timedelta(hours=1),
    )
    with pytest.raises(Refused, match="owner"):
        accept_by_link(link, signed(version), now=NOW + timedelta(hours=2))


def test_a_corrected_name_leaves_a_version_valid() -> None:
    version, link = sent()
    System.objects.update(name="Quantum 主楼")
    assert accept_by_link(link, signed(version), now=NOW).state == "accepted"


def test_no_quote_is_made_of_a_system_that_is_out_of_use() -> None:
    one = system(retired_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="D-14"):
        start_quote(one.pk, by=seller(), now=NOW)
