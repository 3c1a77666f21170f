"""Coverage passports as they were made: what was said of a system on a day, and its PDF."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.sites.models import System


class PassportNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class PassportPaper(models.Model):
    """One passport; append-only. While nothing that it says changes, the same one is handed out.

    `facts_sha256` is the hash of all that it shows, by which its QR code proves it.
    """

    number = models.CharField(max_length=20, unique=True)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    pdf = models.FileField(upload_to="passports/%Y/%m")
    pdf_sha256 = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    self_made = models.BooleanField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(pdf="") & ~Q(pdf_sha256="") & ~Q(facts_sha256=""),
                name="passport_with_file",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "on"], name="passport_of_day")
        ]

    def __str__(self) -> str:
        return self.number
