"""Parts that were put in place of others: what of a system's hardware is no longer as listed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lumencare.sites.models.systems import System


class FittedPart(models.Model):
    """A part that replaced another: it stands on the hardware list where the other one stood.

    Written by who fitted it (`source`, the number of a claim), never changed but for its end: when
    it was replaced itself, or taken out. `key` and `serial` are as numbers are compared. `on_list`
    is what the old part had: None where only a total of the hardware is known (D-13).
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="fitted_parts")
    place = models.CharField(max_length=120, blank=True)
    part_number = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    serial = models.CharField(max_length=80, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    on_list = models.BooleanField(null=True)
    # The number that the hardware list has in its place, through all that replaced it since.
    listed_as = models.CharField(max_length=200)
    replaces_serial = models.CharField(max_length=80, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    fitted_on = models.DateField()
    source = models.CharField(max_length=20, unique=True)
    removed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(source=""), name="fitted_part_named"),
            models.CheckConstraint(
                condition=Q(serial="") | Q(quantity=1), name="fitted_part_of_a_serial_is_one"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="fitted_part_of_something"),
            models.UniqueConstraint(
                fields=["key", "serial"],
                condition=Q(removed_on=None) & ~Q(serial=""),
                name="fitted_part_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gte=F("fitted_on")),
                name="fitted_part_removed_after",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "key"], name="fitted_part_of_system"),
            models.Index(fields=["serial"], name="fitted_part_serial"),
        ]

    def __str__(self) -> str:
        return f"{self.part_number} {self.serial}".strip()
