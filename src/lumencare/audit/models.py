"""Entries of the audit trail: one for each change, never changed themselves."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """Who did what to which thing, when and why; `before` and `after` hold the changed fields.

    `by` is empty for what the system or a customer without an account did; `by_name` says who.
    """

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=120)
    action = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    label = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "key", "-at"], name="audit_of_thing"),
            models.Index(fields=["-at"], name="audit_newest"),
            models.Index(fields=["by", "-at"], name="audit_of_person"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(by_name=""), name="audit_names_somebody"),
            models.CheckConstraint(condition=~Q(action=""), name="audit_names_action"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.action} {self.label}"


class VeiledName(models.Model):
    """A name that is shown no more in entries up to a moment, as its person asked to be erased.

    Entries are never changed, so the veil lies over what is shown. The name is kept as a keyed
    hash: the table tells nobody who was erased.
    """

    name_hash = models.CharField(max_length=64, db_index=True)
    shown = models.CharField(max_length=40)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.shown
