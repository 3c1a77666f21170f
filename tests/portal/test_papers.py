"""Papers, plans, renewals, allowances, drawings, people and consents of the portal."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.contracts.models import Allowance, Renewal
from lumencare.field.models import Visit
from lumencare.notices.models import Notice
from lumencare.sales.actions import start_quote
from lumencare.sales.models import QuoteVersion, QuoteWish
from lumencare.sites.actions import change_owner, change_site
from lumencare.sites.models import Membership, PartnerConsent, SiteRecord
from lumencare.sites.soundness import wrong_consents
from tests.contracts.contracts import active, coordinator
from tests.desk.files import PDF
from tests.office import NOW, organization, outsider, person
from tests.portal.guests import come, link_to, office_building, signed_in

pytestmark = pytest.mark.django_db
EXE = b"MZ\x90\x00"


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def test_a_wish_is_kept_once_told_to_sales_and_answered_by_a_quote() -> None:
    place = office_building()
    system, seller = place.systems.get(), person("sales", name="seller")
    browser = come(link_to(place))
    page = browser.get(f"/portal/systems/{system.pk}/plans").content.decode()
    assert "硬件保障计划" in page
    for plan in ("part-care-plus", "part-care-basic"):
        assert browser.post(f"/portal/systems/{system.pk}/plans", {"plan": plan}).status_code == 302
    wish = QuoteWish.objects.get()
    assert (wish.plan, wish.by_name, wish.answered_at) == ("part-care-basic", "王建国", None)
    assert Notice.objects.filter(user=seller).count() == 1
    start_quote(system.pk, by=seller, now=NOW)
    wish.refresh_from_db()
    assert wish.answered_at == NOW


def test_a_plan_whose_first_year_is_free_says_so_and_what_follows() -> None:
    """PA-1, TS-1: what costs nothing in its first year is no matter of a proposal."""
    place = office_building()
    browser = come(link_to(place))
    page = browser.get(f"/portal/systems/{place.systems.get().pk}/plans").content.decode()
    annual = page.split('value="part-care-plus-annual"')[1].split("</label>")[0]
    assert "¥0" in annual
    assert "起 ¥" in annual
    assert "按方案" not in annual


def test_a_customer_renews_in_two_taps_on_the_terms_of_the_day(
    now: time_machine.Traveller,
) -> None:
    place = office_building()
    contract = active("part-care-plus-annual", of=place.systems.get())
    line = contract.lines.get()
    link = link_to(place, days=366)
    now.move_to(NOW.replace(year=2027, day=10))
    browser = come(link)
    assert (
        f"/portal/renewals/{line.pk}/" in browser.get(f"/portal/sites/{place.pk}/").content.decode()
    )
    assert browser.get(f"/portal/renewals/{line.pk}/").status_code == 200
    answer = browser.post(f"/portal/renewals/{line.pk}/")
    assert answer["Location"].startswith("/q/")
    assert browser.post(f"/portal/renewals/{line.pk}/")["Location"] == answer["Location"]
    offered = QuoteVersion.objects.filter(quote__in=Renewal.objects.values("quote"))
    assert offered.count() == 1


def test_a_visit_is_asked_for_once_from_what_is_left() -> None:
    place = office_building()
    active("service-care", of=place.systems.get())
    day = Allowance.objects.get(code="preventive-man-day")
    browser = come(link_to(place))
    address = f"/portal/allowances/{day.pk}/book"
    assert browser.post(address, {"wanted_by": "2020-01-01"}).status_code == 422
    assert browser.post(address, {"wanted_by": "2026-03-01", "words": "上午"}).status_code == 302
    assert browser.post(address, {"wanted_by": "2026-03-02"}).status_code == 422
    visit = Visit.objects.get()
    assert (visit.state, visit.allowance, visit.kind) == ("proposed", day, "preventive")
    assert "上午" in visit.summary


def test_drawings_are_kept_and_what_lies_or_could_run_is_refused() -> None:
    """SC-9: records may be sent by the customer."""
    place = office_building()
    browser = come(link_to(place))
    address = f"/portal/sites/{place.pk}/records"
    typed = {"kind": "layout-drawing", "dated_on": "2026-01-10"}
    for name, content in (("a.pdf", EXE), ("a.pdf", b"<html><script>"), ("a.svg", b"<svg/>")):
        answer = browser.post(address, {**typed, "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
    sent = {**typed, "file": SimpleUploadedFile("一层.pdf", PDF)}
    assert browser.post(address, sent).status_code == 302
    kept = SiteRecord.objects.get()
    assert (kept.by_name, kept.file_name, kept.recorded_by) == ("王建国", "一层.pdf", None)


def test_a_partner_sees_a_site_while_its_owner_consents_and_the_log_tells() -> None:
    place = office_building()
    partner = organization("集成商有限公司", "partner")
    by = coordinator()
    change_site(place, {"partner": str(partner.pk), "partner_may_see": ""}, by=by, now=NOW)
    guest = signed_in(outsider(partner, "partner", name="partner"))
    owner = signed_in(outsider(place.owner, name="owner"))
    page, gate = f"/portal/sites/{place.pk}/", f"/portal/partners/{place.pk}"
    seen = [guest.get(page).status_code]
    for may_see in ("on", "", "on"):
        assert owner.post(gate, {"may_see": may_see}).status_code == 302
        seen.append(guest.get(page).status_code)
    assert seen == [404, 200, 404, 200]
    assert guest.post(gate, {"may_see": ""}).status_code == 422
    place.refresh_from_db()
    buyer = organization("买方有限公司")
    change_owner(place, to=buyer, on=NOW.date(), why="转让", by=person("manager"), now=NOW)
    assert guest.get(page).status_code == 404
    ends = list(PartnerConsent.objects.order_by("pk").values_list("ended_by_name", flat=True))
    assert ends == ["owner", "manager"]
    assert not list(wrong_consents())


def test_a_company_keeps_its_own_people() -> None:
    place = office_building()
    boss, other = outsider(place.owner, name="boss"), outsider(place.owner, name="other")
    Membership.objects.filter(user=boss).update(is_administrator=True)
    browser, plain = signed_in(boss), signed_in(other)
    invite = f"/portal/people/{place.owner_id}/invite"
    new = {"name": "新人", "email": "new@example.com"}
    assert plain.post(invite, new).status_code == 404
    assert browser.post(invite, new).status_code == 302
    assert browser.post(invite, {"name": "", "email": "x"}).status_code == 422
    assert "新人" in browser.get("/portal/people/").content.decode()
    mine, theirs = (Membership.objects.get(user=each) for each in (boss, other))
    assert browser.post(f"/portal/people/{mine.pk}/remove").status_code == 422
    assert browser.post(f"/portal/people/{theirs.pk}/keep", {"keeps": "on"}).status_code == 302
    assert plain.post(f"/portal/people/{mine.pk}/remove").status_code == 302
    assert browser.get("/portal/").status_code == 403


def test_a_contract_is_read_by_its_parties_alone() -> None:
    place = office_building()
    contract = active("service-care", of=place.systems.get())
    browser = come(link_to(place))
    assert contract.number in browser.get("/portal/papers/").content.decode()
    assert browser.get(f"/portal/papers/{contract.number}.pdf").status_code == 404
    sheet = browser.get("/portal/papers/invoices.xlsx")
    assert b"".join(sheet.streaming_content).startswith(b"PK")
