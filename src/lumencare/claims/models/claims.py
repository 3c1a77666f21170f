"""Claims: what failed, what goes in its place, who pays, where both parts are."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.claims.models.decisions import ClaimDecision
from lumencare.desk.models import Case, Charge, PartLine
from lumencare.domain.claims.damage import Damage
from lumencare.domain.claims.states import LIVE, ClaimState, ReturnState
from lumencare.sites.models import FittedPart, System
from lumencare.stock.models import Move, Part, Reservation, Supply

PERSON = settings.AUTH_USER_MODEL
LIVE_STATES = sorted(each.value for each in LIVE)
AFTER_ISSUE = ["issued", "fitted", "closed"]


class ClaimNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class Claim(models.Model):
    """A part of a case that is replaced: faulty part and serial, replacement part and serial.

    `part` is the faulty part in the catalogue, where that knows it; `supplied` what goes in its
    place, the same or a successor. Serials are as numbers are compared. `decision` holds, percent,
    price and share repeat it for lists; amounts are fen for the line, VAT excluded. `found_at` is
    the preventive visit that found the fault, `visit` the one on which the new part went in.
    `lead` says that nothing can be supplied, so that System Care is to be proposed (SY-1).
    """

    class Source(models.TextChoices):
        """Where the new part comes from."""

        POOL = "pool"
        BAG = "bag"
        ORDER = "order"

    class Lead(models.TextChoices):
        """Whether somebody takes care of what cannot be supplied any more."""

        OPEN = "open"
        TAKEN = "taken"

    number = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(PartLine, on_delete=models.PROTECT, null=True, related_name="+")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=ClaimState.ASKED.value)
    place = models.CharField(max_length=120, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    faulty_number = models.CharField(max_length=80)
    faulty_serial = models.CharField(max_length=80, blank=True)
    damage = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=500, blank=True)

    reported_on = models.DateField()
    failed_on = models.DateField(null=True)
    failed_proof = models.CharField(max_length=200, blank=True)
    found_on = models.DateField(null=True)
    found_at = models.CharField(max_length=20, blank=True)
    counts_on = models.DateField(null=True)
    counts_basis = models.CharField(max_length=10, blank=True)

    part = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, related_name="+")
    supplied = models.ForeignKey(Part, on_delete=models.PROTECT, null=True, related_name="+")
    supplied_serial = models.CharField(max_length=80, blank=True)
    refurbished = models.BooleanField(default=False)
    # A unit price that staff entered where none is published, with its reason.
    set_fen = models.BigIntegerField(null=True)
    set_why = models.CharField(max_length=200, blank=True)
    decision = models.ForeignKey(
        ClaimDecision, on_delete=models.PROTECT, null=True, related_name="+"
    )
    percent = models.PositiveSmallIntegerField(null=True)
    price_fen = models.BigIntegerField(null=True)
    share_fen = models.BigIntegerField(null=True)
    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, null=True, related_name="+")

    source = models.CharField(max_length=6, blank=True)
    reservation = models.ForeignKey(
        Reservation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    supply = models.ForeignKey(Supply, on_delete=models.PROTECT, null=True, related_name="+")
    expected_on = models.DateField(null=True)
    issue = models.OneToOneField(Move, on_delete=models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField(null=True)
    issued_to = models.CharField(max_length=80, blank=True)
    fitted_on = models.DateField(null=True)
    fitted = models.OneToOneField(FittedPart, on_delete=models.PROTECT, null=True, related_name="+")
    visit = models.CharField(max_length=20, blank=True)
    late_told_on = models.DateField(null=True)

    returned = models.CharField(max_length=10, default=ReturnState.NONE.value)
    return_due_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    return_why = models.CharField(max_length=200, blank=True)
    return_move = models.OneToOneField(Move, on_delete=models.PROTECT, null=True, related_name="+")

    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    lead = models.CharField(max_length=6, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)
    # Given by a program or a phone, so that what is sent twice makes one claim.
    key = models.CharField(max_length=200, null=True, unique=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ClaimState]), name="claim_state"
            ),
            models.CheckConstraint(
                condition=Q(returned__in=[each.value for each in ReturnState]),
                name="claim_return_state",
            ),
            models.CheckConstraint(
                condition=Q(damage="") | Q(damage__in=[each.value for each in Damage]),
                name="claim_damage",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["", "pool", "bag", "order"]), name="claim_source"
            ),
            models.CheckConstraint(condition=~Q(faulty_number=""), name="claim_has_part"),
            models.CheckConstraint(
                condition=Q(quantity=1) | Q(quantity__gt=1, faulty_serial="", supplied_serial=""),
                name="claim_of_a_serial_is_one",
            ),
            models.CheckConstraint(
                condition=Q(failed_on=None) | Q(failed_on__lte=F("reported_on")),
                name="claim_failed_before_report",
            ),
            models.CheckConstraint(
                condition=Q(counts_on=None) | Q(counts_on__lte=F("reported_on")),
                name="claim_counts_not_after_report",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "withdrawn", "refused"])
                | Q(decision__isnull=False, percent__isnull=False, counts_on__isnull=False),
                name="claim_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(share_fen=None) | Q(share_fen=0) | Q(share_fen__lte=F("price_fen")),
                name="claim_share_within_price",
            ),
            models.CheckConstraint(
                condition=Q(set_fen=None) | Q(set_fen__gte=0) & ~Q(set_why=""),
                name="claim_price_set_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="reserved") | Q(reservation__isnull=False),
                name="claim_reserved_in_stock",
            ),
            models.CheckConstraint(
                condition=~Q(state="ordered") | Q(expected_on__isnull=False),
                name="claim_ordered_for_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AFTER_ISSUE)
                | Q(issue__isnull=False, issued_on__isnull=False, supplied__isnull=False),
                name="claim_issued_from_stock",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["fitted", "closed"])
                | Q(fitted_on__isnull=False, fitted__isnull=False),
                name="claim_fitted_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(returned__in=["asked", "overdue"]) | Q(return_due_on__isnull=False),
                name="claim_return_due",
            ),
            models.CheckConstraint(
                condition=~Q(returned="received") | Q(returned_on__isnull=False),
                name="claim_return_received_on",
            ),
            models.CheckConstraint(
                condition=~Q(returned__in=["waived", "lost"]) | ~Q(return_why=""),
                name="claim_return_given_up_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "refused"]) | ~Q(ended_why=""),
                name="claim_ended_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")), name="claim_follows_another"
            ),
            # One fault, one claim: the second caller finds the first one's.
            models.UniqueConstraint(
                fields=["system", "faulty_serial"],
                condition=Q(state__in=[each for each in LIVE_STATES if each != "fitted"])
                & ~Q(faulty_serial=""),
                name="claim_of_a_serial_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-id"], name="claim_of_case"),
            models.Index(fields=["state", "-id"], name="claim_by_state"),
            models.Index(
                fields=["return_due_on"],
                condition=Q(returned__in=["asked", "overdue"]),
                name="claim_awaited",
            ),
            models.Index(fields=["supplied_serial"], name="claim_supplied_serial"),
            models.Index(fields=["system", "place"], name="claim_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.faulty_number}"
