"""How the fields of a claim are read: everything wrong is told at once."""

from lumencare.domain.claims.damage import Damage
from lumencare.store import typed as read

LONGEST_NUMBER = 80
LONGEST_PLACE = 120
LONGEST_WHY = 500
LONGEST_PROOF = 200
LONGEST_REASON = 200
LONGEST_NAME = 80
MOST_UNITS = 500

serial = read.number(LONGEST_NUMBER)
_whole = read.whole(1, MOST_UNITS)


def quantity(text: str) -> int:
    """Read how many; one where nothing is said."""
    return _whole(text) if text.strip() else 1


READERS: dict[str, read.Reader] = {
    "part_number": read.line(LONGEST_NUMBER, needed=True),
    "serial": serial,
    "quantity": quantity,
    "place": read.line(LONGEST_PLACE),
    "damage": read.if_any(read.one_of([each.value for each in Damage])),
    "failed_on": read.if_any(read.day),
    "failed_proof": read.line(LONGEST_PROOF),
    "note": read.line(LONGEST_WHY),
}
