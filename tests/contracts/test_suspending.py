"""A suspended contract covers nothing, its time goes on, and both directions are on record."""

from datetime import date

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.contracts.actions import resume, run_continuity, suspend
from lumencare.contracts.models import Contract
from lumencare.data.edition_files import current_edition
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.notices.models import Event
from lumencare.sites.covering import cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.models import HeldPlan, System
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.office import NOW, person, system

pytestmark = pytest.mark.django_db
LATER = noon(date(2026, 6, 1))


def covers(of: System) -> bool:
    on = LATER.date()
    found = cover_today(current_edition(), system_of(of), on, covering_rows(of, on))
    return found.decision.labour_covered


def test_it_covers_nothing_until_it_is_resumed_and_ends_on_the_same_day() -> None:
    one = system(warranty_class="1Y")
    contract = active("service-care", of=one)
    ends_on = contract.ends_on
    suspend(contract, why="业主停工", by=coordinator(), now=LATER)
    assert (contract.state, covers(one)) == ("suspended", False)
    resume(contract, why="复工", by=coordinator(), now=LATER)
    assert (contract.state, covers(one), contract.ends_on) == ("active", True, ends_on)
    assert [(each.kind, each.why) for each in contract.amendments.order_by("number")] == [
        ("suspend", "业主停工"),
        ("resume", "复工"),
    ]
    trail = Entry.objects.filter(kind="contracts.contract", action__in=["suspend", "resume"])
    assert {each.why for each in trail} == {"业主停工", "复工"}
    assert Event.objects.filter(kind__in=["contract.suspended", "contract.resumed"]).count() == 2


def test_what_was_bought_meanwhile_takes_effect_with_the_resumption() -> None:
    one = system()
    contract = active("part-care-plus-annual", of=one)
    suspend(contract, why="停工", by=coordinator(), now=LATER)
    bought("part-care-plus-annual", of=one, now=noon(date(2027, 2, 1)))
    contract.refresh_from_db()
    assert [each.state for each in contract.lines.order_by("position")] == ["active", "pending"]
    resume(contract, why="复工", by=coordinator(), now=noon(date(2027, 2, 2)))
    assert [each.state for each in contract.lines.order_by("position")] == ["active", "active"]
    assert not HeldPlan.objects.filter(suspended=True).exists()


def test_a_suspended_annual_plan_still_lapses_on_its_day() -> None:
    """PA-3: time is not extended."""
    contract = active("part-care-plus-annual", of=system())
    suspend(contract, why="停工", by=coordinator(), now=LATER)
    run_continuity(noon(date(2027, 3, 2)))
    contract.refresh_from_db()
    assert contract.state == "lapsed"


def test_each_needs_a_reason_the_right_and_the_state_before() -> None:
    contract = active("part-care-plus", of=system())
    with pytest.raises(InputProblems, match="why"):
        suspend(contract, why=" ", by=coordinator(), now=NOW)
    with pytest.raises(NotAllowed):
        suspend(contract, why="停工", by=person("engineer"), now=NOW)
    with pytest.raises(Refused, match="D-17"):
        resume(contract, why="复工", by=coordinator(), now=NOW)
    assert not contract.amendments.exists()


def test_who_was_faster_is_told() -> None:
    contract = active("part-care-plus", of=system())
    stale = Contract.objects.get(pk=contract.pk)
    suspend(contract, why="停工", by=coordinator(), now=NOW)
    with pytest.raises(Conflict, match="周协"):
        suspend(stale, why="停工", by=coordinator(), now=NOW)
    assert contract.amendments.count() == 1
