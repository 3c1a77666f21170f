"""Names that the trail shows no more: entries never change, so a veil lies over what is read."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.crypto import salted_hmac

from lumencare.audit.models import Entry, VeiledName

# A label that begins with a name goes on after one of these.
LONGEST_NAME = 120


class Veils:
    """What to show in place of the words of some entries, looked up once for all of them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        words = {word for entry in entries for word in _words(entry)}
        hashed = {_hash_of(word): word for word in words}
        rows = VeiledName.objects.filter(name_hash__in=list(hashed)).order_by("until")
        self._shown: dict[str, list[VeiledName]] = {}
        for row in rows:
            self._shown.setdefault(hashed[row.name_hash], []).append(row)

    def over(self, entry: Entry, word: object) -> str | None:
        """Return what is shown in place of a word of an entry; None where it stays.

        Who comes later under the same name is somebody else.
        """
        found = self._shown.get(word, ()) if isinstance(word, str) else ()
        return next((each.shown for each in found if entry.at <= each.until), None)


def veil_name(name: str, shown: str, now: datetime) -> None:
    """Show a name no more in what was written down until now."""
    if name:
        VeiledName.objects.create(name_hash=_hash_of(name), shown=shown, until=now)


def _words(entry: Entry) -> Iterator[str]:
    values = (entry.by_name, entry.label, *entry.before.values(), *entry.after.values())
    for each in values:
        if isinstance(each, str) and 0 < len(each) <= LONGEST_NAME:
            yield each


def _hash_of(name: str) -> str:
    return salted_hmac("lumencare.audit.veil", name, algorithm="sha256").hexdigest()
