"""Two at once: accepted once, handed over once, its work planned once; the other is told."""

import pytest

from lumencare.domain.upgrade.content import OptionKind
from lumencare.field.models import Visit
from lumencare.handovers.actions import accept_by_link, complete, pay_upgrade_bill, plan_work
from lumencare.handovers.models import Handover, UpgradeBill, UpgradeVisit
from lumencare.upgrades.models import ProposalVersion
from tests.at_once import at_once, told
from tests.handovers.handovers import PDF, accepted, chosen, coordinator, evidence, offered, stated
from tests.office import NOW, person

pytestmark = pytest.mark.django_db(transaction=True)


def as_read(version: ProposalVersion) -> ProposalVersion:
    """Return the same version as another request would have read it."""
    return ProposalVersion.objects.select_related("proposal__system__site").get(pk=version.pk)


def test_of_two_names_that_accept_at_once_one_does() -> None:
    """D-26: each customer who holds a link is answered for what stands."""
    version = offered()
    links = [version.links.get() for _ in range(2)]
    choices = [chosen(version, name=name) for name in ("王建国", "李建业")]
    results = at_once(
        *(
            lambda link=link, choice=choice: accept_by_link(link, choice, now=NOW)
            for link, choice in zip(links, choices, strict=True)
        )
    )
    assert len(told(results)) == 1
    version.refresh_from_db()
    assert version.state == "accepted"
    assert UpgradeBill.objects.count() == len({each.number for each in UpgradeBill.objects.all()})


@pytest.mark.parametrize("kind", [OptionKind.SYSTEM, OptionKind.SOFTWARE])
def test_a_handover_that_is_sent_twice_at_once_is_recorded_once(kind: OptionKind) -> None:
    """D-14: both are answered alike, as when the second comes later."""
    version, by, whole = accepted(kind=kind), coordinator(), kind is OptionKind.SYSTEM
    twice = [(as_read(version), stated(whole=whole)) for _ in range(2)]
    results = at_once(
        *(lambda one=one, what=what: complete(one, what, by=by, now=NOW) for one, what in twice)
    )
    assert not told(results)
    assert results[0] == results[1] == Handover.objects.get()


def test_of_two_handovers_with_other_evidence_one_is_told() -> None:
    version, by = accepted(kind=OptionKind.SOFTWARE), coordinator()
    ways = [stated(whole=False), stated(whole=False, evidence=evidence(PDF))]
    rows = [as_read(version), as_read(version)]
    results = at_once(
        *(
            lambda row=row, way=way: complete(row, way, by=by, now=NOW)
            for row, way in zip(rows, ways, strict=True)
        )
    )
    assert len(told(results)) == 1
    assert Handover.objects.count() == 1


def test_work_that_is_planned_twice_at_once_is_planned_once() -> None:
    version, by = accepted(), coordinator()
    wanted = Visit.objects.count()
    UpgradeVisit.objects.all().delete()
    rows = [as_read(version), as_read(version)]
    results = at_once(*(lambda row=row: plan_work(row, by=by, now=NOW) for row in rows))
    assert not told(results)
    assert sorted(len(each) for each in results) == [0, wanted]
    assert UpgradeVisit.objects.count() == wanted


def test_a_bill_that_is_paid_twice_at_once_is_paid_once() -> None:
    accepted()
    first = UpgradeBill.objects.order_by("pk")[0]
    rows, by = [first, UpgradeBill.objects.get(pk=first.pk)], person("finance")
    typed = {"on": "2026-01-15", "reference": "B-1"}
    results = at_once(
        *(lambda row=row: pay_upgrade_bill(row, typed, by=by, now=NOW) for row in rows)
    )
    assert len(told(results)) <= 1
    first.refresh_from_db()
    assert (first.state, first.version) == ("paid", 2)
