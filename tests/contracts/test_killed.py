"""A process that is killed keeps a contract whole or not at all, and can be run again."""

import pytest

from lumencare.contracts.actions import accept, renew, run_continuity
from lumencare.contracts.models import Contract, ContractLine, Renewal, Term
from lumencare.notices.models import Event
from lumencare.sales.models import Quote, QuoteVersion
from lumencare.sites.models import HeldPlan
from tests.apart import KILLED, run_apart
from tests.contracts.contracts import active, bought, coordinator, noon
from tests.contracts.killed_deals import LAPSE, RENEWED
from tests.contracts.test_at_once import ANNUAL, offered
from tests.office import NOW, system
from tests.sales.quotes import signed
from tests.sales.test_killed import LAST

pytestmark = pytest.mark.django_db(transaction=True)


def run(deed: str, pk: int, last: int) -> None:
    """Let another process do a deed on the same database, and die at a point of it."""
    assert run_apart("tests.contracts.killed_deals", deed, pk, last) == KILLED


def test_killed_while_accepting_neither_acceptance_nor_contract_is_kept() -> None:
    pk = offered("part-care-plus", of=system())
    run("accept", pk, 9)
    version = QuoteVersion.objects.get(pk=pk)
    assert (version.state, Contract.objects.count(), Term.objects.count()) == ("sent", 0, 0)
    run("accept", pk, LAST)
    contract, by = Contract.objects.get(), coordinator()
    assert accept(version, signed(version), by=by, now=NOW) == contract
    assert Term.objects.count() == 1


def test_killed_while_a_contract_takes_effect_it_does_so_whole_or_not_at_all() -> None:
    contract = bought("part-care-plus", of=system())
    run("sign", contract.pk, 4)
    contract.refresh_from_db()
    assert (contract.state, HeldPlan.objects.count()) == ("draft", 0)
    run("sign", contract.pk, LAST)
    contract.refresh_from_db()
    assert (contract.state, HeldPlan.objects.count()) == ("active", 1)


def test_killed_while_renewing_the_offer_is_made_once_by_the_next_try() -> None:
    line = active(ANNUAL, of=system()).lines.get()
    run("renew", line.pk, 7)
    assert (Quote.objects.count(), Renewal.objects.count()) == (1, 0)
    run("renew", line.pk, LAST)
    version = renew(line, by=coordinator(), now=noon(RENEWED))
    assert (version.quote, Quote.objects.count()) == (Renewal.objects.get().quote, 2)


def test_killed_in_the_night_a_plan_lapses_on_its_day_by_the_next_run() -> None:
    """PA-3."""
    line = active(ANNUAL, of=system()).lines.get()
    run("night", line.pk, 3)
    line.refresh_from_db()
    assert (line.state, Event.objects.filter(kind="plan.lapsed").count()) == ("active", 0)
    run("night", line.pk, LAST)
    assert ContractLine.objects.get().ended_on == LAPSE
    assert run_continuity(noon(LAPSE)).lapsed == 0
    assert Event.objects.filter(kind="plan.lapsed").count() == 1
