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


SUPPORT = "technology-support:{}"


def states(contract: Contract) -> tuple[str, list[str]]:
    contract.refresh_from_db()
    return contract.state, [each.state for each in contract.lines.order_by("position")]


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


def test_a_year_that_waited_until_it_was_over_ends_its_contract() -> None:
    """Nothing else of the contract was left to end it, and a year that is over never begins."""
    one = system()
    contract = active(SUPPORT.format(2), of=one)
    bought(SUPPORT.format(3), "onsite-programming*2", of=one, now=noon(date(2026, 5, 1)))
    contract.refresh_from_db()
    suspend(contract, why="停工", by=coordinator(), now=LATER)
    bought(SUPPORT.format(4), of=one, now=noon(date(2027, 6, 1)))
    for day in (date(2027, 3, 2), date(2028, 3, 2)):
        run_continuity(noon(day))
    assert states(contract) == ("suspended", ["ended", "ended", "active", "pending"])
    run_continuity(noon(date(2029, 3, 1)))
    assert states(contract)[0] == "suspended"
    done = run_continuity(noon(date(2029, 3, 4)))
    assert states(contract) == ("ended", ["ended"] * 4)
    assert contract.lines.get(position=4).ended_on == date(2029, 3, 2)
    assert (done.ended, run_continuity(noon(date(2029, 3, 4))).ended) == (1, 0)


def test_an_annual_year_that_waited_until_it_was_over_lapses() -> None:
    """PA-3: it was bought in time, and the year after it was not."""
    one = system()
    contract = active("part-care-plus-annual", of=one)
    suspend(contract, why="停工", by=coordinator(), now=LATER)
    bought("part-care-plus-annual", of=one, now=noon(date(2027, 2, 1)))
    run_continuity(noon(date(2027, 3, 2)))
    assert states(contract) == ("suspended", ["ended", "pending"])
    run_continuity(noon(date(2028, 3, 2)))
    assert states(contract) == ("lapsed", ["ended", "lapsed"])


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
