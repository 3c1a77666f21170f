"""How an agreement is signed: links, one-time codes, mails that carry them, and the evidence."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.domain.remote.codes import MOST_TRIES, MOST_TRIES_OF_LINK, CodeChannel
from lumencare.remote.models.agreements import RemoteAgreement

PERSON = settings.AUTH_USER_MODEL
CHANNELS = [each.value for each in CodeChannel]


class SigningLink(models.Model):
    """The signer's link: to sign by, and later to see the log and to revoke.

    `seed` signed with the installation's key is the token; its hash is what a visit is looked up
    by. Until `sign_by` the paper can be signed; the page can be read until `expires_at`. `tries`
    counts the wrong codes of all its codes.
    """

    agreement = models.ForeignKey(RemoteAgreement, on_delete=models.CASCADE, related_name="links")
    seed = models.CharField(max_length=32, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sign_by = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    taken_back_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(tries__lte=MOST_TRIES_OF_LINK), name="signing_link_tries"
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(taken_back_at=None),
                name="signing_link_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"link to {self.agreement_id}"


class OneTimeCode(models.Model):
    """A code that proves who signs; only its keyed hash is kept.

    `sent_to` is masked. One that the hotline reads out names who of the staff did (`read_by`).
    """

    link = models.ForeignKey(SigningLink, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    channel = models.CharField(max_length=8)
    sent_to = models.CharField(max_length=254)
    read_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="one_time_code_channel"),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="one_time_code_tries"),
            models.CheckConstraint(
                condition=Q(channel="hotline", read_by__isnull=False)
                | Q(channel="email", read_by=None),
                name="one_time_code_read_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("sent_at")), name="one_time_code_expires"
            ),
        ]

    def __str__(self) -> str:
        return f"code of link {self.link_id}"


class SignatureEvidence(models.Model):
    """What proves a signature: who, for whom, when, which document, and how they were reached."""

    agreement = models.OneToOneField(
        RemoteAgreement, on_delete=models.PROTECT, related_name="evidence"
    )
    name = models.CharField(max_length=80)
    organization_name = models.CharField(max_length=200)
    party = models.CharField(max_length=8)
    mode = models.CharField(max_length=16)
    signed_at = models.DateTimeField()
    paper_sha256 = models.CharField(max_length=64)
    channel = models.CharField(max_length=8)
    sent_to = models.CharField(max_length=254)
    read_by_name = models.CharField(max_length=80, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    ip_address = models.GenericIPAddressField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(paper_sha256="") & ~Q(sent_to=""),
                name="signature_is_proven",
            ),
            models.CheckConstraint(condition=Q(channel__in=CHANNELS), name="signature_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.signed_at:%Y-%m-%d %H:%M}"


class DrawnSignature(models.Model):
    """What the signer drew beside their typed name, made anew of its dots; part of the evidence."""

    agreement = models.OneToOneField(
        RemoteAgreement, on_delete=models.PROTECT, related_name="drawing"
    )
    file = models.FileField(upload_to="remote/%Y/%m")
    sha256 = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(file="") & ~Q(sha256=""), name="drawn_signature_is_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"drawing of agreement {self.agreement_id}"


class RemoteMail(models.Model):
    """A mail with a link, a code or the signed copy, written with the decision, delivered by a job.

    A code waits sealed with the installation's key and is wiped once it is out.
    """

    class Kind(models.TextChoices):
        """What it carries."""

        LINK = "link"
        CODE = "code"
        COPY = "copy"

    link = models.ForeignKey(SigningLink, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    to = models.CharField(max_length=254)
    words = models.TextField(blank=True)
    sealed_code = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    # No use in one that comes later than its code works.
    until = models.DateTimeField(null=True)
    try_after = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(to=""), name="remote_mail_to_somebody"),
            models.CheckConstraint(
                condition=Q(sealed_code="") | Q(kind="code"), name="remote_mail_seals_codes"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["try_after"], condition=Q(sent_at=None), name="remote_mail_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"
