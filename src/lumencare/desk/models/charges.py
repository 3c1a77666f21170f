"""What a case costs its customer: shown before anything is charged; goodwill beside it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.desk.models.cases import Case
from lumencare.desk.models.decisions import Decision

PERSON = settings.AUTH_USER_MODEL


class Charge(models.Model):
    """An amount that the customer may have to pay, in fen, VAT excluded (SC-10, D-12, NB-1).

    Shown first; agreed by a named person of the customer, or disputed; only what was agreed is
    charged. `agreed_to` keeps how: on the phone, by mail, by signature on site.
    """

    class State(models.TextChoices):
        """How far it has come."""

        SHOWN = "shown"
        AGREED = "agreed"
        DISPUTED = "disputed"
        CHARGED = "charged"
        WAIVED = "waived"
        WITHDRAWN = "withdrawn"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="charges")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="charges"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN.value)
    # `visit`, a service window (NB-1) or `on-request`; `net_fen` is for all man-days together.
    code = models.CharField(max_length=20, default="visit")
    man_days = models.PositiveSmallIntegerField(default=1)
    rule = models.CharField(max_length=10)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    net_fen = models.BigIntegerField()
    vat_kind = models.CharField(max_length=30)
    why = models.CharField(max_length=500, blank=True)
    shown_to = models.CharField(max_length=80, blank=True)
    agreed_by = models.CharField(max_length=80, blank=True)
    agreed_how = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True)
    # Why it was disputed, or taken back.
    ended_why = models.CharField(max_length=500, blank=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["shown", "agreed", "disputed", "charged", "waived", "withdrawn"]
                ),
                name="charge_state",
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gt=0, man_days__gt=0), name="charge_above_zero"
            ),
            models.CheckConstraint(condition=~Q(shown_to=""), name="charge_shown_to_somebody"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(code="visit") & ~Q(state="withdrawn"),
                name="charge_visit_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "charged"])
                | Q(agreed_at__isnull=False) & ~Q(agreed_by=""),
                name="charge_agreed_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.name_en} {self.state}"


class Goodwill(models.Model):
    """A charge given up, wholly or in part, with its reason; above a limit another approves."""

    class State(models.TextChoices):
        """Whether it was approved."""

        ASKED = "asked"
        APPROVED = "approved"
        REFUSED = "refused"

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="goodwill")
    state = models.CharField(max_length=10, choices=State.choices)
    net_fen = models.BigIntegerField()
    why = models.CharField(max_length=500)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "approved", "refused"]), name="goodwill_state"
            ),
            models.CheckConstraint(condition=Q(net_fen__gt=0), name="goodwill_above_zero"),
            models.CheckConstraint(condition=~Q(why=""), name="goodwill_with_reason"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None)
                | ~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="goodwill_decided_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["charge"], condition=Q(state="asked"), name="goodwill_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.charge_id} {self.state}"
