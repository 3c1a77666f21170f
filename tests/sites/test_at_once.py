"""Two people at one site in the same moment: nothing is lost, nothing happens twice."""

from datetime import date

import pytest

from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites import actions
from lumencare.sites.models import BomSnapshot, Contact, Organization, OwnerChange, Site, System
from tests.at_once import at_once, told
from tests.office import NOW, organization, person, site, system
from tests.sites.bom_files import sent, workbook

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 1, 10)


def test_of_two_who_change_a_site_at_once_one_is_told_what_changed() -> None:
    by, place = person("sales"), site()
    one, other = (Site.objects.get(pk=place.pk) for _ in range(2))
    results = at_once(
        lambda: actions.change_site(one, {"address": "人民路 1 号"}, by=by, now=NOW),
        lambda: actions.change_site(other, {"address": "人民路 2 号"}, by=by, now=NOW),
    )
    (late,) = told(results)
    assert isinstance(late, Conflict)
    assert set(late.changed) == {"address"}
    assert Site.objects.get().version == 2
    assert Entry.objects.filter(kind="sites.site", action="change").count() == 1


def test_of_two_who_pass_a_site_on_at_once_one_does() -> None:
    """D-18."""
    by, place = person("manager"), site()
    buyers = [organization("甲置业有限公司"), organization("乙置业有限公司")]
    rows = [Site.objects.get(pk=place.pk) for _ in buyers]
    results = at_once(
        *(
            lambda row=row, to=to: actions.change_owner(
                row, to=to, on=DAY, why="转让", by=by, now=NOW
            )
            for row, to in zip(rows, buyers, strict=True)
        )
    )
    assert len(told(results)) == 1
    change = OwnerChange.objects.get()
    assert Site.objects.get().owner_id == change.to_owner_id


def test_of_two_who_record_a_list_at_once_one_does() -> None:
    """D-13."""
    people, one = [person("sales"), person("manager")], system()
    looks = [
        actions.preview_bom(one, sent(workbook(("QP-1", "", 1, amount, ""))), by=by)
        for by, amount in zip(people, (500_000, 700_000), strict=True)
    ]
    rows = [System.objects.get() for _ in people]
    results = at_once(
        *(
            lambda row=row, look=look, by=by: actions.record_bom(
                row, sha256=look.sha256, after=look.after, taken_on=DAY, by=by, now=NOW
            )
            for row, look, by in zip(rows, looks, people, strict=True)
        )
    )
    (late,) = told(results)
    assert isinstance(late, Conflict)
    assert BomSnapshot.objects.get().amount_fen == System.objects.get().bom_fen


def test_a_list_is_undone_once() -> None:
    by, one = person("sales"), system()
    look = actions.preview_bom(one, sent(workbook()), by=by)
    made = actions.record_bom(
        one, sha256=look.sha256, after=look.after, taken_on=DAY, by=by, now=NOW
    )
    rows = [BomSnapshot.objects.select_related("system").get(pk=made.pk) for _ in range(3)]
    results = at_once(
        *(lambda row=row: actions.undo_bom(row, why="错误", by=by, now=NOW) for row in rows)
    )
    assert len(told(results)) == 2
    assert System.objects.get().bom_fen == 1_000_000_00
    assert Entry.objects.filter(action="undo").count() <= 1


def test_one_company_is_added_once_and_one_reference_is_given_once() -> None:
    by, place = person("sales"), site()
    company = {"kind": "end-user", "name": "新业主", "credit_code": "91310000132143794E"}
    results = at_once(*[lambda: actions.add_organization(company, by=by, now=NOW)] * 3)
    assert all(isinstance(each, InputProblems | Conflict) for each in told(results))
    assert Organization.objects.filter(name="新业主").count() == 1
    facts = {
        "site": str(place.pk), "ref": "S-1", "name": "照明", "system_type": "Quantum",
        "warranty_class": "2Y", "order_date": "2025-03-01", "bom": "1000000",
    }  # fmt: skip
    results = at_once(*[lambda: actions.add_system(place, facts, by=by, now=NOW)] * 3)
    assert len(told(results)) == 2
    assert System.objects.filter(ref="S-1").count() == 1


def test_a_contact_that_is_changed_and_removed_at_once_ends_in_one_way() -> None:
    by, place = person("sales"), site()
    made = actions.add_contact(place, {"name": "王敏", "phone": "13812345678"}, by=by, now=NOW)
    one, other = (Contact.objects.select_related("site").get(pk=made.pk) for _ in range(2))
    results = at_once(
        lambda: actions.change_contact(one, {"position": "物业"}, by=by, now=NOW),
        lambda: actions.remove_contact(other, by=by, now=NOW),
    )
    assert len(told(results)) == 1
    assert Entry.objects.filter(kind="sites.contact").exclude(action="add").count() == 1
