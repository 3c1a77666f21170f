"""Contracts of a system that an upgrade replaced: told of it, ended by staff, nothing refunded."""

from datetime import date

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.actions import add_system, cancel, end_for_replaced, note_replaced
from lumencare.contracts.cancelling import Cancelling
from lumencare.contracts.models import Contract, Credit, Payment, Term
from lumencare.contracts.queries.amendments import amendments_of
from lumencare.domain.contract.credit import Treatment
from lumencare.domain.problems import InputProblems, Refused
from lumencare.sites.actions import replace_system
from lumencare.sites.models import Replacement, System
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, person, system
from tests.sites.replacing import replacing

pytestmark = pytest.mark.django_db
LATER = noon(date(2026, 6, 1))


def replaced(old: System) -> Replacement:
    """Return the handover of an upgrade of the whole system, told to its contracts."""
    old.refresh_from_db()
    row = replace_system(old, replacing(), by=coordinator(), now=NOW)
    note_replaced(row, by=coordinator(), now=NOW)
    return row


def test_a_running_contract_says_what_left_its_cover_and_keeps_its_price() -> None:
    """D-13: the list that it was priced on stays, and so does what is owed."""
    old = system()
    contract = active("part-care-plus", of=old)
    before = (contract.net_fen, contract.lines.get().bom_fen)
    replaced(old)
    contract.refresh_from_db()
    found = contract.amendments.get()
    assert (found.kind, found.why, found.after) == (
        "replaced",
        "UP-2026-0001",
        {"successor": "S-900"},
    )
    assert (contract.net_fen, contract.lines.get().bom_fen) == before
    assert contract.state == "active"
    # It is told on its page, in words.
    told = amendments_of(coordinator(), contract.number)[0]
    assert told.name.en == "Hardware was replaced by an upgrade"
    assert [each.label.en for each in told.sides] == ["System", "Replaced by"]


def test_a_contract_of_the_replaced_system_alone_is_cancelled_without_refund() -> None:
    """D-17: staff action with a reason; nothing is given back of itself."""
    old = system()
    contract = active("technology-support:2,3,4", of=old)
    Payment.objects.update(paid_fen=100)
    replaced(old)
    contract.refresh_from_db()
    end_for_replaced(contract, old, why="系统已更换", by=coordinator(), now=LATER)
    assert contract.state == "cancelled"
    assert Credit.objects.count() == 0
    kinds = list(contract.amendments.order_by("number").values_list("kind", flat=True))
    assert kinds == ["replaced", "cancel"]


def test_a_contract_of_several_systems_goes_on_with_the_others() -> None:
    old = system()
    contract = active("part-care-plus", of=old)
    version = bought("part-care-plus", of=system(old.site, ref="S-002")).lines.get().quote_version
    add_system(contract, version, by=coordinator(), now=NOW)
    replaced(old)
    contract.refresh_from_db()
    end_for_replaced(contract, old, why="系统已更换", by=coordinator(), now=LATER)
    contract.refresh_from_db()
    assert contract.state == "active"
    states = dict(contract.lines.values_list("system__ref", "state"))
    assert states == {"S-001": "cancelled", "S-002": "active"}
    assert set(Term.objects.filter(system=old).values_list("ended_on", flat=True)) == {LATER.date()}
    assert not Term.objects.exclude(system=old).exclude(ended_on=None).exists()
    last = contract.amendments.order_by("-number").first()
    assert last is not None
    assert (last.kind, last.before) == ("leave", {"system": "S-001"})


def test_only_a_system_that_was_replaced_as_a_whole_leaves_so() -> None:
    contract = active("part-care-plus", of=system())
    with pytest.raises(Refused):
        end_for_replaced(
            contract, contract.lines.get().system, why="x", by=coordinator(), now=LATER
        )


def test_a_credit_for_a_part_is_no_part_of_leaving() -> None:
    """D-17."""
    old = system()
    contract = active("part-care-plus", of=old)
    decided = Cancelling(on=LATER.date(), treatment=Treatment.BY_DAY, why="x", system=old)
    with pytest.raises(InputProblems):
        cancel(contract, decided, by=coordinator(), now=LATER)


def test_who_may_not_cancel_does_not_end_it_either() -> None:
    old = system()
    contract = active("part-care-plus", of=old)
    replaced(old)
    contract.refresh_from_db()
    with pytest.raises(NotAllowed):
        end_for_replaced(contract, old, why="x", by=person("sales"), now=LATER)
    assert Contract.objects.get(pk=contract.pk).state == "active"
