"""Handovers: the new system begins anew, the software alone does not; once, with evidence."""

from datetime import date, timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts.models import Contract
from lumencare.domain.dispatch.states import VisitKind
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.upgrade.content import OptionKind
from lumencare.field.actions import propose
from lumencare.field.actions.proposing import Wish
from lumencare.handovers.accepted import accepted_option
from lumencare.handovers.actions import complete
from lumencare.handovers.models import Handover
from lumencare.handovers.open_things import things_of
from lumencare.handovers.stated import read_stated
from lumencare.notices.models import Event
from lumencare.sites.models import Replacement, System
from tests.claims.claims import asked as claimed
from tests.claims.claims import faulty, part
from tests.contracts.contracts import active
from tests.handovers.handovers import (
    PDF,
    accepted,
    completed,
    coordinator,
    evidence,
    offered,
    stated,
)
from tests.office import NOW, person
from tests.upgrades.proposals import old_system

pytestmark = pytest.mark.django_db


def test_a_system_upgrade_brings_a_system_with_its_own_warranty_and_window() -> None:
    """D-14, PW-1, G-4: the order date is the acceptance; the old system is out of use."""
    row = completed()
    assert row.replacement is not None
    new, old = row.replacement.new, row.replacement.old
    assert (new.order_date, new.warranty_class) == (date(2026, 1, 15), "1Y")
    assert new.window_ends_on == date(2027, 1, 15)
    assert (new.bom_fen, new.software_version) == (32_000_00, "24.1")
    old.refresh_from_db()
    assert old.retired_on == date(2026, 1, 15)
    row.proposal_version.refresh_from_db()
    assert row.proposal_version.state == "completed"
    assert Event.objects.filter(kind="proposal.completed").count() == 1
    assert Entry.objects.filter(kind="handovers.handover", action="add").exists()


def test_a_software_upgrade_keeps_year_zero() -> None:
    """G-4, SY-1: no new warranty and no new window; the version that is installed changes."""
    version = accepted(kind=OptionKind.SOFTWARE)
    system = version.proposal.system
    before = (system.order_date, system.warranty_class, system.window_ends_on, system.bom_fen)
    with pytest.raises(InputProblems) as wrong:
        completed(version, whole=False, typed={"software_version": ""})
    assert [each.where for each in wrong.value.problems] == ["software_version"]
    row = completed(version, whole=False)
    system = System.objects.get()
    assert (row.replacement, system.software_version) == (None, "24.1")
    assert (
        system.order_date, system.warranty_class, system.window_ends_on, system.bom_fen
    ) == before  # fmt: skip


def test_a_system_that_is_gone_gets_no_new_software() -> None:
    """SY-1: another upgrade replaced it, or it was taken out of use, since the acceptance."""
    version = accepted(kind=OptionKind.SOFTWARE)
    System.objects.update(retired_on=date(2026, 1, 15))
    with pytest.raises(Refused):
        completed(version, whole=False)
    assert Handover.objects.count() == 0
    assert System.objects.get().software_version != "24.1"


def test_it_is_recorded_once() -> None:
    version = accepted()
    first = completed(version)
    version.refresh_from_db()
    assert complete(version, stated(), by=coordinator(), now=NOW) == first
    with pytest.raises(Conflict):
        complete(version, stated(evidence=evidence(PDF)), by=coordinator(), now=NOW)
    assert (Handover.objects.count(), System.objects.count()) == (1, 2)


def test_before_it_is_accepted_nothing_is_handed_over() -> None:
    version = offered()
    with pytest.raises(Refused):
        complete(version, stated(), by=coordinator(), now=NOW)
    with pytest.raises(NotAllowed):
        complete(version, stated(), by=person("sales"), now=NOW)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"completed_on": "2026-01-14"}, "completed_on"),
        ({"completed_on": "2026-01-16"}, "completed_on"),
        ({"order_date": "2026-01-14"}, "order_date"),
        ({"handed_to": ""}, "handed_to"),
        ({"warranty_class": "9Y"}, "warranty_class"),
        ({"ref": "S-001"}, "ref"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(
    typed: dict[str, str], field: str
) -> None:
    version = accepted()
    with pytest.raises(InputProblems) as wrong:
        completed(version, typed=typed)
    assert field in {each.where for each in wrong.value.problems}
    assert (Handover.objects.count(), Replacement.objects.count()) == (0, 0)


def test_what_is_open_at_the_old_system_is_decided_about() -> None:
    """RS-2, D-17, X-7: claims, visits and contracts end with a reason or go on."""
    old = old_system(warranty_class="1Y")
    contract = active("part-care-plus", of=old)
    part()
    claim = claimed(faulty(old))
    wish = Wish(kind=VisitKind.PREVENTIVE, site=old.site, system=old, summary="年度巡检")
    visit = propose(wish, by=None, now=NOW)
    old.refresh_from_db()
    version = accepted()
    found = things_of(read_stated(version, accepted_option(version), stated(), NOW), old)
    kinds = {each.kind.value: each for each in found}
    assert set(kinds) == {"claim", "case", "visit", "contract"}
    with pytest.raises(InputProblems) as wrong:
        completed(version)
    undecided = {each.where for each in wrong.value.problems}
    assert undecided == {kinds["claim"].key, kinds["visit"].key, kinds["contract"].key}
    ends = {each.key: "end" for each in found if each.may_end}
    with pytest.raises(InputProblems) as unsaid:
        completed(version, decisions=ends)
    assert [each.where for each in unsaid.value.problems] == ["why"]
    row = completed(version, decisions=ends, typed={"why": "整套更换"})
    for each in (claim, visit, contract):
        each.refresh_from_db()
    assert (claim.state, visit.state, contract.state) == ("withdrawn", "cancelled", "cancelled")
    told = {each["number"]: each["decision"] for each in row.settled}
    assert told[contract.number] == "end"
    assert told[kinds["case"].number] == "carry"


def test_a_contract_that_is_left_open_goes_on_until_staff_end_it() -> None:
    """D-17: nothing ends of itself, nothing is refunded of itself."""
    old = old_system(warranty_class="1Y")
    contract = active("part-care-plus", of=old)
    version = accepted()
    row = completed(version, decisions={f"contract:{contract.number}": "carry"})
    contract.refresh_from_db()
    assert (contract.state, row.settled[0]["decision"]) == ("active", "carry")
    assert contract.amendments.get().kind == "replaced"


def test_what_is_not_open_any_more_is_told() -> None:
    version = accepted()
    with pytest.raises(InputProblems):
        completed(version, decisions={"claim:P-1": "end"})


def test_it_may_be_handed_over_long_after_the_offer_ended() -> None:
    """D-26 is about accepting: what was accepted is carried out."""
    row = completed(now=NOW + timedelta(days=90), typed={"completed_on": "2026-04-01"})
    assert row.replacement is not None
    assert row.replacement.on == date(2026, 4, 1)


def test_a_fault_in_the_same_moment_keeps_the_whole_handover_from_being_written() -> None:
    version = accepted()
    contract_count = Contract.objects.count()
    with pytest.raises(InputProblems):
        completed(version, whole=False, parts={})
    assert (System.objects.count(), Contract.objects.count()) == (1, contract_count)
    version.refresh_from_db()
    assert version.state == "accepted"
