"""Links to the portal at sites and organizations: who has one, until when; mailed, revoked."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from lumencare.audit.models import Entry
from lumencare.sites.models import Contact, PortalLink
from lumencare.sites.portal_links import enter_by_link, token_of
from tests.office import NOW, person
from tests.portal.guests import come, link_to, office_building, others_building, staff

SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browser() -> Client:
    client = Client()
    client.force_login(staff())
    return client


def test_an_organization_shows_its_links_and_no_other_ones(browser: Client) -> None:
    link, other = link_to(office_building()), link_to(others_building())
    enter_by_link(token_of(link) or "", NOW)
    page = browser.get(f"/organizations/{link.organization_id}/").content.decode()
    assert all(each in page for each in ("王建国", "云栖会议中心", "2026-02-14", "使用 1 次"))
    assert str(token_of(link)) in page
    assert str(token_of(other)) not in page


def test_a_link_is_mailed_to_its_contact_and_the_trail_says_so(browser: Client) -> None:
    link = link_to(office_building())
    answer = browser.post(f"/portal-links/{link.pk}/send", {"organization": "1"})
    assert answer["Location"] == f"/organizations/{link.organization_id}/"
    sent = mail.outbox[0]
    assert (sent.to, sent.reply_to) == (["wang@example.com"], [staff().email])
    assert f"/portal/in/{token_of(link)}" in sent.body
    assert f"/en/portal/in/{token_of(link)}" in sent.body
    assert Entry.objects.filter(action="send-link", by=staff()).exists()
    # It is the same link as before: who has it already is not turned away.
    assert come(link).get("/portal/").status_code == 302


def test_what_works_no_more_or_reaches_nobody_is_not_mailed(browser: Client) -> None:
    ended, nameless = link_to(office_building(), days=1), link_to(others_building())
    Contact.objects.filter(pk=nameless.contact_id).update(email="")
    answer = browser.post(f"/portal-links/{nameless.pk}/send", follow=True)
    assert "请先登记联系人的邮箱" in answer.content.decode()
    PortalLink.objects.filter(pk=ended.pk).update(expires_at=ended.created_at + SECOND)
    with time_machine.travel(NOW + 2 * SECOND, tick=False):
        assert browser.post(f"/portal-links/{ended.pk}/send").status_code == 409
    assert mail.outbox == []
    assert not Entry.objects.filter(action="send-link").exists()


def test_revoked_at_the_organization_it_leads_back_there(browser: Client) -> None:
    link = link_to(office_building())
    answer = browser.post(f"/portal-links/{link.pk}/revoke", {"organization": "1"}, follow=True)
    page = answer.content.decode()
    assert str(token_of(link)) not in page
    assert answer.redirect_chain[0][0] == f"/organizations/{link.organization_id}/"


def test_who_lets_nobody_in_sees_no_link_and_mails_none() -> None:
    link = link_to(office_building())
    client = Client()
    client.force_login(person("engineer"))
    page = client.get(f"/organizations/{link.organization_id}/").content.decode()
    assert str(token_of(link)) not in page
    assert client.post(f"/portal-links/{link.pk}/send").status_code == 403
    assert mail.outbox == []
