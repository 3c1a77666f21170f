"""Quotes and their versions: what was offered, decided, sent and accepted, kept for ever."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.sites.models import System

PERSON = settings.AUTH_USER_MODEL


class QuoteState(models.TextChoices):
    """Where a version of a quote stands; `sales.states` holds what may follow what."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting-approval"
    APPROVED = "approved"
    SENT = "sent"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


# Being made: nobody outside has seen it. Before the customer: it can be, or was, accepted.
IN_WORK = ["draft", "awaiting-approval", "approved"]
BEFORE_CUSTOMER = ["sent", "accepted"]
ENDED = ["accepted", "expired", "superseded", "withdrawn"]
# A version is issued when it leaves the draft: from then on its content is fixed.
ISSUED = ["awaiting-approval", "approved", "sent", "accepted", "expired", "superseded"]


class Quote(models.Model):
    """One matter with a customer about one system; its versions hold what was offered."""

    number = models.CharField(max_length=20, unique=True)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class QuoteNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class QuoteVersion(models.Model):
    """What is offered: choices while a draft; facts, edition, lines and PDF for ever once issued.

    `request` and `quotation` are the JSON of the core (`request_answer`, `quotation_answer`).
    Amounts are fen, net without and gross with VAT; None where nothing is priced.
    """

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=QuoteState.choices, default="draft")
    # Plans, options and set prices, in the form of the request.
    choices = models.JSONField(default=dict)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    quoted_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    edition = models.CharField(max_length=60, blank=True)
    request = models.JSONField(null=True)
    quotation = models.JSONField(null=True)
    net_fen = models.BigIntegerField(null=True)
    gross_fen = models.BigIntegerField(null=True)
    needs_approval = models.BooleanField(default=False)
    pdf = models.FileField(upload_to="quotes/%Y/%m", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_to = models.CharField(max_length=254, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    accepted_name = models.CharField(max_length=80, blank=True)
    accepted_sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quote", "number"], name="quote_version_once"),
            models.UniqueConstraint(
                fields=["quote"], condition=Q(state__in=IN_WORK), name="quote_one_in_work"
            ),
            # A revision leaves the sent version valid until it is sent itself.
            models.UniqueConstraint(
                fields=["quote"],
                condition=Q(state__in=BEFORE_CUSTOMER),
                name="quote_one_before_customer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=BEFORE_CUSTOMER) | Q(sent_at__isnull=False),
                name="quote_version_sent_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED) | Q(ended_at__isnull=False),
                name="quote_version_ended_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=QuoteState.values), name="quote_version_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ISSUED)
                | Q(
                    issued_at__isnull=False,
                    quotation__isnull=False,
                    request__isnull=False,
                    valid_until__isnull=False,
                )
                & ~Q(pdf_sha256="")
                & ~Q(edition=""),
                name="quote_version_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted")
                | Q(ended_at__isnull=False, accepted_sha256=F("pdf_sha256")) & ~Q(accepted_name=""),
                name="quote_version_accepted_by_name",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "valid_until"], name="quote_version_due"),
            models.Index(fields=["-changed_at"], name="quote_version_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.quote.number} v{self.number}"


class Approval(models.Model):
    """What somebody other than the author decided about a version (D-20)."""

    quote_version = models.OneToOneField(
        QuoteVersion, on_delete=models.PROTECT, related_name="approval"
    )
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    approved = models.BooleanField()
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("author")), name="approval_by_another"
            ),
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(note=""), name="approval_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quote_version_id}: {'yes' if self.approved else 'no'}"


class QuoteLink(models.Model):
    """The customer's link to one version; it ends by itself.

    `seed` signed with the installation's key is the token, so that the database alone opens
    nothing and staff can copy the address again; its hash is what a visit is looked up by.
    """

    quote_version = models.ForeignKey(QuoteVersion, on_delete=models.CASCADE, related_name="links")
    seed = models.CharField(max_length=32, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
    seen_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"link to {self.quote_version_id}"


class QuoteMail(models.Model):
    """A quotation to be mailed, written with the decision to send it and delivered by a job.

    `try_after` is when it may be tried (again); `problem` what the mail server last said.
    """

    link = models.ForeignKey(QuoteLink, on_delete=models.CASCADE, related_name="mails")
    to = models.CharField(max_length=254)
    words = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    try_after = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(to=""), name="quote_mail_to_somebody")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["try_after"], condition=Q(sent_at=None), name="quote_mail_waiting")
        ]

    def __str__(self) -> str:
        return f"to {self.to}"


class QuoteMessage(models.Model):
    """A question of the customer about a version, or the answer to it; append-only."""

    quote_version = models.ForeignKey(
        QuoteVersion, on_delete=models.CASCADE, related_name="messages"
    )
    written_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=80)
    from_customer = models.BooleanField(default=False)
    text = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="quote_message_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:40]}"


class QuoteWish(models.Model):
    """A customer asks for a quote of a plan for a system; answered once a quote of it is begun."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    plan = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(by_name=""), name="quote_wish_by_somebody"),
            models.UniqueConstraint(
                fields=["system"], condition=Q(answered_at=None), name="quote_wish_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system_id} {self.plan}"
