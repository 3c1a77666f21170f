"""Engineers: where they live, what they can do, when they work, and when they are away."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class Engineer(models.Model):
    """Somebody who goes to sites. `city` is a name of the reference data, where they set out.

    They work in business hours but for the weekdays of `days_off` (0 is Monday), in evenings and
    at weekends where they have agreed to. `skills` are codes of the table of skills.
    """

    class Group(models.TextChoices):
        """How the board puts them together."""

        SHANGHAI = "shanghai"
        BEIJING = "beijing"
        REMOTE = "remote"

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=10, choices=Group.choices)
    city = models.CharField(max_length=60)
    skills = models.JSONField(default=list)
    phone = models.CharField(max_length=20, blank=True)
    days_off = models.JSONField(default=list)
    evenings = models.BooleanField(default=False)
    weekends = models.BooleanField(default=False)
    # The first day on which they no longer go out; visits of before stay theirs.
    left_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(group__in=["shanghai", "beijing", "remote"]), name="engineer_group"
            ),
            models.CheckConstraint(condition=~Q(city=""), name="engineer_has_city"),
        ]

    def __str__(self) -> str:
        return self.person.name


class Absence(models.Model):
    """A time in which an engineer does not go out; taken back where `ended_at` says when."""

    class Kind(models.TextChoices):
        """Why they are away."""

        LEAVE = "leave"
        TRAINING = "training"

    engineer = models.ForeignKey(Engineer, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["leave", "training"]), name="absence_kind"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="absence_ends_after_start"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["engineer", "ends_at"], name="absence_of_engineer")
        ]

    def __str__(self) -> str:
        return f"{self.engineer_id} {self.kind} {self.starts_at}"
