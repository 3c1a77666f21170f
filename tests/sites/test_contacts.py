"""People at a site: numbers, consent, and what the trail keeps of them."""

import json
from datetime import timedelta

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites import actions
from lumencare.sites.models import Contact
from lumencare.sites.phones import mask_email, mask_phone, phone_tail, show_phone
from lumencare.sites.search import find
from lumencare.store.typed import Wrong, phone
from tests.office import NOW, TODAY, person, site

pytestmark = pytest.mark.django_db
TYPED = {"name": "王建国", "position": "工程部", "phone": "138 0013 8000"}


@pytest.fixture
def sales() -> User:
    return person("sales")


@pytest.fixture
def row(sales: User) -> Contact:
    return actions.add_contact(site(), TYPED, by=sales, now=NOW)


@pytest.mark.parametrize(
    ("written", "kept", "masked"),
    [
        ("13800138000", "+8613800138000", "138****8000"),
        ("１３８ ００１３ ８０００", "+8613800138000", "138****8000"),
        ("0086-13800138000", "+8613800138000", "138****8000"),
        ("021-62345678", "+862162345678", "021****5678"),
        ("021-62345678-801", "+862162345678x801", "021****5678"),
        ("021-62345678转801", "+862162345678x801", "021****5678"),
        ("400-842-7731", "+864008427731", "400***7731"),
        ("+852 2123 4567", "+85221234567", "212*4567"),
        ("", "", ""),
    ],
)
def test_a_number_is_kept_one_way_and_masked(written: str, kept: str, masked: str) -> None:
    assert phone(written) == kept
    assert mask_phone(kept) == masked
    assert phone_tail(kept) == masked[-4:]
    assert masked == "" or masked not in show_phone(kept)


@pytest.mark.parametrize("written", ["1380013800", "138001380001", "hallo", "12345", "021-1"])
def test_no_number_is_refused(written: str) -> None:
    with pytest.raises(Wrong):
        phone(written)


def test_an_address_is_masked() -> None:
    assert [mask_email(each) for each in ("wang@example.com", "")] == ["w***@example.com", ""]


def test_somebody_is_found_by_name_and_by_the_tail_of_the_number(sales: User, row: Contact) -> None:
    for wanted in ("8000", "王建国", "wjg"):
        assert [each.key for each in find(sales, wanted)] == [str(row.site_id)]


def test_the_trail_keeps_no_whole_number_or_address(sales: User, row: Contact) -> None:
    typed = {"phone": "13900139000", "email": "wang@example.com"}
    actions.change_contact(row, typed, by=sales, now=NOW)
    actions.remove_contact(row, by=sales, now=NOW, why="本人要求")
    kept = json.dumps([[each.before, each.after] for each in Entry.objects.all()])
    assert "13800138000" not in kept
    assert "13900139000" not in kept
    assert "wang@" not in kept
    assert "138****8000" in kept
    assert find(sales, "9000") == []
    assert not Contact.objects.exists()


def test_everything_wrong_with_somebody_is_told_at_once(sales: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        actions.add_contact(
            site(), {"name": "", "phone": "1", "email": "x@", "consent_on": "morgen"},
            by=sales, now=NOW,
        )  # fmt: skip
    assert {each.where for each in wrong.value.problems} == {
        "name", "phone", "email", "consent_on"
    }  # fmt: skip


def test_somebody_can_be_reached_and_consent_says_how_and_when(sales: User) -> None:
    tomorrow = (TODAY + timedelta(1)).isoformat()
    with pytest.raises(InputProblems) as wrong:
        actions.add_contact(site(), {"name": "王", "consent_on": tomorrow}, by=sales, now=NOW)
    assert [each.where for each in wrong.value.problems] == ["phone", "consent_how", "consent_on"]


def test_the_last_way_to_reach_somebody_is_not_taken_away(row: Contact, sales: User) -> None:
    with pytest.raises(InputProblems):
        actions.change_contact(row, {"phone": ""}, by=sales, now=NOW)


def test_of_two_people_one_wins(row: Contact, sales: User) -> None:
    stale = Contact.objects.get(pk=row.pk)
    actions.change_contact(row, {"position": "物业"}, by=sales, now=NOW)
    with pytest.raises(Conflict):
        actions.change_contact(stale, {"position": "保安"}, by=sales, now=NOW)
    with pytest.raises(Conflict):
        actions.remove_contact(stale, by=sales, now=NOW)
    assert Contact.objects.get().position == "物业"


@pytest.mark.parametrize("role", ["engineer", "support", "customer"])
def test_others_change_nobody(role: str, row: Contact) -> None:
    by = person(role)
    with pytest.raises(NotAllowed):
        actions.add_contact(row.site, TYPED, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.change_contact(row, {"name": "x"}, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.remove_contact(row, by=by, now=NOW)
