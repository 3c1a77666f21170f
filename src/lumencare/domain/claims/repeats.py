"""When the same place fails again: what was replaced there before, and when to look for why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies

# Assumed, decision 0033: twice within a year is a sign of the place, not of the part.
SOON = timedelta(days=365)
OFTEN = 2


@dataclass(frozen=True, slots=True)
class EarlierFit:
    """A part that was fitted at the place before: by which claim and on which day."""

    claim: str
    fitted_on: date


def say_repeats(earlier: Sequence[EarlierFit], on: date) -> Reason | None:
    """Say that a place was served before, latest first, and warn where it fails too often."""
    if not earlier:
        return None
    latest = max(earlier, key=lambda each: each.fitted_on)
    fact = Text(
        f"同一位置曾于 {latest.fitted_on} 更换（{latest.claim}），这是第 {len(earlier) + 1} 次。",
        f"This place had a new part on {say_english_day(latest.fitted_on)} ({latest.claim}); "
        f"this is replacement number {len(earlier) + 1}.",
    )
    warns = len(earlier) >= OFTEN or on - latest.fitted_on <= SOON
    if not warns:
        return applies("D-14", fact, earlier=len(earlier), warns=False)
    advice = Text(
        "短期内反复损坏，请查明供电、负载、接线或环境原因后再更换。",
        "It fails again soon: find out about supply, load, wiring or surroundings before another "
        "part goes in.",
    )
    text = Text(f"{fact.zh}{advice.zh}", f"{fact.en} {advice.en}")
    return applies("D-14", text, earlier=len(earlier), warns=True)
