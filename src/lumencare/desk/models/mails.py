"""Mails that the mailbox gave: each taken once, and what became of it; none is ever lost."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.desk.models.cases import Case


class IncomingMail(models.Model):
    """A mail of the mailbox: it became a message of a case, or was set aside, with why.

    What was set aside is kept as it came until somebody has dealt with it.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        TAKEN = "taken"
        SET_ASIDE = "set-aside"

    class Why(models.TextChoices):
        """Why one was set aside."""

        AUTOMATIC = "automatic"
        BULK = "bulk"
        BOUNCE = "bounce"
        OWN = "own"
        FLOOD = "flood"
        UNREADABLE = "unreadable"
        TOO_BIG = "too-big"
        OLD = "old"

    mail_id = models.CharField(max_length=250, unique=True)
    from_address = models.CharField(max_length=254, blank=True)
    from_name = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    arrived_at = models.DateTimeField()
    taken_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    detail = models.CharField(max_length=200, blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    file = models.FileField(upload_to="mails/%Y/%m", blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # Who looked at one that was set aside: it is done with, or a case was made of it.
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(outcome="taken", why="", case__isnull=False)
                | Q(outcome="set-aside") & ~Q(why=""),
                name="incoming_mail_outcome",
            ),
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
                name="incoming_mail_handled_by_somebody",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["from_address", "taken_at"], name="incoming_mail_of_sender"),
            models.Index(
                fields=["arrived_at"],
                condition=Q(outcome="set-aside", handled_at=None),
                name="incoming_mail_to_look_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_address} {self.subject}"[:200]
