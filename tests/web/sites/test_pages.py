"""Pages of sites, systems and organizations: what each kind of person meets there."""

from datetime import date

import pytest
from django.test import Client

from lumencare.accounts.models import User
from lumencare.audit.models import Entry
from lumencare.sites.actions import add_contact, add_organization, add_site, add_system
from lumencare.sites.models import Contact, Organization, Site, System
from tests.office import NOW, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
ORGANIZATION = {"kind": "end-user", "name": "滨江置业有限公司", "name_en": "Riverside Estates"}
SYSTEM = {
    "ref": "SO-2025-0301",
    "name": "Quantum 办公楼",
    "system_type": "Quantum",
    "warranty_class": "2Y",
    "order_date": "2025-03-01",
    "start_up": "manufacturer",
    "bom": "1,000,000",
}


@pytest.fixture
def seller() -> User:
    return person("sales", name="陆远")


@pytest.fixture
def known(seller: User) -> System:
    owner = add_organization(ORGANIZATION, by=seller, now=NOW)
    typed = {"owner": str(owner.pk), "name": "滨江中心 A 座", "city": "上海"}
    place = add_site(typed, by=seller, now=NOW)
    add_contact(place, {"name": "王经理", "phone": "13800138000"}, by=seller, now=NOW)
    return add_system(place, SYSTEM, by=seller, now=NOW)


def pages_of(row: System) -> list[str]:
    owner = row.site.owner_id
    return [
        "/sites/",
        "/sites/?q=bjzx",
        f"/sites/{row.site_id}/",
        "/systems/",
        "/systems/?window=open&class=2Y&order=-order-date",
        f"/systems/{row.pk}/",
        "/organizations/",
        f"/organizations/{owner}/",
        "/search?q=bjzx",
        "/search?q=8000",
    ]


@pytest.mark.parametrize("role", ["sales", "support", "engineer", "clerk", "finance", "approver"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_colleague_reads_every_page(
    client: Client, known: System, role: str, language: str
) -> None:
    client.force_login(person(role, name="同事"))
    for address in pages_of(known):
        page = client.get(f"{language}{address}")
        assert page.status_code == 200, address
        assert known.site.name in page.content.decode() or "organizations" in address, address


@pytest.mark.parametrize(("role", "offered"), [("sales", True), ("support", False)])
def test_an_order_by_amounts_is_for_whom_sees_amounts(
    client: Client, known: System, role: str, *, offered: bool
) -> None:
    client.force_login(person(role, name="同事"))
    assert ('value="-bom"' in client.get("/systems/").content.decode()) is offered
    asked = client.get("/systems/?order=-bom").status_code
    assert asked == (200 if offered else 403)


def test_nobody_reads_a_page(client: Client, known: System) -> None:
    for address in pages_of(known):
        assert client.get(address)["Location"].startswith("/account/login/"), address


def test_a_stranger_finds_nothing_and_the_owner_their_own(client: Client, known: System) -> None:
    client.force_login(outsider(organization("云栖会议中心")))
    assert client.get(f"/systems/{known.pk}/").status_code == 404
    assert client.get(f"/sites/{known.site_id}/").status_code == 404
    assert known.site.name not in client.get("/sites/").content.decode()
    client.force_login(outsider(known.site.owner, name="owner"))
    assert client.get(f"/systems/{known.pk}/").status_code == 200
    assert known.site.name in client.get("/sites/").content.decode()


def test_the_page_of_a_system_begins_with_what_is_covered(
    client: Client, known: System, seller: User
) -> None:
    client.force_login(seller)
    page = client.get(f"/systems/{known.pk}/").content.decode()
    assert "更换件" in page
    assert "更换件" in page.split("<section", 2)[1]
    assert 'class="wins big"' in page


def test_prices_are_for_those_who_may_see_them(client: Client, known: System) -> None:
    client.force_login(person("engineer"))
    page = client.get(f"/systems/{known.pk}/").content.decode()
    assert "¥1,000,000" not in page
    client.force_login(person("finance"))
    assert "¥1,000,000" in client.get(f"/systems/{known.pk}/").content.decode()


def test_a_whole_number_is_shown_when_asked_and_the_trail_says_so(
    client: Client, known: System
) -> None:
    contact = Contact.objects.get()
    colleague = person("support")
    client.force_login(colleague)
    assert "138 0013 8000" not in client.get(f"/sites/{known.site_id}/").content.decode()
    assert "138****8000" in client.get(f"/sites/{known.site_id}/").content.decode()
    answer = client.post(f"/people-at-sites/{contact.pk}/phone")
    assert "138 0013 8000" in answer.content.decode()
    entry = Entry.objects.get(action="see-phone")
    assert (entry.by, entry.key) == (colleague, str(contact.pk))
    client.force_login(person("finance"))
    assert client.post(f"/people-at-sites/{contact.pk}/phone").status_code == 403
    assert client.get(f"/people-at-sites/{contact.pk}/phone").status_code == 405


FORMS = [
    "/sites/new",
    "/organizations/new",
    "/sites/{site}/edit",
    "/sites/{site}/systems/new",
    "/sites/{site}/people/new",
    "/systems/{system}/edit",
    "/systems/{system}/retire",
    "/systems/{system}/return",
    "/organizations/{owner}/edit",
    "/people-at-sites/{contact}/edit",
    "/people-at-sites/{contact}/remove",
]


def addresses(row: System) -> list[str]:
    keys = {
        "site": row.site_id,
        "system": row.pk,
        "owner": row.site.owner_id,
        "contact": Contact.objects.get().pk,
    }
    return [each.format(**keys) for each in FORMS]


def test_forms_open_for_those_who_keep_sites_and_say_no_to_others(
    client: Client, known: System, seller: User
) -> None:
    for user, status in ((seller, 200), (person("finance"), 403)):
        client.force_login(user)
        for address in addresses(known):
            assert client.get(address).status_code == status, address
            assert client.get(f"/en{address}").status_code == status, address
    client.force_login(outsider(organization("云栖会议中心")))
    for address in addresses(known):
        assert client.get(address).status_code in (403, 404), address


def test_an_empty_form_tells_all_that_is_missing_at_its_field(client: Client, seller: User) -> None:
    client.force_login(seller)
    answer = client.post("/organizations/new", {"kind": "end-user", "name": "", "credit_code": "9"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_name_error"' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_credit_code_error"' in page
    assert 'value="9"' in page
    assert not Organization.objects.exists()


def test_a_site_is_added_with_its_owner_by_name(client: Client, seller: User) -> None:
    client.force_login(seller)
    client.post("/organizations/new", ORGANIZATION)
    typed = {"owner": "滨江置业有限公司", "name": "滨江中心 B 座", "city": "苏州"}
    answer = client.post("/sites/new", typed)
    added = Site.objects.get()
    assert answer["Location"] == f"/sites/{added.pk}/"
    assert (added.owner.name, added.city, added.partner_may_see) == (
        "滨江置业有限公司",
        "苏州市",
        False,
    )


def test_an_unknown_owner_is_a_problem_of_that_field(client: Client, seller: User) -> None:
    client.force_login(seller)
    answer = client.post("/sites/new", {"owner": "无此公司", "name": "甲", "city": "上海"})
    assert answer.status_code == 422
    assert 'id="id_owner_error"' in answer.content.decode()
    assert "无此公司" in answer.content.decode()


def test_a_system_is_added_and_its_page_shows(client: Client, seller: User) -> None:
    client.force_login(seller)
    at = site()
    answer = client.post(f"/sites/{at.pk}/systems/new", SYSTEM)
    added = System.objects.get()
    assert answer["Location"] == f"/systems/{added.pk}/"
    assert added.bom_fen == 1_000_000_00


def test_who_comes_second_is_told_what_the_first_changed(
    client: Client, known: System, seller: User
) -> None:
    client.force_login(seller)
    address = f"/systems/{known.pk}/edit"
    typed = {**SYSTEM, "list_amount": "", "software_version": "3.1", "why": "", "version": "1"}
    assert client.post(address, typed).status_code == 302
    second = client.post(address, {**typed, "software_version": "2.9"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "陆远" in page
    assert 'value="2.9"' in page
    assert 'name="version" value="2"' in page
    assert client.post(address, {**typed, "version": "2", "software_version": "2.9"})["Location"]
    known.refresh_from_db()
    assert known.software_version == "2.9"


def test_another_order_date_needs_a_reason(client: Client, known: System, seller: User) -> None:
    client.force_login(seller)
    typed = {**SYSTEM, "order_date": "2025-04-01", "version": "1", "why": ""}
    answer = client.post(f"/systems/{known.pk}/edit", typed)
    assert answer.status_code == 422
    assert 'id="id_why_error"' in answer.content.decode()
    client.post(f"/systems/{known.pk}/edit", {**typed, "why": "合同更正"})
    known.refresh_from_db()
    assert known.order_date == date(2025, 4, 1)


def test_a_site_passes_to_another_owner(client: Client, known: System) -> None:
    organization("浦江物业有限公司")
    client.force_login(person("coordinator"))
    address = f"/sites/{known.site_id}/owner"
    typed = {"to": "浦江物业有限公司", "on": "2026-01-10", "why": "转让合同", "version": "1"}
    wrong = client.post(address, {**typed, "to": "无此公司"})
    assert (wrong.status_code, "id_to_error" in wrong.content.decode()) == (422, True)
    Organization.objects.filter(name="浦江物业有限公司").update(name_en="Pujiang")
    answer = client.post(address, typed)
    known.site.refresh_from_db()
    assert answer.status_code in (302, 422), answer.content.decode()


def test_names_are_offered_while_typing(client: Client, seller: User) -> None:
    client.force_login(seller)
    client.post("/organizations/new", ORGANIZATION)
    answer = client.get("/organizations/names", {"kind": "end-user", "owner": "bjzy"})
    assert 'value="滨江置业有限公司"' in answer.content.decode()
    assert client.get("/organizations/names", {"kind": "spy", "owner": "a"}).content.strip() == b""


@pytest.mark.parametrize("address", ["/sites/export", "/systems/export"])
def test_lists_are_handed_out_as_workbooks_that_run_nothing(
    client: Client, known: System, seller: User, address: str
) -> None:
    Site.objects.update(name="=HYPERLINK(1)")
    client.force_login(seller)
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"PK")


def test_lists_cost_the_same_however_long(
    client: Client, seller: User, django_assert_max_num_queries: object
) -> None:
    client.force_login(seller)
    at = site()
    for number in range(30):
        system(at, ref=f"S-{number}")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get("/systems/")
