"""What an engineer brings back from a visit, and each thing that their phone sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.claims.models import Claim
from lumencare.field.models.visits import Visit

PERSON = settings.AUTH_USER_MODEL


class VisitReport(models.Model):
    """The report of a visit: filled on site, signed by the customer, then issued as a paper.

    `checks` are the codes that were ticked. Where nobody signs, `unsigned_why` says why.
    """

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="report")
    cause = models.CharField(max_length=10, blank=True)
    findings = models.TextField(blank=True)
    checks = models.JSONField(default=list)
    trained = models.BooleanField(default=False)
    fixed = models.BooleanField(null=True)
    signer = models.CharField(max_length=80, blank=True)
    signature = models.FileField(upload_to="visits/%Y/%m", blank=True)
    signature_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)
    unsigned_why = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(signed_at=None, signature="")
                | Q(signed_at__isnull=False) & ~Q(signer="") & ~Q(signature_sha256=""),
                name="visit_report_signed_by_name",
            ),
            models.CheckConstraint(
                condition=Q(cause__in=["", "unknown", "product", "other"]),
                name="visit_report_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}"


class VisitPhoto(models.Model):
    """A picture taken on a visit; one that is sent twice is kept once."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    file = models.FileField(upload_to="visits/%Y/%m")
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["visit", "sha256"], name="visit_photo_once")
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.sha256[:12]}"


class VisitPart(models.Model):
    """A part that was used: what came out and what went in; quantity in thousandths.

    `claim` is what it was used for, where the visit's case has one or got one by it.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="parts")
    part_number = models.CharField(max_length=200)
    faulty_serial = models.CharField(max_length=80, blank=True)
    new_serial = models.CharField(max_length=80, blank=True)
    quantity_milli = models.BigIntegerField()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(quantity_milli__gt=0), name="visit_part_quantity")
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.part_number}"


class PhoneAction(models.Model):
    """One thing that a phone sent, once for ever by its key; append-only, kept also where refused.

    `device_at` is when the phone says that it happened, `skew_seconds` how far its clock was
    behind ours when it sent, `at` the moment that counts.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        DONE = "done"
        DIFFERS = "differs"
        REFUSED = "refused"

    key = models.CharField(max_length=80, unique=True)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="phone_actions")
    kind = models.CharField(max_length=12)
    payload = models.JSONField()
    sha256 = models.CharField(max_length=64)
    device_at = models.DateTimeField()
    skew_seconds = models.IntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    said_zh = models.CharField(max_length=500, blank=True)
    said_en = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    # When somebody of the office has looked at what was refused or differs.
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome__in=["done", "differs", "refused"]),
                name="phone_action_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome="done") | ~Q(said_zh="") & ~Q(said_en=""),
                name="phone_action_says_why",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["visit", "at"], name="phone_action_of_visit"),
            models.Index(
                fields=["received_at"],
                condition=~Q(outcome="done") & Q(settled_at=None),
                name="phone_action_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.kind} {self.key}"
