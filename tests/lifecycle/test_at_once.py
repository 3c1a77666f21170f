"""Two at once: one lead of a system lives, whoever made or opened it; the other is told."""

import pytest

from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.lifecycle.actions import make_lead, move_lead
from lumencare.lifecycle.models import Lead
from tests.at_once import at_once, told
from tests.lifecycle.lives import LEAD, lead, seller
from tests.office import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LOST = {"lost_reason": "price", "why": "预算不足"}


def test_of_a_lead_that_is_opened_again_and_a_new_one_at_once_one_lives() -> None:
    """SY-1: one at a time is followed."""
    by = seller()
    row = move_lead(lead(by=by), LeadState.LOST, LOST, by=by, now=NOW)
    results = at_once(
        lambda: move_lead(row, LeadState.OPEN, {}, by=by, now=NOW),
        lambda: make_lead(row.system, LEAD, by=by, now=NOW),
    )
    assert len(told(results)) == 1
    assert Lead.objects.filter(state="open").count() == 1
