"""Signing from home: one's own organization's, with the same code; never what is others' (RS-2)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.audit.models import Entry
from lumencare.remote.actions import revoke
from lumencare.remote.links import SIGN_WITHIN, token_of
from lumencare.remote.models import RemoteAgreement, RemoteSession, SigningLink
from lumencare.sites.models import Site, System
from tests.office import NOW, organization, outsider, site, system
from tests.portal.guests import come, link_to, office_building, others_building, signed_in
from tests.portal.test_remote import signature
from tests.remote.agreements import running, sent, signed, technician

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def waiting_at(place: Site, **more: object) -> SigningLink:
    return sent(System.objects.get(site=place), **more)


def home(browser: Client, place: Site) -> str:
    return browser.get(f"/portal/sites/{place.pk}/").content.decode()


def test_a_visitor_signs_from_home_with_the_code_that_goes_to_the_signer() -> None:
    """RS-2: from home to signing in one tap, then as by the link."""
    place = office_building()
    link = waiting_at(place)
    row = link.agreement
    browser = come(link_to(place))
    page = home(browser, place)
    assert f"核对并签署 {row.number}" in page
    there = f"/portal/remote/{row.number}/"
    assert there in page
    assert str(token_of(link)) not in page
    page = browser.get(there).content.decode()
    assert "把验证码发到" in page
    assert str(token_of(link)) not in page
    assert browser.post(f"{there}code", {"mode": row.mode})["Location"] == there
    answer = browser.post(f"{there}sign", signature(link), follow=True)
    assert "已签署，谢谢" in answer.content.decode()
    assert RemoteAgreement.objects.get().state == "signed"
    assert row.number not in home(browser, place).partition("<main")[2]
    assert row.number in browser.get("/portal/remote/").content.decode()


def test_without_the_code_nobody_signs_from_home() -> None:
    place = office_building()
    link = waiting_at(place)
    browser = signed_in(outsider(place.owner, name="colleague"))
    there = f"/portal/remote/{link.agreement.number}/"
    browser.post(f"{there}code")
    right = signature(link)
    wrong = f"{(int(right['code']) + 1) % 10**6:06d}"
    assert browser.post(f"{there}sign", {**right, "code": wrong}).status_code == 422
    assert RemoteAgreement.objects.get().state == "sent"


def test_agreements_of_others_are_not_there() -> None:
    """Neither on a page nor by their number: another owner's, and those of one's own partner."""
    mine, theirs = office_building(), others_building()
    partner = organization("光合智控", kind="partner")
    Site.objects.filter(pk=mine.pk).update(partner=partner, partner_may_see=True)
    of_partner = waiting_at(Site.objects.get(pk=mine.pk), organization=partner).agreement
    of_others = waiting_at(theirs).agreement
    browser = come(link_to(mine))
    pages = home(browser, mine) + browser.get("/portal/remote/").content.decode()
    for each in (of_partner, of_others):
        assert each.number not in pages
        for rest in ("", "paper", "log"):
            assert browser.get(f"/portal/remote/{each.number}/{rest}").status_code == 404
        for rest in ("code", "sign", "revoke", "withdraw", "consent"):
            assert browser.post(f"/portal/remote/{each.number}/{rest}").status_code == 404
    assert set(RemoteAgreement.objects.values_list("state", flat=True)) == {"sent"}


def test_a_partner_signs_its_own_until_the_owner_takes_the_consent_back() -> None:
    """RS-2."""
    place = office_building()
    partner = organization("光合智控", kind="partner")
    Site.objects.filter(pk=place.pk).update(partner=partner, partner_may_see=True)
    of_owner = waiting_at(place).agreement
    own = waiting_at(Site.objects.get(pk=place.pk), organization=partner).agreement
    browser = signed_in(outsider(partner, "partner", name="赵敏"))
    page = home(browser, place)
    assert own.number in page
    assert of_owner.number not in page
    Site.objects.filter(pk=place.pk).update(partner_may_see=False)
    assert browser.get(f"/portal/remote/{own.number}/").status_code == 404
    assert browser.post(f"/portal/remote/{own.number}/code").status_code == 404


def test_what_is_over_or_too_late_does_not_wait() -> None:
    place = office_building()
    link = waiting_at(place)
    browser = signed_in(outsider(place.owner, name="colleague"))
    number = link.agreement.number
    with time_machine.travel(NOW + SIGN_WITHIN, tick=False):
        assert number not in home(browser, place)
    # Two weeks are longer than anybody stays signed in.
    browser = signed_in(outsider(place.owner, name="other"))
    revoke(RemoteAgreement.objects.get(), why="换人", by=technician(), now=NOW)
    assert number not in home(browser, place)
    page = browser.get(f"/portal/remote/{number}/").content.decode()
    assert "此协议已撤回" in page
    assert "把验证码发到" not in page


def test_one_that_nobody_sent_yet_is_not_shown() -> None:
    place = office_building()
    row = waiting_at(place).agreement
    RemoteAgreement.objects.filter(pk=row.pk).update(state="drafted")
    browser = come(link_to(place))
    assert browser.get(f"/portal/remote/{row.number}/").status_code == 404
    assert row.number not in browser.get("/portal/remote/").content.decode()


def test_the_log_and_revoking_are_there_and_name_the_visitor() -> None:
    """D-24: whoever of the signer's organization may revoke; the trail says who did."""
    session = running()
    place = Site.objects.get(pk=session.system.site_id)
    number = session.agreement.number
    browser = signed_in(outsider(place.owner, name="李同事"))
    assert "有人在连接" in browser.get("/portal/remote/").content.decode()
    page = browser.get(f"/portal/remote/{number}/").content.decode()
    assert session.number in page
    assert browser.post(f"/portal/remote/{number}/revoke").status_code == 302
    assert RemoteSession.objects.get().ended_by == "revoked"
    row = RemoteAgreement.objects.get()
    assert (row.state, row.revoked_by_name) == ("revoked", "李同事")
    assert Entry.objects.filter(action="revoke", by__name="李同事").exists()


def test_consent_is_withdrawn_and_given_by_name() -> None:
    place = Site.objects.get(pk=signed().system.site_id)
    number = RemoteAgreement.objects.get().number
    browser = signed_in(outsider(place.owner, name="李同事"))
    browser.post(f"/portal/remote/{number}/withdraw")
    times = {"starts_at": "2026-01-15T14:00", "ends_at": "2026-01-15T16:00"}
    browser.post(f"/portal/remote/{number}/consent", times)
    last, first = RemoteAgreement.objects.get().consents.order_by("-pk")
    assert (first.withdrawn_by, last.given_by) == ("李同事", "李同事")


def test_the_right_ends_with_the_visit() -> None:
    """No link is handed out that works longer than the visitor's own."""
    place = office_building()
    row = waiting_at(place).agreement
    way_in = link_to(place)
    browser = come(way_in)
    assert browser.get(f"/portal/remote/{row.number}/").status_code == 200
    type(way_in).objects.filter(pk=way_in.pk).update(revoked_at=NOW)
    answer = browser.get(f"/portal/remote/{row.number}/")
    assert (answer.status_code, "/portal/enter" in answer["Location"]) == (302, True)
    assert browser.post(f"/portal/remote/{row.number}/sign").status_code == 302


def test_a_link_to_one_site_signs_nothing_for_another_of_the_same_owner() -> None:
    place = office_building()
    other = site(place.owner, name="二期")
    system(other, ref="YQ-2", name="二期系统")
    row = waiting_at(other).agreement
    browser = come(link_to(place))
    assert browser.get(f"/portal/remote/{row.number}/").status_code == 404
    assert row.number not in browser.get("/portal/remote/").content.decode()


def test_a_sent_link_of_before_signs_nothing_once_it_was_taken_back() -> None:
    place = office_building()
    link = waiting_at(place)
    SigningLink.objects.filter(pk=link.pk).update(taken_back_at=NOW)
    browser = come(link_to(place))
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert browser.get(f"/portal/remote/{link.agreement.number}/").status_code == 404
