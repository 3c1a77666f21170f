"""The parts catalogue: parts with their life, and what each costs by price list."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.domain.stock.kinds import PartState, Unit

PERSON = settings.AUTH_USER_MODEL
STATES = [each.value for each in PartState]
UNITS = [each.value for each in Unit]


class Part(models.Model):
    """A part that can be ordered, or once could. `key` is its number as numbers are compared.

    `successor` is what takes its place; what that costs more or less is worked out from prices.
    `systems` are codes of the system catalogue. A `frequent` part is kept in the spare pool
    (SC-7); `kept_back` of it are for plan customers alone, None leaves that to the rule.
    `lead_days` pass from an order to its receipt. `spelled` is what search looks at.
    """

    number = models.CharField(max_length=80)
    key = models.CharField(max_length=80, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    spelled = models.TextField(blank=True)
    unit = models.CharField(max_length=10, default=Unit.PIECE.value)
    state = models.CharField(max_length=15, default=PartState.CURRENT.value)
    last_order_on = models.DateField(null=True)
    supplied_until = models.DateField(null=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )
    systems = models.JSONField(default=list)
    serialised = models.BooleanField(default=False)
    frequent = models.BooleanField(default=False)
    kept_back = models.PositiveIntegerField(null=True)
    lead_days = models.PositiveSmallIntegerField(null=True)
    weight_grams = models.PositiveIntegerField(null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(number="") & ~Q(name_zh=""), name="part_is_named"
            ),
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="part_unit"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="part_state"),
            models.CheckConstraint(
                condition=~Q(state="last-time-buy") | Q(last_order_on__isnull=False),
                name="part_last_order_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")), name="part_not_its_successor"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["key"], condition=Q(frequent=True), name="part_frequent"),
        ]

    def __str__(self) -> str:
        return self.number


class PriceList(models.Model):
    """One edition of the parts' prices, as it was imported; never changed, a newer one follows."""

    code = models.CharField(max_length=40, unique=True)
    valid_from = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(code=""), name="price_list_has_code"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-valid_from", "-id"], name="price_list_newest")
        ]

    def __str__(self) -> str:
        return self.code


class PartPrice(models.Model):
    """The post-sales unit price of a part in one price list, in fen without VAT; append-only."""

    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT, related_name="prices")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="prices")
    unit_fen = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "price_list"], name="part_price_once"),
            models.CheckConstraint(condition=Q(unit_fen__gte=0), name="part_price_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.price_list_id} {self.part_id}"
