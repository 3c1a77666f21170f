"""What people outside agreed to, what they asked of their data, and the files made for them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.privacy.topics import Topic
from lumencare.sites.models import Contact

PERSON = settings.AUTH_USER_MODEL
# A contact is gone once erased; what is kept then says by name that somebody was there.
SOMEBODY = ~Q(name="")


class Consent(models.Model):
    """Somebody agreed to something, in a wording, until they took it back; append-only but its end.

    The hash is that of the wording in force then, so that it can be told what was read.
    """

    topic = models.CharField(max_length=10)
    version = models.CharField(max_length=20)
    wording_sha256 = models.CharField(max_length=64)
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    how = models.CharField(max_length=120)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=SOMEBODY & ~Q(how=""), name="consent_by_somebody"),
            models.CheckConstraint(
                condition=Q(topic__in=[each.value for each in Topic]), name="consent_topic"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="") | Q(ended_at__isnull=False),
                name="consent_end_says_how",
            ),
            models.UniqueConstraint(
                fields=["user", "topic"],
                condition=Q(ended_at=None, user__isnull=False),
                name="consent_of_user_once",
            ),
            models.UniqueConstraint(
                fields=["contact", "topic"],
                condition=Q(ended_at=None, contact__isnull=False),
                name="consent_of_contact_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-given_at"], name="consent_newest")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.version}: {self.name}"


class DataRequest(models.Model):
    """Somebody wants their data corrected or deleted; two people of the office see a deletion done.

    `organization` says for whom they came. `outcome` counts what was done, by kind; `letter` is
    the answer in both languages, as it was sent.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        CORRECT = "correct"
        ERASE = "erase"

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked"
        CHECKED = "checked"
        DONE = "done"
        REFUSED = "refused"
        TAKEN_BACK = "taken-back"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True)
    organization = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    corrections = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    checked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)
    letter = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=SOMEBODY, name="data_request_by_somebody"),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(kind="erase") | Q(checked_by__isnull=False),
                name="data_request_checked_first",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None)
                | Q(ended_by=None)
                | ~Q(state="done")
                | ~Q(checked_by=models.F("ended_by")),
                name="data_request_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(decided_why=""), name="data_request_refused_why"
            ),
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=Q(state__in=["asked", "checked"], user__isnull=False),
                name="data_request_of_user_once",
            ),
            models.UniqueConstraint(
                fields=["contact", "kind"],
                condition=Q(state__in=["asked", "checked"], contact__isnull=False),
                name="data_request_of_contact_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_on"], name="data_request_due")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def number(self) -> str:
        """What people call it."""
        return f"PI-{self.pk:04d}"


class Export(models.Model):
    """A copy of all that is held of somebody, made for them; it is gone after a week.

    A code that is mailed opens it: its hash is keyed, as six digits alone could all be tried.
    """

    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="+")
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="privacy/%Y/%m", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    code_hash = models.CharField(max_length=64, blank=True)
    code_ends_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    locked_at = models.DateTimeField(null=True)
    taken_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(contact__isnull=False),
                name="export_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(made_at=None) | ~Q(file="") & ~Q(sha256=""), name="export_made_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"export {self.pk}"


class RetentionRun(models.Model):
    """A night in which something was over: how many rows of each kind were erased."""

    at = models.DateTimeField()
    counts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
