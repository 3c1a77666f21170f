"""Reports of visits as they were issued."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.field.models.visits import Visit

PERSON = settings.AUTH_USER_MODEL


class VisitPaper(models.Model):
    """One issued report of a visit; append-only, never made again.

    `facts_sha256` is the hash of all that it shows, by which its QR code proves it. The latest
    revision is the one that holds; each names the one before it. Nobody in `issued_by`: a job.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="papers")
    number = models.CharField(max_length=40, unique=True)
    revision = models.PositiveSmallIntegerField()
    pdf = models.FileField(upload_to="visits/%Y/%m")
    pdf_sha256 = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    self_made = models.BooleanField()
    issued_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["visit", "revision"], name="visit_paper_revision_once"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="visit_paper_from_one"),
            models.CheckConstraint(
                condition=~Q(pdf="") & ~Q(pdf_sha256="") & ~Q(facts_sha256=""),
                name="visit_paper_with_file",
            ),
        ]

    def __str__(self) -> str:
        return self.number
