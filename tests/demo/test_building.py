"""The made-up office has something to do for everybody who comes in."""

from datetime import datetime

import pytest
import time_machine

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo.building import build, is_built
from lumencare.demo.people import logins
from lumencare.domain.shanghai import SHANGHAI
from lumencare.notices.models import Delivery, Endpoint
from lumencare.sales.models import QuoteState
from lumencare.sales.queries import QuoteFilters, count_by_state
from lumencare.sites.search import visible_sites

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 26, 18, tzinfo=SHANGHAI)
HARDLY_MORE = {Role.CUSTOMER: 30, Role.PARTNER: 60}


@time_machine.travel(NOW, tick=False)
def test_everybody_finds_quotes_in_the_states_that_are_theirs() -> None:
    build(NOW)
    assert is_built()
    people = {role: User.objects.get(email=address) for role, _, address in logins()}
    everything = count_by_state(people[Role.SALES], QuoteFilters())
    # The latest version of a quote is never one that was superseded.
    assert {state for state, count in everything.items() if not count} == {QuoteState.SUPERSEDED}
    # A demo calls nobody.
    assert not Endpoint.objects.filter(is_active=True).exists()
    assert not Delivery.objects.exclude(state="failed").exists()
    assert Delivery.objects.exists()
    for role, most in HARDLY_MORE.items():
        assert count_by_state(people[role], QuoteFilters())[QuoteState.SENT], role
        assert 0 < visible_sites(people[role]).count() < most
