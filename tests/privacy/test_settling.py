"""A request is checked by one, carried out by another; what goes, what stays, the proof."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.audit.queries import Wanted, whole_trail
from lumencare.desk.models import Attachment, Case, Message
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.field.models import VisitReport
from lumencare.privacy.actions import requesting, settling
from lumencare.privacy.models import DataRequest
from lumencare.sites.models import Contact, Membership, PortalLink, SearchEntry
from lumencare.sites.portal_links import make_link
from lumencare.sites.visitors import Visitor, visitor_by_link
from tests.field.visits import MONDAY_8, booked, engineer, proposed
from tests.office import NOW, person
from tests.portal.guests import contact_at, staff
from tests.privacy.people import LATER, NAME, PHONE, building, fault_of, keeper, zhao

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Forget what was counted before."""
    cache.clear()


def asked(visitor: Visitor) -> DataRequest:
    return requesting.ask_deletion("请删除", visitor=visitor, now=NOW)


def carried_out(visitor: Visitor) -> DataRequest:
    request = asked(visitor)
    settling.check(request, why="电话回拨确认本人", by=keeper("one"), now=LATER)
    return settling.carry_out(request, by=keeper("two"), now=LATER)


def test_a_request_is_due_in_fifteen_business_days_and_stands_once() -> None:
    visitor = zhao(building())
    request = asked(visitor)
    # 2026-01-15 is a Thursday; nothing is off until the Spring Festival.
    assert request.due_on.isoformat() == "2026-02-05"
    with pytest.raises(Conflict):
        asked(visitor)
    requesting.take_back(request.pk, visitor=visitor, now=NOW)
    assert asked(visitor).pk != request.pk


def test_it_takes_two_people_with_the_right_and_words() -> None:
    request = asked(zhao(building()))
    with pytest.raises(NotAllowed):
        settling.check(request, why="x", by=person("engineer"), now=NOW)
    with pytest.raises(InputProblems):
        settling.check(request, why=" ", by=keeper("one"), now=NOW)
    with pytest.raises(Refused):
        settling.carry_out(request, by=keeper("two"), now=NOW)
    settling.check(request, why="回拨确认", by=keeper("one"), now=NOW)
    with pytest.raises(NotAllowed):
        settling.carry_out(request, by=keeper("one"), now=NOW)
    with pytest.raises(Conflict):
        settling.check(request, why="回拨确认", by=keeper("two"), now=NOW)
    assert settling.carry_out(request, by=keeper("two"), now=LATER).state == "done"
    with pytest.raises(Conflict):
        settling.carry_out(request, by=keeper("three"), now=LATER)


def test_the_person_is_gone_from_every_row_that_may_be_emptied() -> None:
    place = building()
    visitor = zhao(place)
    case = fault_of(visitor, place)
    make_link(contact_at(place, "王建国"), place.owner, [place], by=staff(), now=NOW)
    request = carried_out(visitor)
    case.refresh_from_db()
    assert case.reporter_name == f"已删除 {request.number}"
    assert (case.reporter_phone, case.phone_tail, case.reporter_email) == ("", "", "")
    assert case.summary == "灯不亮"
    user = User.objects.get(pk=visitor.user.pk if visitor.user else 0)
    assert not user.is_active
    assert not user.has_usable_password()
    assert user.email.endswith("@erased.invalid")
    assert not Membership.objects.filter(user=user).exists()
    assert not Contact.objects.filter(name=NAME).exists()
    # Somebody else's stay.
    assert Contact.objects.filter(name="王建国").exists()
    assert PortalLink.objects.count() == 1
    assert not SearchEntry.objects.filter(text__contains=NAME).exists()
    for model in (Case, Message, Attachment):
        assert NAME not in str(list(model.objects.values()))
        assert PHONE not in str(list(model.objects.values()))


def test_open_cases_are_left_until_they_are_over_and_the_letter_says_so() -> None:
    place = building()
    visitor = zhao(place)
    case = fault_of(visitor, place, closed=False)
    request = carried_out(visitor)
    case.refresh_from_db()
    assert case.reporter_name == NAME
    assert request.outcome["fault"] == {"open": 1, "emptied": 0}
    assert "仍在办理中" in request.letter["zh"]


def test_the_trail_is_unchanged_and_shows_the_name_no_more() -> None:
    place = building()
    visitor = zhao(place)
    fault_of(visitor, place)
    before = list(Entry.objects.order_by("pk").values())
    request = carried_out(visitor)
    assert list(Entry.objects.order_by("pk").values())[: len(before)] == before
    boss = keeper("one")
    lines, _ = whole_trail(boss, Wanted())
    assert NAME not in str(lines)
    assert f"已删除 {request.number}" in {each.who for each in lines}
    assert whole_trail(boss, Wanted(person=NAME))[0] == []
    # Who comes later under the same name is somebody else.
    Entry.objects.create(
        at=LATER + (LATER - NOW), by_name=NAME, action="add", kind="sites.site", key="1", label="x"
    )
    assert NAME in {each.who for each in whole_trail(boss, Wanted())[0]}


def test_a_signed_report_stays_whole_and_the_letter_says_why_and_until_when() -> None:
    place = building()
    visitor = zhao(place)
    visit = booked(engineer(), proposed(place), MONDAY_8)
    report = VisitReport.objects.create(visit=visit, signer=NAME, changed_at=NOW)
    request = carried_out(visitor)
    report.refresh_from_db()
    assert report.signer == NAME
    assert request.outcome["visit"]["stays"] == [
        {"count": 1, "why": "papers", "until": "2036-01-15"}
    ]
    assert "2036-01-15" in request.letter["zh"]
    assert "2036-01-15" in request.letter["en"]


def test_a_contact_without_an_account_is_erased_with_their_links() -> None:
    place = building()
    link = make_link(contact_at(place), place.owner, [place], by=staff(), now=NOW)
    visitor = visitor_by_link(link.pk, LATER)
    assert visitor is not None
    carried_out(visitor)
    assert not PortalLink.objects.exists()
    assert visitor_by_link(link.pk, LATER) is None
    assert not Contact.objects.filter(pk=visitor.contact).exists()


def test_a_refusal_needs_a_reason_that_is_written_to_the_person() -> None:
    request = asked(zhao(building()))
    with pytest.raises(InputProblems):
        settling.refuse(request, why="", by=keeper(), now=NOW)
    settling.refuse(request, why="合同仍在履行", by=keeper(), now=NOW)
    assert "合同仍在履行" in request.letter["zh"]
    assert "complain" in request.letter["en"]


def test_a_correction_is_written_to_contact_and_account_by_one_person() -> None:
    visitor = zhao(building())
    typed = {"name": "赵敏之", "phone": "13700001111"}
    request = requesting.ask_correction(typed, "", visitor=visitor, now=NOW)
    with pytest.raises(Refused):
        settling.check(request, why="x", by=keeper(), now=NOW)
    settling.correct(request, why="已按请求更正姓名与电话", by=keeper(), now=LATER)
    contact = Contact.objects.get(name="赵敏之")
    assert contact.phone == "+8613700001111"
    assert User.objects.filter(name="赵敏之").exists()
    with pytest.raises(InputProblems):
        requesting.ask_correction({"phone": "12"}, "", visitor=visitor, now=NOW)
    with pytest.raises(InputProblems):
        requesting.ask_correction({}, " ", visitor=visitor, now=NOW)


def test_nothing_is_half_erased_where_a_step_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = zhao(building())
    request = asked(visitor)
    settling.check(request, why="回拨确认", by=keeper("one"), now=NOW)

    def fail(*_: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(settling, "veil_name", fail)
    with pytest.raises(OSError, match="disk"):
        settling.carry_out(request, by=keeper("two"), now=NOW)
    request.refresh_from_db()
    assert request.state == "checked"
    assert Contact.objects.filter(name=NAME).exists()
    assert connection.in_atomic_block


@pytest.mark.parametrize("settle", [settling.refuse, settling.correct])
def test_what_is_decided_and_its_letter_are_kept_together(settle: Any, settings: Any) -> None:
    """PIPL art. 50: a decision whose letter nobody sends would never be told."""
    settings.EMAIL_BACKEND = "tests.privacy.people.NoMail"
    visitor = zhao(building())
    row = requesting.ask_correction({"name": "赵敏"}, "", visitor=visitor, now=NOW)
    with pytest.raises(OSError, match="queue"):
        settle(row, why="已核对", by=keeper("one"), now=LATER)
    row.refresh_from_db()
    assert (row.state, row.letter) == ("asked", {})
