"""Amendments of contracts as programs read them, and what each kind is asked for with."""

from typing import Literal

from lumencare.api.shapes.basic import (
    Asked,
    AskedDay,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    Text,
    Words,
)

Treatment = Literal["none", "by-day", "stated", "remaining-years"]


class AmendmentSide(Facts):
    """One thing that an amendment says: what it was and what it is; null where nothing was."""

    label: Words
    was: Words | None
    now: Words | None


class AmendmentShape(Facts):
    """One amendment; `quote` is the accepted quote that it rests on, empty where there is none."""

    number: int
    kind: str
    name: Words
    effective_on: Day
    why: str
    by: str
    at: Instant
    quote: str
    sides: list[AmendmentSide]


class Amending(Asked):
    """Why a contract is changed."""

    why: Text


class Cancelling(Amending):
    """A cancellation: the first day without cover, and how what is given back follows (D-17).

    `amount` goes with `stated` only, VAT excluded.
    """

    on: AskedDay
    treatment: Treatment
    amount: Money | None = None


class ChangingBillTo(Amending):
    """The organization that pays from now on."""

    to: Key


class CorrectingPurchase(Amending):
    """The day on which it was bought indeed."""

    purchased_on: AskedDay


class AddingSystem(Asked):
    """The accepted quote of another system at the same site, of the same owner (D-13)."""

    quote: Line
