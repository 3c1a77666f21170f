"""Papers: the documents of a contract as they were issued, and the copies that both signed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.contracts.models.amendments import Amendment
from lumencare.contracts.models.contracts import Contract

PERSON = settings.AUTH_USER_MODEL


class Paper(models.Model):
    """One issued document of a contract, or of an amendment; append-only, never made again.

    `facts_sha256` is the hash of all that it shows, by which its QR code proves it; `clauses` are
    its clauses with their marks, in order. The latest revision is the one that holds.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="papers")
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, related_name="papers"
    )
    number = models.CharField(max_length=40, unique=True)
    revision = models.PositiveSmallIntegerField()
    pdf = models.FileField(upload_to="contracts/%Y/%m")
    pdf_sha256 = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    clauses = models.JSONField()
    clauses_sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    self_made = models.BooleanField()
    issued_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contract", "revision"],
                condition=Q(amendment=None),
                name="paper_revision_once",
            ),
            models.UniqueConstraint(
                fields=["amendment", "revision"], name="paper_of_amendment_revision_once"
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="paper_counts_from_one"),
            models.CheckConstraint(
                condition=~Q(pdf="") & ~Q(pdf_sha256="") & ~Q(facts_sha256=""),
                name="paper_with_file",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SealedCopy(models.Model):
    """A copy that both parties signed and sealed, as it was uploaded; a better one follows it."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="sealed_copies")
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, null=True, related_name="sealed_copies"
    )
    file = models.FileField(upload_to="contracts/%Y/%m")
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contract", "sha256"], name="sealed_copy_once"),
            models.CheckConstraint(
                condition=~Q(file="") & ~Q(sha256=""), name="sealed_copy_with_file"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["sha256"], name="sealed_copy_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.file_name}"
