"""Every address of the portal under attack: others' keys, no visitor, scripts, frames, forgery."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lumencare.portal.door_urls import urlpatterns
from lumencare.sites.models import Membership, PortalLink
from lumencare.sites.portal_links import make_link
from tests.asked_fields import LISTEN, hostile
from tests.asked_fields import sent as sent_raw
from tests.office import NOW, organization, outsider
from tests.portal.doors import DOORS, TEXT, WAYS_IN, Door
from tests.portal.guests import come, contact_at, signed_in, staff
from tests.portal.world import Company, make_company
from tests.undoing import undone

pytestmark = pytest.mark.django_db
SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>{{7*7}}'
ROUTES = {each.name: each for each in urlpatterns}
NO_KEYS = ("0", "999999999", "-1", "none", "%00", "..%2f..%2fetc", "C-9999-999'--", "1e9", "１")


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def companies() -> tuple[Company, Company]:
    """Return the visitor's company and another one."""
    return make_company("云栖会展有限公司"), make_company("别家物业有限公司")


def test_every_address_has_a_row_and_no_row_is_left_over() -> None:
    assert set(ROUTES) == set(DOORS) | WAYS_IN


def test_what_is_somebody_elses_is_not_there(companies: tuple[Company, Company]) -> None:
    mine, theirs = companies
    for browser, is_account in visitors(mine):
        for name, door in DOORS.items():
            if not door.of:
                continue
            for method, status in answers(browser, name, door, theirs.keys[door.of]):
                assert status == 404, (name, method, status, is_account)
    assert untouched(theirs)


def test_ones_own_opens_and_takes_what_is_sent(companies: tuple[Company, Company]) -> None:
    mine, _ = companies
    for browser, is_account in visitors(mine):
        for name, door in DOORS.items():
            key = mine.keys[door.of] if door.of else None
            for method, status in answers(browser, name, door, key, mine):
                allowed = {404} if door.by_account and not is_account else {200, 302, 404, 422}
                assert status in allowed, (name, method, status, is_account)
                if method == "get" and not (door.by_account or name == "portal-visit-report"):
                    assert status in {200, 302}, (name, status)


def test_nobody_and_a_partner_without_consent_get_nothing(
    companies: tuple[Company, Company],
) -> None:
    mine, _ = companies
    partner = organization("集成商有限公司", "partner")
    mine.site.partner, mine.site.partner_may_see = partner, False
    mine.site.save()
    outside = signed_in(outsider(partner, "partner", name="partner"))
    for name, door in DOORS.items():
        key = mine.keys[door.of] if door.of else None
        for method, status in answers(Client(), name, door, key):
            assert status == 302, (name, method, status)
        if door.of:
            for method, status in answers(outside, name, door, key):
                assert status == 404, (name, method, status)


def test_a_link_to_one_site_opens_no_other_of_the_same_owner(
    companies: tuple[Company, Company],
) -> None:
    mine, theirs = companies
    theirs.site.owner = mine.owner
    theirs.site.save()
    link = make_link(contact_at(mine.site), mine.owner, [mine.site], by=staff(), now=NOW)
    browser = come(link)
    for name, door in DOORS.items():
        if door.of and not door.by_account:
            for method, status in answers(browser, name, door, theirs.keys[door.of]):
                assert status == 404, (name, method, status)
    assert theirs.site.name not in browser.get("/portal/partners/").content.decode()


def test_made_up_keys_are_not_there_and_never_fail(companies: tuple[Company, Company]) -> None:
    mine, _ = companies
    browser = signed_in(owner_of(mine))
    for name, door in DOORS.items():
        if not door.of:
            continue
        address = reverse(name, args=[mine.keys[door.of]])
        start, _, end = address.rpartition(str(mine.keys[door.of]))
        for key in NO_KEYS:
            status = browser.get(f"{start}{key}{end}").status_code
            assert status in {404, 405}, (name, key, status)


def test_scripts_in_every_field_stay_words(companies: tuple[Company, Company]) -> None:
    mine, _ = companies
    browser = signed_in(owner_of(mine))
    for name, door in DOORS.items():
        if not door.sends or TEXT not in door.sends.values():
            continue
        address = reverse(name, args=[mine.keys[door.of]] if door.of else [])
        answer = browser.post(address, sent(door, mine, SCRIPT))
        assert answer.status_code in {200, 302, 422}, name
        pages = [answer.content.decode()]
        if door.shown_at:
            of = DOORS[door.shown_at].of
            there = reverse(door.shown_at, args=[mine.keys[of]] if of else [])
            pages.append(browser.get(there).content.decode())
        for page in pages:
            assert "<script>alert" not in page, name
            assert "<img src=x" not in page, name
            assert "49" not in page.partition("onerror=alert(1)")[2][:20], name


def test_no_field_of_a_page_makes_it_fail(
    companies: tuple[Company, Company], settings: Any
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, LISTEN]
    mine, _ = companies
    browser = signed_in(owner_of(mine))
    for name, door in DOORS.items():
        address = reverse(name, args=[mine.keys[door.of]] if door.of else [])
        for method, takes in (("GET", door.opens), ("POST", door.sends is not None)):
            for fields in hostile(browser, method, address) if takes else ():
                with undone():
                    assert sent_raw(browser, method, address, fields) < 500, (name, method, fields)


def test_every_page_forbids_frames_scripts_and_search_engines(
    companies: tuple[Company, Company],
) -> None:
    mine, _ = companies
    browser = signed_in(owner_of(mine))
    for name, door in DOORS.items():
        if not door.opens:
            continue
        answer = browser.get(reverse(name, args=[mine.keys[door.of]] if door.of else []))
        read(answer)
        policy = answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY", name
        assert "frame-ancestors 'none'" in policy, name
        assert "default-src 'self'" in policy, name
        assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", ""), name
        if answer.status_code != 404:
            assert "noindex" in answer["X-Robots-Tag"], name
            assert "no-store" in answer["Cache-Control"], name


def test_a_form_of_another_site_changes_nothing(companies: tuple[Company, Company]) -> None:
    mine, _ = companies
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner_of(mine))
    for name, door in DOORS.items():
        if door.sends is None:
            continue
        address = reverse(name, args=[mine.keys[door.of]] if door.of else [])
        answer = browser.post(address, sent(door, mine), headers={"Origin": "https://evil.example"})
        assert answer.status_code == 403, name
    for name in ("portal-door", "portal-code", "portal-leave"):
        assert browser.post(reverse(name), {}).status_code in {302, 403}, name


def test_what_only_takes_forms_does_not_open_and_pages_take_none(
    companies: tuple[Company, Company],
) -> None:
    mine, _ = companies
    browser = signed_in(owner_of(mine))
    for name, door in DOORS.items():
        address = reverse(name, args=[mine.keys[door.of]] if door.of else [])
        if not door.opens:
            assert browser.get(address).status_code == 405, name
        if door.sends is None:
            assert browser.post(address).status_code == 405, name


def visitors(company: Company) -> Iterator[tuple[Client, bool]]:
    """Yield a browser that came by a link, and one in which an administrator is signed in."""
    yield come(_link(company)), False
    yield signed_in(owner_of(company)), True


def owner_of(company: Company) -> Any:
    """Return somebody who keeps the people of a company."""
    member = Membership.objects.filter(organization=company.owner).order_by("pk")[0]
    Membership.objects.filter(pk=member.pk).update(is_administrator=True)
    return member.user


def _link(company: Company) -> PortalLink:
    return make_link(contact_at(company.site), company.owner, [company.site], by=staff(), now=NOW)


def answers(
    browser: Client, name: str, door: Door, key: object | None, mine: Company | None = None
) -> Iterator[tuple[str, int]]:
    """Yield what an address answers to being opened, and to being sent its form."""
    address = reverse(name, args=[] if key is None else [key])
    if door.opens:
        answer = browser.get(address)
        read(answer)
        yield "get", answer.status_code
    if door.sends is not None:
        answer = browser.post(address, sent(door, mine))
        read(answer)
        yield "post", answer.status_code


def read(answer: Any) -> None:
    """Read a file that is handed out to its end: so long it stays open."""
    if answer.streaming:
        b"".join(answer.streaming_content)


def sent(door: Door, mine: Company | None, text: str = "文字") -> dict[str, Any]:
    """Return what a form posts, with a text in every field that takes one."""
    posted = {name: text if value == TEXT else value for name, value in (door.sends or {}).items()}
    if mine is not None:
        posted |= {name: mine.keys[of] for name, of in door.keys.items()}
    return posted


def untouched(company: Company) -> bool:
    """Tell whether nothing of a company was changed from outside."""
    company.site.refresh_from_db()
    return (
        not company.site.partner_may_see
        and Membership.objects.filter(pk=company.keys["member"]).exists()
    )
