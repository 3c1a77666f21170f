"""Events and who is told of them, reminders, and the secret addresses of calendars."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from lumencare.notices.kinds import Form, State


def fresh_event_id() -> str:
    """Return an id that no other event has; it is also the `webhook-id` of all its deliveries."""
    return f"evt_{secrets.token_hex(14)}"


class Event(models.Model):
    """Something that happened and that others may be told of; written with what caused it."""

    id = models.CharField(primary_key=True, max_length=40, default=fresh_event_id)
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=64)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    occurred_at = models.DateTimeField()
    # When its deliveries were written; empty while nobody has looked who subscribes.
    spread_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(subject_key=""), name="event_has_subject"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["occurred_at"], condition=Q(spread_at=None), name="event_to_spread"
            ),
            models.Index(fields=["occurred_at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind} {self.subject_key}"


class Endpoint(models.Model):
    """An address that is told of events; sealed, for robots carry their password in it.

    `kinds` is empty where it is told of all. `off_why` says why the system switched it off.
    """

    form = models.CharField(max_length=16)
    description = models.CharField(max_length=120)
    address_shown = models.CharField(max_length=300)
    address_sealed = models.TextField()
    kinds = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    off_why = models.CharField(max_length=200, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(form__in=[each.value for each in Form]), name="endpoint_form"
            ),
            models.CheckConstraint(condition=~Q(description=""), name="endpoint_described"),
        ]

    def __str__(self) -> str:
        return self.description


class EndpointSecret(models.Model):
    """A secret that signs what an endpoint is sent; two at once while one takes over."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="secrets")
    sealed = models.TextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["endpoint"], condition=Q(ends_at=None), name="secret_in_force_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.endpoint_id}: {self.made_at}"


class Delivery(models.Model):
    """One event for one endpoint: told once, tried until it works or has failed too often."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=12, default=State.WAITING.value)
    # Tries since it was put down or sent again; all that was ever tried is in the attempts.
    tries = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "endpoint"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in State]), name="delivery_state"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, ended_at=None)
                | (~Q(state=State.WAITING) & Q(ended_at__isnull=False)),
                name="delivery_ended_or_waiting",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["try_after"], condition=Q(state=State.WAITING), name="delivery_to_try"
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_of_endpoint"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.endpoint_id}"


class Attempt(models.Model):
    """One try: written before it is made, completed after; one without an end was killed."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["delivery", "number"], name="attempt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.number}"


class Notice(models.Model):
    """A reminder to one recipient: for one reason and rung once, in business hours, by mail.

    `key` names reason and rung, such as `window:S-001:90`. A notice to a person here goes to the
    address they have on the day; `email` is the one they had, and tells recipients apart.
    """

    key = models.CharField(max_length=160, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8)
    subject = models.JSONField()
    text = models.JSONField()
    path = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField()
    # The service windows in which it may leave beside business hours, with spaces between them.
    windows = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "email"], name="notice_once"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(email=""), name="notice_addressed"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(cancelled_at=None), name="notice_one_end"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["try_after"],
                condition=Q(sent_at=None, cancelled_at=None),
                name="notice_to_send",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} to {self.email}"


class CalendarFeed(models.Model):
    """The secret address of a person's calendar; only its hash is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"


class ReminderChoice(models.Model):
    """Whether reminders about one topic go to an address; without a row they do."""

    email = models.EmailField(max_length=254)
    topic = models.CharField(max_length=20)
    wanted = models.BooleanField()
    how = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["email", "topic"], name="reminder_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} to {self.email}: {self.wanted}"
