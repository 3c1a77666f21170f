"""People, the roles they hold, invitations, and tokens for programs."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from lumencare.accounts.roles import Role

LANGUAGES = [("zh-hans", "中文"), ("en", "English")]


class UserAccounts(BaseUserManager["User"]):
    """Look people up by their address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with an e-mail address."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person; `is_active` false once they have left. Rights come from the roles alone."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=8, choices=LANGUAGES, default="zh-hans")
    theme = models.CharField(max_length=8, default="auto")
    is_active = models.BooleanField(default=True)
    reminders_by_mail = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserAccounts] = UserAccounts()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=~Q(name=""), name="user_has_name"),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _ in LANGUAGES]), name="user_language"
            ),
            models.CheckConstraint(
                condition=Q(theme__in=["auto", "light", "dark"]), name="user_theme"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def role_set(self) -> frozenset[Role]:
        """The roles the person holds, read once."""
        return frozenset(Role(role) for role in self.roles.values_list("role", flat=True))

    def get_full_name(self) -> str:
        """Return the name; libraries ask for it by this word."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name; libraries ask for it by this word."""
        return self.name

    def has_perm(self, *_: Any) -> bool:
        """Deny Django's own permissions: rights come from the table of roles."""
        return False


class RoleHeld(models.Model):
    """A role that a person holds."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "role"], name="role_held_once"),
            models.CheckConstraint(
                condition=Q(role__in=[each.value for each in Role]), name="role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class Invitation(models.Model):
    """An invitation to join: a link that works once, until it expires or is taken back."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=80)
    roles = models.JSONField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("invited_at")), name="invitation_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="invitation_one_end"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class ApiToken(models.Model):
    """A secret by which a program acts for a person in one of their roles; its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    role = models.CharField(max_length=16)
    start = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(role__in=[each.value for each in Role]), name="token_role_known"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="token_expires_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"


class SignInCode(models.Model):
    """A code that was mailed to somebody outside to sign in with: once, soon, after few tries.

    Its hash is keyed with the installation's secret, as six digits alone could all be tried.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="sign_in_code_expires_later"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(locked_at=None), name="sign_in_code_one_end"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "-made_at"], name="sign_in_code_of")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d %H:%M}"
