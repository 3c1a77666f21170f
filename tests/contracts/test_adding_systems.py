"""Another system of the same site joins a running contract by its accepted quote (D-13)."""

import pytest

from lumencare.contracts.actions import add_system
from lumencare.contracts.models import Contract, Payment
from lumencare.domain.problems import Refused
from lumencare.sales.actions import issue
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import HeldPlan, System
from tests.contracts.contracts import active, bought, chosen, coordinator
from tests.office import NOW, organization, site, system
from tests.sales.quotes import draft

pytestmark = pytest.mark.django_db


def addition(at: System, *what: str) -> tuple[Contract, QuoteVersion]:
    """Return the unsigned contract of a second system, with the quote that it was accepted by."""
    opened = bought(*(what or ("part-care-plus",)), of=system(at.site, ref="S-002"))
    return opened, opened.lines.get().quote_version


def elsewhere_system() -> System:
    """Return a system that nobody has sold anything for."""
    return system(site(organization("尚无合同")), ref="S-009")


def test_it_joins_with_lines_payments_and_cover() -> None:
    one = system()
    contract = active("part-care-plus", of=one)
    opened, version = addition(one)
    add_system(contract, version, by=coordinator(), now=NOW)
    assert [each.system.ref for each in contract.lines.order_by("position")] == ["S-001", "S-002"]
    assert (contract.net_fen, Payment.objects.filter(contract=contract).count()) == (
        160_000_00,
        2,
    )
    held = HeldPlan.objects.get(system__ref="S-002")
    assert held.source == contract.number
    opened.refresh_from_db()
    assert (opened.state, opened.ended_why, opened.net_fen) == ("cancelled", contract.number, 0)
    found = contract.amendments.get()
    assert (found.kind, found.quote_version, found.before) == (
        "add-system",
        version,
        {"contract": opened.number},
    )
    assert (found.after["system"], found.after["net_fen"]) == ("S-002", 80_000_00)


def test_twice_it_joins_once() -> None:
    one = system()
    contract = active("part-care-plus", of=one)
    _, version = addition(one)
    for _ in range(2):
        add_system(contract, version, by=coordinator(), now=NOW)
    assert (contract.lines.count(), contract.amendments.count()) == (2, 1)


def test_service_of_the_new_system_waits_for_the_documents_of_the_site() -> None:
    """SC-9."""
    one = system()
    contract = active("part-care-plus", of=one)
    _, version = addition(one, "service-care")
    add_system(contract, version, by=coordinator(), now=NOW)
    assert contract.lines.get(system__ref="S-002").state == "pending"
    waiting = contract.conditions.filter(met_at=None).values_list("kind", flat=True)
    assert set(waiting) == {"database", "layout-drawing", "single-line-drawing"}


def test_what_does_not_belong_is_refused() -> None:
    one = system()
    contract = active("part-care-plus", of=one)
    by = coordinator()
    elsewhere = bought("part-care-plus", of=system(site(organization("别处")), ref="S-003"))
    with pytest.raises(Refused, match="same site"):
        add_system(contract, elsewhere.lines.get().quote_version, by=by, now=NOW)
    signed = active("part-care-plus", of=system(one.site, ref="S-004"))
    with pytest.raises(Refused, match="signed or over"):
        add_system(contract, signed.lines.get().quote_version, by=by, now=NOW)
    offered = issue(draft(chosen("part-care-basic"), by, elsewhere_system()), by=by, now=NOW)
    with pytest.raises(Refused, match="not accepted"):
        add_system(contract, offered, by=by, now=NOW)
    paid, version = addition(one)
    Payment.objects.filter(contract=paid).update(paid_fen=1)
    with pytest.raises(Refused, match="Money was received"):
        add_system(contract, version, by=by, now=NOW)
    assert not contract.amendments.exists()
