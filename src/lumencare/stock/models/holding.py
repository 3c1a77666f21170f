"""Where units are: places, how many of a part each holds, and single units by their serial."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.domain.stock.kinds import Condition, PlaceKind, SerialState
from lumencare.stock.models.catalogue import Part

PERSON = settings.AUTH_USER_MODEL
PLACE_KINDS = [each.value for each in PlaceKind]
CONDITIONS = [each.value for each in Condition]
SERIAL_STATES = [each.value for each in SerialState]


class Place(models.Model):
    """Where parts lie. Shanghai is the pool's default (X-8); a bag is that of one person."""

    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    kind = models.CharField(max_length=10)
    holder = models.OneToOneField(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=PLACE_KINDS), name="place_kind"),
            models.CheckConstraint(
                condition=Q(kind="bag", holder__isnull=False) | ~Q(kind="bag") & Q(holder=None),
                name="place_bag_has_holder",
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name_zh="") & ~Q(name_en=""), name="place_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh


class Balance(models.Model):
    """How many of a part a place holds in one condition, and how many of them are promised.

    What the moves add up to; changed on condition only, in the transaction of the move.
    """

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="balances")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="balances")
    condition = models.CharField(max_length=12)
    on_hand = models.IntegerField(default=0)
    reserved = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "place", "condition"], name="balance_once"),
            models.CheckConstraint(condition=Q(condition__in=CONDITIONS), name="balance_condition"),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="balance_not_negative"),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, reserved__lte=F("on_hand")),
                name="balance_promised_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["place", "part"], name="balance_of_place")
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.place_id} {self.condition}"


class Serial(models.Model):
    """One unit of a part by its serial number: where it is now, or how it went.

    `reference` is what it went for: a case, a claim, a loan.
    """

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="serials")
    serial = models.CharField(max_length=80)
    state = models.CharField(max_length=10)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="serials")
    condition = models.CharField(max_length=12)
    reference = models.CharField(max_length=80, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "serial"], name="serial_once"),
            models.CheckConstraint(condition=~Q(serial=""), name="serial_not_empty"),
            models.CheckConstraint(condition=Q(state__in=SERIAL_STATES), name="serial_state"),
            models.CheckConstraint(condition=Q(condition__in=CONDITIONS), name="serial_condition"),
            models.CheckConstraint(
                condition=Q(state="in-stock", place__isnull=False)
                | ~Q(state="in-stock") & Q(place=None),
                name="serial_in_stock_at_place",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["serial"], name="serial_scanned"),
            models.Index(fields=["place", "part"], name="serial_at_place"),
        ]

    def __str__(self) -> str:
        return self.serial
