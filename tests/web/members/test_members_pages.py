"""Somebody outside is invited on their organization's page, comes in, and is seen out again."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.test import Client

from lumencare.sites.models import Membership, Organization
from tests.office import NOW, PASSWORD, organization, outsider, person, site

pytestmark = pytest.mark.django_db
WANG = {"email": "wang@example.com", "name": "王敏"}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def theirs() -> Organization:
    return organization("滨江置业有限公司")


@pytest.fixture
def sales(client: Client) -> Client:
    client.force_login(person("sales"))
    return client


def invite(client: Client, of: Organization, **typed: str) -> str:
    answer = client.post(f"/en/organizations/{of.pk}/people/invite", {**WANG, **typed}, follow=True)
    return str(answer.content.decode())


def test_who_is_invited_comes_in_and_sees_what_is_theirs(
    sales: Client, theirs: Organization
) -> None:
    site(theirs, name="滨江中心")
    page = invite(sales, theirs)
    address = re.search(r'value="http://[^/]+(/[^"]+)"', page)
    assert address
    assert "invited" in sales.get(f"/en/organizations/{theirs.pk}/").content.decode()
    other = Client()
    come_in = {"name": "王敏", "password": PASSWORD}
    other.post(address[1], come_in)
    assert "滨江中心" in other.get("/en/sites/").content.decode()
    shown = sales.get(f"/en/organizations/{theirs.pk}/").content.decode()
    assert "wang@example.com" in shown
    assert "invited</span>" not in shown


def test_the_page_says_that_the_link_is_mailed(sales: Client, theirs: Organization) -> None:
    assert "The link is on its way to wang@example.com." in invite(sales, theirs)
    assert [each.to for each in mail.outbox] == [["wang@example.com"]]


def test_who_has_an_account_is_added_at_once(sales: Client, theirs: Organization) -> None:
    known = outsider(organization("别家物业有限公司"))
    page = invite(sales, theirs, email=known.email)
    assert "Added: this person has an account already." in page
    assert Membership.objects.filter(organization=theirs, user=known).exists()


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    sales: Client, theirs: Organization
) -> None:
    page = invite(sales, theirs, email="wang@", name="王敏")
    assert "A whole address, as li@example.com." in page
    assert 'value="王敏"' in page


def test_who_is_removed_sees_nothing_any_more(sales: Client, theirs: Organization) -> None:
    site(theirs, name="滨江中心")
    known = outsider(theirs)
    member = Membership.objects.get(user=known)
    sales.post(f"/en/organizations/{theirs.pk}/people/{member.pk}/remove")
    other = Client()
    other.force_login(known)
    assert "滨江中心" not in other.get("/en/sites/").content.decode()


def test_nobody_is_removed_by_the_page_of_another_organization(
    sales: Client, theirs: Organization
) -> None:
    known = outsider(theirs)
    member = Membership.objects.get(user=known)
    elsewhere = organization("别家物业有限公司")
    answer = sales.post(f"/organizations/{elsewhere.pk}/people/{member.pk}/remove")
    assert answer.status_code == 404
    assert Membership.objects.filter(user=known).exists()


def test_finance_is_not_shown_who_signs_in(client: Client, theirs: Organization) -> None:
    outsider(theirs)
    client.force_login(person("finance"))
    shown = client.get(f"/en/organizations/{theirs.pk}/").content.decode()
    assert "Who signs in for them" not in shown
