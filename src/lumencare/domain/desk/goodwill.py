"""Who may give up what a customer would have to pay, and how much of it."""

from dataclasses import dataclass

from lumencare.domain.money import Money

# Assumed, decision 0029: up to one on-site man-day of AV-1 by the desk's own word, more by another.
OWN_LIMIT = Money.of("4800")


@dataclass(frozen=True, slots=True)
class GoodwillAsked:
    """An amount to give up, and what was given up for the same case already."""

    amount: Money
    given_before: Money


def needs_approver(asked: GoodwillAsked) -> bool:
    """Tell whether somebody else must agree: the case's total counts, not each part of it."""
    return asked.amount + asked.given_before > OWN_LIMIT
