"""What is said about a case: messages with the customer, internal notes, files, who watches."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.desk.models.cases import Case

PERSON = settings.AUTH_USER_MODEL


class Message(models.Model):
    """One message or note; append-only. Only `incoming` and `outgoing` ones reach outside.

    `mail_id` is the Message-ID of a mail; `key` makes one that is sent twice count once.
    """

    class Kind(models.TextChoices):
        """From whom to whom it goes."""

        NOTE = "note"
        INCOMING = "incoming"
        OUTGOING = "outgoing"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    body = models.TextField()
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=254)
    at = models.DateTimeField()
    to_address = models.EmailField(max_length=254, blank=True)
    mail_id = models.CharField(max_length=250, null=True, unique=True)
    in_reply_to = models.CharField(max_length=250, blank=True)
    # When a mail left; one that waits is sent by a job.
    sent_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=200, null=True, unique=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["note", "incoming", "outgoing"]), name="message_kind"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="message_says_something"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "at"], name="message_of_case")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.at:%Y-%m-%d %H:%M}"


class Attachment(models.Model):
    """A file of a case, checked by its content before it was kept."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="attachments"
    )
    file = models.FileField(upload_to="cases/%Y/%m")
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    added_by_name = models.CharField(max_length=254)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "sha256"], name="attachment_once"),
            models.CheckConstraint(
                condition=~Q(file="") & ~Q(sha256=""), name="attachment_with_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.file_name}"


class Mention(models.Model):
    """Somebody who was named in a note, until they have seen it."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "person"], name="mention_once")
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.person_id}"


class Watcher(models.Model):
    """Somebody of the office who is told what happens to a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="watchers")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "person"], name="watcher_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"
