"""A site passes from one owner to another; contracts stay with the systems (D-18)."""

from datetime import date, datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.domain.problems import Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.sites.actions.consents import OWNER_CHANGED, settle_consent
from lumencare.sites.actions.once import once
from lumencare.sites.entries import remember_sites
from lumencare.sites.models import Organization, OwnerChange, Site

ANOTHER = Text("应为另一个最终用户。", "Another end user is expected.")
WHY = Text(
    "请说明变更的依据，如转让合同。", "Say what the change rests on, like a deed of transfer."
)
NAME_THERE = Text(
    "新业主已有同名的项目地点；请先改名。",
    "The new owner has a site of this name already; rename one of them first.",
)


def change_owner(
    site: Site, *, to: Organization, on: date, why: str, by: User, now: datetime
) -> OwnerChange:
    """Record a change of owner with both parties and its day, and pass the site on.

    The new owner decides anew whether the partner may see the site.
    """
    require_right(by, Right.CHANGE_OWNER)
    require(_wrong(site, to, on, why, in_shanghai(now).date()))
    with once(lambda: _same_name(site, to)):
        row = OwnerChange(
            site=site, from_owner_id=site.owner_id, to_owner=to, on=on, why=why.strip(),
            recorded_by=by, recorded_at=now,
        )  # fmt: skip
        change_row(
            site,
            {"owner": to, "partner_may_see": False},
            by=by, now=now, action="change-owner", why=why.strip(),
        )  # fmt: skip
        row.save(force_insert=True)
        settle_consent(site, by=by, now=now, why=OWNER_CHANGED)
        remember_sites([site])
    return row


def _wrong(site: Site, to: Organization, on: date, why: str, today: date) -> list[Problem]:
    problems = []
    if to.pk == site.owner_id or to.kind != Organization.Kind.END_USER:
        problems.append(Problem("to", to.name, ANOTHER))
    last = site.owner_changes.order_by("-on").values_list("on", flat=True).first()
    if on > today or (last is not None and on < last):
        problems.append(Problem("on", on.isoformat(), _days(last, today)))
    if not why.strip():
        problems.append(Problem("why", "", WHY))
    return problems


def _days(last: date | None, today: date) -> Text:
    since_zh, since_en = (f"不早于上次变更 {last}，", f"not before the last change, {last}, ")
    return Text(
        f"变更日期应{since_zh if last else ''}不晚于 {today}。",
        f"The day must lie {since_en if last else ''}not after {today}.",
    )


def _same_name(site: Site, to: Organization) -> list[Problem]:
    there = Site.objects.filter(owner=to, name=site.name).exclude(pk=site.pk).exists()
    return [Problem("to", to.name, NAME_THERE)] if there else []
