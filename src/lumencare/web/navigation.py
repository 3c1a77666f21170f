"""The rail: which rooms a person finds, by their rights; and what every page knows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right, Role
from lumencare.desk.queries.live import count_pressing
from lumencare.desk.queries.tabs import end_of_day
from lumencare.web.templatetags.words import short_language


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the rail: its page's name, icon, words, and the right it needs."""

    page: str
    icon: str
    words: Any
    right: Right | None
    # Pages of the room whose names do not begin with its own.
    inner: tuple[str, ...] = ()
    # Whose own page it is, where others who may open it have no use for it.
    role: Role | None = None


class Remembered:
    """How many cases press, as this process counted them last: the same for all who see the desk.

    Whoever finds the desk on the rail is of the staff and sees every case.
    """

    def __init__(self) -> None:
        self._kept: tuple[datetime, int] | None = None

    def get(self, now: datetime, count: Callable[[], int], *, anew: bool) -> int:
        """Return the number of some seconds ago, or count anew."""
        kept = self._kept
        if anew or kept is None or not timedelta(0) <= now - kept[0] < FRESH:
            self._kept = kept = (now, count())
        return kept[1]


FRESH = timedelta(seconds=10)
PRESSING = Remembered()

# In the order of the rail. A room stands here from the day its page does.
SITE_PAGES = ("site", "system", "organization")
CALENDAR_PAGES = (
    "calendars",
    *(f"calendars-{each}" for each in ("year", "paste", "notice", "correct", "withdraw")),
)
UPGRADE_PAGES = (
    "proposal",
    "survey",
    "surveys",
    *(
        f"surveys-{each}"
        for each in ("ask", "decide", "agree", "finish", "cancel", "found", "finding")
    ),
)
ROOMS: tuple[Room, ...] = (
    Room("workbench", "home", _("Workbench"), None),
    Room("phone", "van", _("My day"), Right.DO_VISITS, role=Role.ENGINEER),
    Room("desk", "desk", _("Desk"), Right.SEE_CASES, ("case",)),
    Room("claims", "swap", _("Claims"), Right.SEE_CLAIMS, ("claim",)),
    Room("sites", "site", _("Sites"), Right.SEE_SITES, SITE_PAGES),
    Room("windows", "window", _("Windows"), Right.SEE_WINDOWS),
    Room("renewals", "renewal", _("Renewals"), Right.SEE_WINDOWS),
    Room("quotes", "quote", _("Quotes"), Right.SEE_PRICES, ("quote",)),
    Room(
        "proposals", "stairs", _("Upgrades"), Right.SEE_PROPOSALS, ("proposal", "survey", "surveys")
    ),
    Room("contracts", "contract", _("Contracts"), Right.SEE_CONTRACTS, ("contract",)),
    Room("dispatch", "dispatch", _("Dispatch"), Right.SEE_VISITS, ("visit",)),
    Room("stock", "part", _("Spare parts"), Right.SEE_STOCK),
    Room("lifecycle", "upgrade", _("Radar"), Right.SEE_LIFECYCLE),
    Room("remote", "shield", _("Remote"), Right.SEE_REMOTE),
    Room("finance", "money", _("Finance"), Right.SEE_MONEY),
    Room("editions", "edition", _("Price book"), Right.SEE_EDITIONS, CALENDAR_PAGES),
    Room("people", "people", _("People"), Right.SEE_PEOPLE),
    Room("privacy", "lock", _("Personal data"), Right.KEEP_PRIVACY),
    Room("audit", "audit", _("Audit trail"), Right.SEE_AUDIT),
    Room("webhooks", "out", _("Webhooks"), Right.KEEP_WEBHOOKS),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page shows."""
    return {
        # A part of a page shows no rail, and is not made to wait for what stands beside it.
        "rail": SimpleLazyObject(lambda: list(_rooms(request))),
        "language": short_language(),
        "demo": settings.DEMO,
        "addresses": _addresses(request.get_full_path()),
    }


def _rooms(request: HttpRequest) -> Iterator[dict[str, Any]]:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return
    match = getattr(request, "resolver_match", None)
    here = match.url_name if match else None
    for room in ROOMS:
        if _finds(user, room):
            at_home = here is not None and (
                here in (room.page, *room.inner) or here.startswith(f"{room.page}-")
            )
            number = _pressing(request, user, here) if room.page == "desk" else 0
            yield {"address": reverse(room.page), "room": room, "here": at_home, "number": number}


def _pressing(request: HttpRequest, user: User, here: str | None) -> int:
    """Count what is overdue or falls due today: anew where one looks for what to do next."""
    now = getattr(request, "now", None)
    if now is None:
        return 0
    anew = here is not None and (here in {"workbench", "case"} or here.startswith("desk"))
    return PRESSING.get(now, lambda: count_pressing(user, end_of_day(now)), anew=anew)


def _finds(user: User, room: Room) -> bool:
    if room.role is not None and room.role not in user.role_set:
        return False
    return room.right is None or may(user, room.right)


def _addresses(path: str) -> dict[str, str]:
    """Return the address of this page in each language."""
    with override("en"):
        prefix = reverse("workbench")
    bare = path.removeprefix(prefix.rstrip("/")) if path.startswith(prefix) else path
    bare = bare if bare.startswith("/") else f"/{bare}"
    return {"zh": bare, "en": f"{prefix.rstrip('/')}{bare}"}
