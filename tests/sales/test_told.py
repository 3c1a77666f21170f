"""What is told outside about quotes: once for each step, and with the step alone."""

import pytest

from lumencare.notices.models import Event
from lumencare.sales.actions import accept, send
from tests.office import NOW
from tests.sales.quotes import issued, seller, signed

pytestmark = pytest.mark.django_db


def test_sending_and_accepting_are_told_once_each() -> None:
    by = seller()
    version = issued(by=by)
    for _ in range(2):
        send(version, by=by, now=NOW)
        version.refresh_from_db()
    for _ in range(2):
        accept(version, signed(version), by=by, now=NOW)
    told = {each.kind: each for each in Event.objects.all()}
    assert sorted(told) == ["quote.accepted", "quote.sent"]
    assert Event.objects.count() == 2
    accepted = told["quote.accepted"]
    assert accepted.subject_key == version.quote.number
    assert "王建国" in accepted.data["text"]["zh"]
    assert accepted.data["net"] == f"{(version.net_fen or 0) / 100:.2f}"
