"""Accepted upgrades on pages: registered with the signed copy, handed over, billed, counted."""

from collections.abc import Iterator
from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from lumencare.domain.upgrade.content import OptionKind
from lumencare.handovers.models import Handover, UpgradeBill
from lumencare.handovers.queries.report import won_and_lost
from lumencare.sites.models import System
from lumencare.upgrades.actions import Loss, lose
from tests.contracts.contracts import active
from tests.handovers.handovers import PNG, accepted, completed, coordinator, key_of, offered
from tests.lifecycle.lives import listed
from tests.office import NOW, person, system
from tests.upgrades.proposals import old_system, seller

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def browser() -> Client:
    """Return the browser of a coordinator."""
    client = Client()
    client.force_login(coordinator())
    return client


def copy(name: str = "signed.png") -> SimpleUploadedFile:
    """Return a photographed paper."""
    return SimpleUploadedFile(name, PNG, content_type="image/png")


def typed(**more: object) -> dict[str, object]:
    """Return what the form of a handover posts."""
    return {
        "completed_on": "2026-01-15",
        "handed_to": "王建国",
        "evidence": copy(),
        "software_version": "24.1",
        "ref": "S-900",
        "name": "Athena 办公楼",
        "system_type": "Athena",
        "warranty_class": "1Y",
        "start_up": "manufacturer",
        "whole": "on",
        **more,
    }


def test_an_acceptance_on_paper_is_registered_with_its_copy(browser: Client) -> None:
    version = offered()
    address = f"/upgrades/{version.proposal.number}/accept"
    assert "登记接受" in browser.get(address).content.decode()
    sent = {"option": key_of(version), "name": "王建国", "how": "盖章回传", "file": copy()}
    assert browser.post(address, {**sent, "how": ""}).status_code == 422
    answer = browser.post(address, {**sent, "file": copy()}, follow=True)
    page = answer.content.decode()
    assert all(each in page for each in ("signed.png", "王建国", "应收款", "登记升级移交"))
    version.refresh_from_db()
    assert version.state == "accepted"


def test_a_system_upgrade_is_handed_over_on_one_page(browser: Client) -> None:
    old = old_system(warranty_class="1Y")
    contract = active("part-care-plus", of=old)
    version = accepted()
    address = f"/upgrades/{version.proposal.number}/complete"
    begins = browser.get(address).content.decode()
    assert all(each in begins for each in ("S-001-U1", contract.number, "QP2"))
    assert browser.post(address, typed()).status_code == 422
    decided = {f"contract:{contract.number}": "carry"}
    answer = browser.post(address, typed(evidence=copy(), **decided), follow=True)
    page = answer.content.decode()
    assert all(each in page for each in ("S-900", "整体取代旧系统", contract.number, "终止"))
    end = f"/upgrades/{version.proposal.number}/contracts/{contract.number}/end"
    assert browser.get(end).status_code == 200
    assert browser.post(end, {"why": "系统已更换"}).status_code == 302
    contract.refresh_from_db()
    assert contract.state == "cancelled"
    got = browser.get(f"/upgrades/{version.proposal.number}/evidence")
    assert b"".join(got) == PNG  # type: ignore[call-overload]


def test_what_goes_is_offered_from_the_hardware_list_and_may_be_typed(browser: Client) -> None:
    """The numbers of the old system's list; a row of the reuse table need not have one."""
    version = accepted()
    listed(version.proposal.system, "QP2", "SEN-1", quantity=40)
    page = browser.get(f"/upgrades/{version.proposal.number}/complete").content.decode()
    assert '<datalist id="hardware"><option value="QP2">' in page
    assert "× 40" in page
    assert page.count('list="hardware"') == page.count('name="part-')
    # Without a list there is nothing to offer.
    version.proposal.system.bom_snapshots.all().delete()
    page = browser.get(f"/upgrades/{version.proposal.number}/complete").content.decode()
    assert "<datalist" not in page


def test_a_software_upgrade_asks_for_the_version_alone(browser: Client) -> None:
    version = accepted(kind=OptionKind.SOFTWARE)
    address = f"/upgrades/{version.proposal.number}/complete"
    assert 'name="ref"' not in browser.get(address).content.decode()
    sent = {
        "completed_on": "2026-01-15", "handed_to": "王建国", "evidence": copy(),
        "software_version": "24.1",
    }  # fmt: skip
    page = browser.post(address, sent, follow=True).content.decode()
    assert "24.1" in page
    assert (System.objects.get().software_version, Handover.objects.count()) == ("24.1", 1)


def test_a_bill_is_paid_and_invoiced_in_finance() -> None:
    accepted()
    bill = UpgradeBill.objects.order_by("pk").first()
    assert bill is not None
    client = Client()
    client.force_login(person("finance"))
    assert bill.number in client.get("/finance/upgrade-bills/").content.decode()
    start = f"/finance/upgrade-bills/{bill.pk}"
    assert client.post(f"{start}/paid", {"on": "2026-01-15", "reference": ""}).status_code == 422
    paid = client.post(f"{start}/paid", {"on": "2026-01-15", "reference": "BOC-1"})
    assert paid.status_code == 302
    assert client.post(f"{start}/invoice", {"kind": "special"}).status_code == 302
    bill.refresh_from_db()
    assert bill.state == "paid"


def test_won_and_lost_are_counted_by_reason_and_value(browser: Client) -> None:
    completed()
    lost = offered(of=system(System.objects.get(ref="S-001").site, ref="S-002"))
    lose(lost, Loss("price", "超出预算"), by=seller(), now=NOW)
    found = won_and_lost(coordinator())
    assert (found.won, found.lost, found.share_won) == (1, 1, None)
    assert [(each.won, each.reason, each.count) for each in found.outcomes] == [
        (True, "system-upgrade", 1),
        (False, "price", 1),
    ]
    page = browser.get("/upgrades/report").content.decode()
    assert "价格过高" in page
    got = browser.get("/upgrades/report/export")
    sheet = load_workbook(BytesIO(b"".join(got))).active  # type: ignore[call-overload]
    assert sheet is not None
    assert "价格过高" in [row[1] for row in sheet.iter_rows(values_only=True)]
    assert browser.get("/upgrades/").status_code == 200


def test_both_systems_say_what_happened_between_them(browser: Client) -> None:
    """D-14: linked both ways."""
    row = completed()
    assert row.replacement is not None
    old, new = row.replacement.old, row.replacement.new
    page = browser.get(f"/systems/{old.pk}/").content.decode()
    assert all(each in page for each in ("整体更换为", f"/systems/{new.pk}/"))
    assert f"/systems/{old.pk}/" in browser.get(f"/systems/{new.pk}/").content.decode()
