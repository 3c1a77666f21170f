"""Handovers: an upgrade was completed, on which day, to whom, on what evidence."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.sites.models import Replacement
from lumencare.upgrades.models import ProposalVersion

PERSON = settings.AUTH_USER_MODEL


class Handover(models.Model):
    """The completion of one accepted option; written once with all that follows from it.

    `replacement` is the new system in the old one's place; without it the software alone was
    brought up to date, and Year Zero of the system stays (G-4). `settled` keeps what was decided
    about each thing that was open at the old system, with its reason.
    """

    proposal_version = models.OneToOneField(
        ProposalVersion, on_delete=models.PROTECT, related_name="handover"
    )
    replacement = models.OneToOneField(
        Replacement, on_delete=models.PROTECT, null=True, related_name="+"
    )
    completed_on = models.DateField()
    handed_to = models.CharField(max_length=80)
    note = models.CharField(max_length=500, blank=True)
    software_before = models.CharField(max_length=40, blank=True)
    software_after = models.CharField(max_length=40, blank=True)
    settled = models.JSONField(default=list)
    evidence = models.FileField(upload_to="handovers/%Y/%m")
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    completed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(handed_to=""), name="handover_to_somebody"),
            models.CheckConstraint(
                condition=~Q(evidence="") & ~Q(sha256=""), name="handover_with_evidence"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-completed_on"], name="handover_newest")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_version} {self.completed_on}"
