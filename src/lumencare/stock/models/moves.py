"""What happened to stock: every move, for ever; and how much of a part each month used."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.domain.stock.kinds import MoveKind
from lumencare.stock.models.catalogue import Part
from lumencare.stock.models.holding import CONDITIONS, Place, Serial

PERSON = settings.AUTH_USER_MODEL
KINDS = [each.value for each in MoveKind]


class Move(models.Model):
    """Units that came, went, or changed place or condition; append-only.

    A side without a place is outside: the supplier, a site, a borrower. A mistake is put right by
    another move. `key` is given by who asks, so that what is sent twice moves once. `reference` is
    a text of who asks: the number of a case, a claim, a delivery.
    """

    kind = models.CharField(max_length=12)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="moves")
    quantity = models.PositiveIntegerField()
    from_place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    from_condition = models.CharField(max_length=12, blank=True)
    to_place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="+")
    to_condition = models.CharField(max_length=12, blank=True)
    serial = models.ForeignKey(Serial, on_delete=models.PROTECT, null=True, related_name="moves")
    reservation = models.ForeignKey(
        "stock.Reservation", on_delete=models.PROTECT, null=True, related_name="moves"
    )
    reference = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=120, unique=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="move_kind"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="move_of_something"),
            models.CheckConstraint(condition=~Q(key=""), name="move_has_key"),
            models.CheckConstraint(
                condition=Q(from_place__isnull=False) | Q(to_place__isnull=False),
                name="move_has_a_place",
            ),
            models.CheckConstraint(
                condition=(
                    Q(from_place=None, from_condition="")
                    | Q(from_place__isnull=False, from_condition__in=CONDITIONS)
                )
                & (
                    Q(to_place=None, to_condition="")
                    | Q(to_place__isnull=False, to_condition__in=CONDITIONS)
                ),
                name="move_side_has_condition",
            ),
            models.CheckConstraint(
                condition=Q(serial=None) | Q(quantity=1), name="move_of_a_serial_is_one"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["count", "scrap", "regrade"]) | ~Q(reason=""),
                name="move_says_why",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["part", "-id"], name="move_of_part"),
            models.Index(fields=["reference"], condition=~Q(reference=""), name="move_reference"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people read."""
        return f"MV-{self.pk:07d}"


class PartUse(models.Model):
    """How many of a part were used in a month, for lists: the issues less what came back good."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="uses")
    month = models.DateField()
    used = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "month"], name="part_use_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["month", "part"], name="part_use_of_month")
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.month:%Y-%m}"
