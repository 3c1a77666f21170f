"""Shapes of renewals: what is to be renewed by when, and how far its offer is."""

from typing import Annotated

from pydantic import Field

from lumencare.api.shapes.basic import Asked, Day, Facts, Instant, Line, Money, Text, Words


class OfferShape(Facts):
    """How far an offer is: not-offered, made, sent, seen or accepted; and by which quote."""

    state: str
    state_name: Words
    quote: str
    offered_at: Instant | None


class RenewalShape(Facts):
    """A line to renew: by when, what its next year costs, what its last one did."""

    line: int
    contract: str
    system: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    site: str
    city: str
    owner: str
    plan: str
    plan_name: Words
    renew_by: Day
    days_left: int
    net: Money
    last_net: Money
    difference: Money
    offer: OfferShape


class RenewalGroupShape(Facts):
    """How many renewals are due within some days and not earlier; 0 days: later."""

    closes_in: int
    count: int
    value: Money


class Renewing(Asked):
    """Where the offer is mailed to, and words above its link; empty: a link to hand over."""

    to: Line = ""
    words: Text = ""
