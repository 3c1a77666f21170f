"""Finding a thing by any part of its names: Chinese, pinyin, initials, English, number, phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.sites.models import Membership, SearchEntry, Site
from lumencare.store.spelling import fold, spellings

MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, its key, and the words to show."""

    kind: str
    key: str
    title: str
    detail: str


def find(user: User, wanted: str, most: int = MOST_HITS) -> list[Hit]:
    """Return what holds every word of `wanted` and may be seen by the person, best match first."""
    require_right(user, Right.SEE_SITES)
    words = fold(wanted).split()
    if not words:
        return []
    rows = SearchEntry.objects.filter(*(Q(text__contains=word) for word in words))
    if is_outsider(user):
        rows = rows.filter(site__in=visible_sites(user))
    ordered = sorted(rows[: most * 5], key=lambda each: _rank(each.text, words[0]))
    return [Hit(each.kind, each.key, each.title, each.detail) for each in ordered[:most]]


def _rank(text: str, word: str) -> int:
    """Return 0 where the name begins with a word, 1 where another spelling does, else 2.

    Spellings stand on lines of their own, the name first.
    """
    if text.startswith(word):
        return 0
    return 1 if f"\n{word}" in text else 2


def visible_sites(user: User) -> QuerySet[Site]:
    """Return the sites a person may see: all for staff, their organizations' for others."""
    if not is_outsider(user):
        return Site.objects.all()
    own = Membership.objects.filter(user=user).values("organization")
    return sites_of_organizations(own)


def sites_of_organizations(own: Iterable[int] | QuerySet[Any]) -> QuerySet[Site]:
    """Return the sites that organizations own, and those that their owners let them see."""
    return Site.objects.filter(Q(owner__in=own) | Q(partner__in=own, partner_may_see=True))


def remember(entries: Iterable[SearchEntry]) -> None:
    """Keep the lines that search looks at; a thing that has one gets it anew."""
    SearchEntry.objects.bulk_create(
        list(entries),
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["site", "title", "detail", "text"],
    )


def entry_for(
    kind: str, key: object, site: Site | None, title: str, *names: str, detail: str = ""
) -> SearchEntry:
    """Return the line for a thing: its title and other names in every spelling."""
    return SearchEntry(
        kind=kind,
        key=str(key),
        site=site,
        title=title,
        detail=detail,
        text=spellings(title, *names),
    )
