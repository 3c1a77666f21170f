"""What is said about a case: messages with the customer, internal notes, files, who watches."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.desk.models.cases import Case

PERSON = settings.AUTH_USER_MODEL


class Message(models.Model):
    """One message or note; append-only. Only `incoming` and `outgoing` ones reach outside.

    `mail_id` is the Message-ID of a mail; `key` makes one that is sent twice count once. Of a mail
    `body` is what its writer said, `quoted` what hung below it; `left_out` names the files that
    were not kept, and why. One that became a case of its own stays here and names it.
    """

    class Kind(models.TextChoices):
        """From whom to whom it goes."""

        NOTE = "note"
        INCOMING = "incoming"
        OUTGOING = "outgoing"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    body = models.TextField()
    quoted = models.TextField(blank=True)
    subject = models.CharField(max_length=250, blank=True)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=254)
    # Written by the system: nobody is answered by it.
    automatic = models.BooleanField(default=False)
    at = models.DateTimeField()
    from_address = models.EmailField(max_length=254, blank=True)
    to_address = models.EmailField(max_length=254, blank=True)
    mail_id = models.CharField(max_length=250, null=True, unique=True)
    in_reply_to = models.CharField(max_length=250, blank=True)
    left_out = models.JSONField(default=list)
    split_into = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, related_name="began_with"
    )
    # When a mail left; one that waits is sent by a job, which tries again with patience.
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=200, null=True, unique=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["note", "incoming", "outgoing"]), name="message_kind"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="message_says_something"),
            models.CheckConstraint(
                condition=~Q(kind="outgoing")
                | ~Q(to_address="") & Q(mail_id__isnull=False, try_after__isnull=False),
                name="message_outgoing_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(split_into=None) | Q(kind="incoming"), name="message_split_incoming"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "at"], name="message_of_case"),
            models.Index(
                fields=["try_after"],
                condition=Q(kind="outgoing", sent_at=None),
                name="message_to_send",
            ),
            models.Index(
                fields=["to_address", "at"], condition=Q(automatic=True), name="message_automatic"
            ),
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
