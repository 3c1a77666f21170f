"""What is promised of the stock and to it: reservations, loans, orders with the supplier."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.domain.stock.kinds import LoanState, ReservationState, SupplyState
from lumencare.stock.models.catalogue import Part
from lumencare.stock.models.holding import CONDITIONS, Place

PERSON = settings.AUTH_USER_MODEL
RESERVATION_STATES = [each.value for each in ReservationState]
LOAN_STATES = [each.value for each in LoanState]
SUPPLY_STATES = [each.value for each in SupplyState]


def _over_since(still: str, *, name: str) -> models.CheckConstraint:
    """Return what holds that a promise has an end once it is over, and none before."""
    over = ~Q(state=still) & Q(ended_at__isnull=False)
    return models.CheckConstraint(condition=Q(state=still, ended_at=None) | over, name=name)


class Reservation(models.Model):
    """Units of a place that are promised for something; `until` is the last day it is held.

    `reference` says for what: the number of a case or claim. `key` is given by who asks; one that
    is held or issued has it alone, so that what is asked twice is promised once.
    """

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="reservations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="reservations")
    condition = models.CharField(max_length=12, default="good")
    quantity = models.PositiveIntegerField()
    # What was really taken; the rest was let go.
    issued = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=80)
    plan_customer = models.BooleanField()
    state = models.CharField(max_length=10, default=ReservationState.HELD.value)
    until = models.DateField()
    key = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["held", "issued"]),
                name="reservation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=RESERVATION_STATES), name="reservation_state"
            ),
            models.CheckConstraint(
                condition=Q(condition__in=CONDITIONS), name="reservation_condition"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reservation_of_something"),
            models.CheckConstraint(
                condition=Q(issued__lte=F("quantity")), name="reservation_issued_within"
            ),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(reference=""), name="reservation_for_something"
            ),
            _over_since("held", name="reservation_ended_at"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["part", "state"], name="reservation_of_part"),
            models.Index(fields=["until"], condition=Q(state="held"), name="reservation_held"),
            models.Index(fields=["reference"], name="reservation_reference"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people read."""
        return f"RV-{self.pk:06d}"


class Loan(models.Model):
    """Units that were lent and are to come back; where they came from, and for what."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="loans")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    condition = models.CharField(max_length=12)
    quantity = models.PositiveIntegerField()
    serials = models.JSONField(default=list)
    borrower = models.CharField(max_length=120)
    reference = models.CharField(max_length=80, blank=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=LoanState.OUT.value)
    key = models.CharField(max_length=120, unique=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=LOAN_STATES), name="loan_state"),
            models.CheckConstraint(condition=Q(condition__in=CONDITIONS), name="loan_condition"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="loan_of_something"),
            models.CheckConstraint(condition=~Q(borrower=""), name="loan_to_somebody"),
            _over_since("out", name="loan_ended_at"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_on"], condition=Q(state="out"), name="loan_out"),
            models.Index(fields=["part", "state"], name="loan_of_part"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people read."""
        return f"LN-{self.pk:05d}"


class Supply(models.Model):
    """One part ordered with the supplier for a place; received in one or several deliveries."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="supplies")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=80, blank=True)
    ordered_on = models.DateField()
    expected_on = models.DateField()
    state = models.CharField(max_length=10, default=SupplyState.ORDERED.value)
    key = models.CharField(max_length=120, unique=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=SUPPLY_STATES), name="supply_state"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="supply_of_something"),
            models.CheckConstraint(
                condition=Q(expected_on__gte=F("ordered_on")), name="supply_expected_after_order"
            ),
            models.CheckConstraint(
                condition=Q(received__lte=F("quantity")), name="supply_received_within"
            ),
            models.CheckConstraint(
                condition=~Q(state="received") | Q(received=F("quantity")),
                name="supply_received_whole",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["part", "state"], name="supply_of_part"),
            models.Index(
                fields=["expected_on"], condition=Q(state="ordered"), name="supply_expected"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people read."""
        return f"SU-{self.pk:05d}"
