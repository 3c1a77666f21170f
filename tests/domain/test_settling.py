"""What stays owed of a payment when its contract is cancelled (D-17)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.contract.credit import PaidTerm, Treatment, credit_of
from lumencare.domain.contract.settling import DuePart, still_owed
from lumencare.domain.money import ZERO, Money
from lumencare.domain.period import Span

YEAR = Span(date(2026, 1, 15), date(2027, 1, 15))
NET = Money.of("36500")


@pytest.mark.parametrize(
    ("treatment", "part", "on", "owed"),
    [
        # Not begun: nothing, whatever the treatment.
        (Treatment.NONE, DuePart(YEAR, NET, ZERO), YEAR.start, "0"),
        (Treatment.BY_DAY, DuePart(YEAR, NET, ZERO), YEAR.start, "0"),
        # Begun: the whole amount, or by the day what was used.
        (Treatment.NONE, DuePart(YEAR, NET, ZERO), date(2026, 1, 25), "36500"),
        (Treatment.STATED, DuePart(YEAR, NET, ZERO), date(2026, 1, 25), "36500"),
        (Treatment.REMAINING_YEARS, DuePart(YEAR, NET, ZERO), date(2026, 1, 25), "36500"),
        (Treatment.BY_DAY, DuePart(YEAR, NET, ZERO), date(2026, 1, 25), "1000"),
        (Treatment.BY_DAY, DuePart(YEAR, NET, Money.of(400)), date(2026, 1, 25), "600"),
        (Treatment.BY_DAY, DuePart(YEAR, NET, Money.of(2000)), date(2026, 1, 25), "0"),
        (Treatment.BY_DAY, DuePart(YEAR, NET, ZERO), YEAR.end, "36500"),
        # Work by the day: owed where some of it was done.
        (Treatment.BY_DAY, DuePart(None, NET, ZERO), date(2026, 1, 25), "0"),
        (Treatment.BY_DAY, DuePart(None, NET, ZERO, is_used=True), date(2026, 1, 25), "36500"),
    ],
)
def test_what_stays_owed(treatment: Treatment, part: DuePart, on: date, owed: str) -> None:
    assert still_owed(treatment, part, on) == Money.of(owed)


@given(paid=st.integers(0, NET.fen), day=st.integers(-30, 400))
def test_by_the_day_paid_less_credit_and_owed_are_the_used_days(paid: int, day: int) -> None:
    """Nobody pays for a day that is not covered, and nobody is given one that was."""
    on, part = YEAR.start + timedelta(days=day), DuePart(YEAR, NET, Money.of_fen(paid))
    term = PaidTerm(YEAR, NET, part.paid)
    credit = credit_of(Treatment.BY_DAY, [term], on)
    owed = still_owed(Treatment.BY_DAY, part, on)
    used = NET * min(max(day, 0), 365)
    assert (part.paid - credit + owed).fen * 365 == used.fen
    assert not (credit and owed)
