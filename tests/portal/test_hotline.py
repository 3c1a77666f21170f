"""The hotline is one tap away: also where nobody is known, and behind links that work no more."""

from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.remote.links import token_of as agreement_token
from lumencare.upgrades.links import token_of as proposal_token
from tests.handovers.handovers import offered
from tests.office import NOW
from tests.remote.agreements import sent as asked
from tests.sales.quotes import CARE, sent, token

pytestmark = pytest.mark.django_db
TAP = 'href="tel:400-842-7731"'


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    "address",
    ["/portal/enter", "/portal/in/no-such-link", "/q/no-such-link/", "/r/none/", "/check/"],
)
def test_who_is_not_known_reaches_the_hotline_by_one_tap(client: Client, address: str) -> None:
    """G-5: the number of the edition in force."""
    assert TAP in client.get(address).content.decode()


def test_who_reads_an_offer_reaches_the_hotline_by_one_tap(client: Client) -> None:
    _, link = sent(CARE)
    assert TAP in client.get(f"/q/{token(link)}/").content.decode()


def test_who_reads_a_proposal_reaches_the_hotline_by_one_tap(client: Client) -> None:
    link = offered().links.get()
    assert TAP in client.get(f"/u/{proposal_token(link)}/").content.decode()


def test_who_signs_an_agreement_reaches_the_hotline_by_one_tap(client: Client) -> None:
    assert TAP in client.get(f"/r/{agreement_token(asked())}/").content.decode()
