"""Hardware lists: dated, hashed snapshots that are never edited, only followed or undone (D-13)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.sites.models.systems import System

PERSON = settings.AUTH_USER_MODEL


class BomSnapshot(models.Model):
    """A system's hardware list as it was on a day, at post-sales prices; amounts in fen.

    The latest that is not undone holds. An undone one stays, with who took it back and why.
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="bom_snapshots")
    number = models.PositiveIntegerField()
    taken_on = models.DateField()
    source = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    amount_fen = models.BigIntegerField()
    list_fen = models.BigIntegerField(null=True)
    line_count = models.PositiveIntegerField()
    # What the system's amounts were before: what holds again when the list is taken back.
    replaced_fen = models.BigIntegerField()
    replaced_list_fen = models.BigIntegerField(null=True)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    undone_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "number"], name="bom_snapshot_number_once"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="bom_amount_above_zero"),
            models.CheckConstraint(condition=Q(line_count__gt=0), name="bom_has_lines"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="bom_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system_id} #{self.number}"


class BomLine(models.Model):
    """One part line of a snapshot: unit prices in fen, quantity in thousandths."""

    snapshot = models.ForeignKey(BomSnapshot, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    part_number = models.CharField(max_length=200)
    description = models.CharField(max_length=200, blank=True)
    serials = models.TextField(blank=True)
    quantity_milli = models.BigIntegerField()
    unit_fen = models.BigIntegerField()
    list_unit_fen = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["snapshot", "position"], name="bom_line_once"),
            models.CheckConstraint(condition=Q(quantity_milli__gt=0), name="bom_line_quantity"),
            models.CheckConstraint(condition=Q(unit_fen__gte=0), name="bom_line_price"),
        ]
        # Which systems hold a part is asked on the part's page.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["part_number"], name="bom_line_part")
        ]

    def __str__(self) -> str:
        return f"{self.part_number} x {self.quantity_milli / 1000:g}"
