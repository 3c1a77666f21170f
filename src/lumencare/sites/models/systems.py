"""Installed systems: one order each, with what prices and cover are decided from (D-14)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.sites.models.places import Site


class System(models.Model):
    """One installed system. Amounts are fen, VAT excluded.

    `bom_fen` is the total at post-sales prices: the sum of the latest hardware list where there is
    one, else as stated. `window_ends_on` and `window_value_fen` (the price of the dearest Part Care
    plan still to be had) are what the worklist sorts by, written with the system and again when an
    edition takes effect; `window_edition` says under which one.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="systems")
    ref = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    system_type = models.CharField(max_length=200)
    software_version = models.CharField(max_length=40, blank=True)
    warranty_class = models.CharField(max_length=5)
    order_date = models.DateField()
    start_up = models.CharField(max_length=12)
    start_up_stated = models.BooleanField(default=True)
    bom_fen = models.BigIntegerField()
    list_fen = models.BigIntegerField(null=True, blank=True)
    window_ends_on = models.DateField(null=True, blank=True)
    window_value_fen = models.BigIntegerField(default=0)
    window_edition = models.CharField(max_length=60, blank=True)
    # Whether a Part Care plan was bought: nothing of its window is left to sell (D-22).
    part_care_held = models.BooleanField(default=False)
    retired_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["ref"], name="system_ref_once"),
            models.CheckConstraint(condition=~Q(ref=""), name="system_has_ref"),
            models.CheckConstraint(
                condition=Q(warranty_class__in=[each.value for each in WarrantyClass]),
                name="system_class",
            ),
            models.CheckConstraint(
                condition=Q(start_up__in=[each.value for each in StartUp]), name="system_start_up"
            ),
            models.CheckConstraint(condition=Q(bom_fen__gt=0), name="system_bom_above_zero"),
            models.CheckConstraint(
                condition=Q(list_fen=None) | Q(list_fen__gt=0), name="system_list_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(order_date__gte="1990-01-01"), name="system_order_date"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # The worklist adds up all open windows: the index alone answers that.
            models.Index(
                fields=["window_ends_on", "-window_value_fen"],
                condition=Q(retired_on=None, part_care_held=False),
                name="system_window",
            ),
            models.Index(fields=["order_date"], name="system_by_order_date"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"
