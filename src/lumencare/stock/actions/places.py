"""Places, engineers' bags, and what is kept of a part in the pool."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right, Role
from lumencare.audit.actions import add_row, change_row
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import PlaceKind
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock.goods import MOST
from lumencare.stock.models import Balance, Count, Part, Place
from lumencare.store import typed as read

LONGEST_CODE = 20
LONGEST_NAME = 80
LONGEST_LEAD = 1000


def add_place(typed: read.Typed, *, holder: User | None = None, by: User, now: datetime) -> Place:
    """Add a place; a bag is that of its holder, who is a field engineer and has one only."""
    require_right(by, Right.KEEP_STOCK)
    values = read.read_all(typed, READERS)
    is_bag = values["kind"] == PlaceKind.BAG
    problems = []
    if is_bag != (holder is not None):
        problems.append(Problem("holder", holder.name if holder else "", HOLDER))
    elif holder is not None and (Role.ENGINEER not in holder.role_set or not holder.is_active):
        problems.append(Problem("holder", holder.name, OF_THE_ROLE))
    if Place.objects.filter(code=values["code"]).exists():
        problems.append(Problem("code", values["code"], CODE_USED))
    if holder is not None and Place.objects.filter(holder=holder).exists():
        problems.append(Problem("holder", holder.name, HAS_BAG))
    if problems:
        raise InputProblems(problems)
    return add_row(Place(holder=holder, created_at=now, **values), by=by, now=now)


def close_place(place: Place, *, by: User, now: datetime) -> Place:
    """Close a place that holds nothing any more and is not being counted."""
    require_right(by, Right.KEEP_STOCK)
    with transaction.atomic():
        rows = Balance.objects.select_for_update().filter(place=place)
        # In the order in which counts lock them, too.
        held = list(rows.order_by("part_id", "condition"))
        if any(each.on_hand for each in held):
            raise Refused(does_not_apply("SC-7", NOT_EMPTY))
        if Count.objects.filter(place=place, state="open").exists():
            raise Refused(does_not_apply("SC-7", BEING_COUNTED))
        closed = {"closed_on": in_shanghai(now).date()}
        return change_row(place, closed, by=by, now=now, action="close")


def reopen_place(place: Place, *, by: User, now: datetime) -> Place:
    """Use a closed place again."""
    require_right(by, Right.KEEP_STOCK)
    return change_row(place, {"closed_on": None}, by=by, now=now, action="reopen-place")


def keep_in_pool(part: Part, typed: read.Typed, *, by: User, now: datetime) -> Part:
    """Say whether a part is kept in the pool, how many for plan customers, how long orders take."""
    require_right(by, Right.KEEP_STOCK)
    values = read.read_all(typed, POOL_READERS, given_only=True)
    return change_row(part, {**values, "changed_at": now}, by=by, now=now)


def shanghai_pool(now: datetime) -> Place:
    """Return the pool's default place (X-8)."""
    names = {"name_zh": "上海常用备件库", "name_en": "Shanghai spare pool"}
    return Place.objects.get_or_create(
        code="SH", defaults={**names, "kind": PlaceKind.POOL.value, "created_at": now}
    )[0]


READERS: dict[str, read.Reader] = {
    "code": read.number(LONGEST_CODE, needed=True),
    "name_zh": read.line(LONGEST_NAME, needed=True),
    "name_en": read.line(LONGEST_NAME, needed=True),
    "kind": read.one_of(each.value for each in PlaceKind),
}
POOL_READERS: dict[str, read.Reader] = {
    "frequent": read.yes_or_no,
    "kept_back": read.if_any(read.whole(0, MOST)),
    "lead_days": read.if_any(read.whole(0, LONGEST_LEAD)),
}
HOLDER = Text(
    "工程师备件包须有持有人，其他库位没有。", "A bag has a holder, and no other place has one."
)
OF_THE_ROLE = Text("应为在职的现场工程师。", "A field engineer who is here is expected.")
CODE_USED = Text("此代码已被使用。", "This code is in use.")
HAS_BAG = Text("此人已有备件包。", "This person has a bag already.")
NOT_EMPTY = Text(
    "此库位还有备件，请先调拨或盘点。",
    "It still holds parts; transfer or count them first.",
)
BEING_COUNTED = Text("此库位正在盘点。", "This place is being counted.")
