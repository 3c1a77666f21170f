"""Upgrades that were handed over: which system took another's place, and which parts are gone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.sites.models.systems import System

PERSON = settings.AUTH_USER_MODEL


class Replacement(models.Model):
    """A new system took the place of another one, as a whole or of some of its hardware (SY-1).

    `on` is the day of the handover, from which the replaced parts are out of cover; `source` the
    number of the proposal. Written once and never changed: what was handed over was handed over.
    """

    old = models.ForeignKey(System, on_delete=models.PROTECT, related_name="replacements")
    new = models.OneToOneField(System, on_delete=models.PROTECT, related_name="replaces")
    on = models.DateField()
    whole = models.BooleanField()
    source = models.CharField(max_length=40, unique=True)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(old=F("new")), name="replacement_by_another"),
            models.CheckConstraint(condition=~Q(source=""), name="replacement_has_source"),
            models.UniqueConstraint(
                fields=["old"], condition=Q(whole=True), name="replacement_as_a_whole_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.old} → {self.new}"


class ReplacedPart(models.Model):
    """Parts of one number that left a system with an upgrade; quantities in thousandths.

    `key` and `serials` are as numbers are compared, the serials between spaces. `left_milli` is
    how many stay: where some do and no serial tells which, a part of the number stays covered.
    `on_list` is what the hardware list said of them: None where only a total was known (D-13).
    """

    replacement = models.ForeignKey(Replacement, on_delete=models.CASCADE, related_name="parts")
    part_number = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    serials = models.TextField(blank=True)
    quantity_milli = models.BigIntegerField()
    left_milli = models.BigIntegerField(default=0)
    on_list = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(key=""), name="replaced_part_named"),
            models.CheckConstraint(
                condition=Q(quantity_milli__gt=0, left_milli__gte=0),
                name="replaced_part_of_something",
            ),
            models.UniqueConstraint(fields=["replacement", "key"], name="replaced_part_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.part_number} x {self.quantity_milli / 1000:g}"
