"""Decisions of cover, stored with all they rest on and never computed again; part lines."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.desk.models.cases import Case
from lumencare.sites.models import System


class PartLine(models.Model):
    """A part that a case asks about; amounts in fen, quantity in thousandths."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="part_lines")
    position = models.PositiveSmallIntegerField()
    part_number = models.CharField(max_length=200)
    description = models.CharField(max_length=200, blank=True)
    serial = models.CharField(max_length=80, blank=True)
    quantity_milli = models.BigIntegerField()
    # None: not known yet. `on_list` tells whether the hardware list of the contract has it (D-13).
    unit_fen = models.BigIntegerField(null=True)
    on_list = models.BooleanField(null=True)
    decision = models.ForeignKey(
        "desk.Decision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "position"], name="part_line_once"),
            models.CheckConstraint(condition=Q(quantity_milli__gt=0), name="part_line_quantity"),
            models.CheckConstraint(
                condition=Q(unit_fen=None) | Q(unit_fen__gte=0), name="part_line_price"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.part_number}"


class Decision(models.Model):
    """What is covered, decided once and kept: facts, edition, answer and reasons; append-only.

    A later finding is a new decision that names the one it follows. `line` is None for the case
    itself. `on` is the day that counts: that of the report. Amounts are fen.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    line = models.ForeignKey(
        PartLine, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    cause = models.CharField(max_length=10)
    edition = models.CharField(max_length=60)
    facts = models.JSONField()
    project_year = models.PositiveSmallIntegerField()
    parts_percent = models.PositiveSmallIntegerField()
    part_fen = models.BigIntegerField(null=True)
    customer_pays_fen = models.BigIntegerField(null=True)
    labour_covered = models.BooleanField()
    visit_fen = models.BigIntegerField()
    response = models.CharField(max_length=10)
    sentence_zh = models.CharField(max_length=300)
    sentence_en = models.CharField(max_length=300)
    # [{rule, applies, zh, en, clause_zh, clause_en}], most decisive first.
    because = models.JSONField()
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(parts_percent__lte=100), name="decision_percent"),
            models.CheckConstraint(condition=Q(visit_fen__gte=0), name="decision_visit_price"),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")), name="decision_follows_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on} {self.parts_percent}%"
