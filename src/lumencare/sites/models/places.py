"""Sites, the people there, changes of owner, and what search finds them by."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.sites.models.organizations import Organization

PERSON = settings.AUTH_USER_MODEL


class Site(models.Model):
    """A place with one or more systems. `city` is a name that the reference data knows, or free
    text whose reach staff confirm (D-19)."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="owned_sites")
    partner = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="served_sites"
    )
    # The owner lets the partner see the site; taken back, the partner sees nothing of it.
    partner_may_see = models.BooleanField(default=True)
    city = models.CharField(max_length=200)
    city_known = models.BooleanField(default=True)
    address = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(name=""), name="site_has_name"),
            models.CheckConstraint(condition=~Q(city=""), name="site_has_city"),
            models.UniqueConstraint(fields=["owner", "name"], name="site_name_once_per_owner"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name"], name="site_name")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Somebody to call at a site. The number is E.164; pages mask it, search finds its tail."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=80)
    position = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    # When and how the person agreed to be kept here (PIPL); empty: not asked yet.
    consent_on = models.DateField(null=True, blank=True)
    consent_how = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_name"),
            models.CheckConstraint(
                condition=~Q(phone="") | ~Q(email=""), name="contact_can_be_reached"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["phone_tail"], name="contact_phone_tail")
        ]

    def __str__(self) -> str:
        return self.name


class OwnerChange(models.Model):
    """A site passed from one owner to another on a day; contracts stay with the systems (D-18)."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="owner_changes")
    from_owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    to_owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    why = models.TextField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(from_owner=F("to_owner")), name="owner_change_changes"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="owner_change_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.site_id}: {self.from_owner_id} > {self.to_owner_id} {self.on}"


class SearchEntry(models.Model):
    """One line that search looks at: spellings of a thing's names, numbers and phone tails.

    `kind` and `key` name the thing (`quotes` write theirs too); `site` leads to it where there is
    one, and decides who may find it.
    """

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=200)
    detail = models.CharField(max_length=240, blank=True)
    text = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
