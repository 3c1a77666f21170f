"""Leads to System Care: made with the reasons of the day, followed, moved on, ended."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import RIGHTS, Right
from lumencare.audit.actions import add_row, change_row, record
from lumencare.claims import actions as claims
from lumencare.claims.models import Claim
from lumencare.domain.lifecycle.judging import Finding
from lumencare.domain.lifecycle.kinds import LIVE_LEADS, LeadReasonKind, LeadState
from lumencare.domain.lifecycle.leading import require_way
from lumencare.domain.problems import Conflict, Problem
from lumencare.domain.reading import read_whole
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Reason, Text, applies
from lumencare.domain.upgrade.losing import LossReason
from lumencare.lifecycle.models import Lead, LeadReason
from lumencare.lifecycle.numbers import next_number
from lumencare.lifecycle.queries.judged import Judge, read_systems
from lumencare.sites.models import System
from lumencare.store import typed as read

LIVE = sorted(each.value for each in LIVE_LEADS)
WHY = 500


def make_lead(system: System, typed: read.Typed, *, by: User, now: datetime) -> Lead:
    """Make a lead of a system with the reasons that its verdict has today.

    `why` is a reason of one's own, `part_number` a part that cannot be had any more; one of them,
    or a finding, there must be. Conflict where a lead of the system lives already.
    """
    require_right(by, Right.KEEP_LEADS)
    values = read.read_all(typed, _readers(now))
    own = list(_own_reasons(values.pop("why"), values.pop("part_number")))
    values["followed_by"] = values.pop("owner") or by
    reasons = [*own, *_found(system, in_shanghai(now).date())]
    require([] if reasons else [Problem("why", "", NO_REASON)])
    with transaction.atomic():
        lead = _add(system, values, by, now)
        _write(lead, reasons, by, now)
    return lead


def lead_from_claim(claim: Claim, *, by: User, now: datetime) -> Lead:
    """Lead a claimed part that cannot be supplied to System Care (SY-1).

    A lead of the system that lives already gets the reason; else one is made, for today.
    """
    require_right(by, Right.KEEP_LEADS)
    with transaction.atomic():
        claims.take_lead(claim, by=by, now=now)
        lead = Lead.objects.filter(system=claim.system, state__in=LIVE).first()
        reasons = [_of_claim(claim)]
        if lead is None:
            today = in_shanghai(now).date()
            step = {"followed_by": by, "next_step": CALL, "next_on": today}
            lead = _add(claim.system, step, by, now)
            reasons += _found(claim.system, today)
        _write(lead, reasons, by, now, claim)
    return lead


def change_lead(lead: Lead, typed: read.Typed, *, by: User, now: datetime) -> Lead:
    """Change who follows a lead, what comes next and when."""
    require_right(by, Right.KEEP_LEADS)
    _require_live(lead)
    readers = _readers(now)
    wanted = {name: readers[name] for name in ("owner", "next_step", "next_on")}
    values = read.read_all(typed, wanted, given_only=True)
    owner = values.pop("owner", None)
    if owner is not None:
        # The trail holds people by their keys.
        values["followed_by_id"] = owner.pk
    return change_row(lead, values, by=by, now=now)


def add_reason(lead: Lead, *, why: str, by: User, now: datetime) -> LeadReason:
    """Add a reason in one's own words, as what a customer said."""
    require_right(by, Right.KEEP_LEADS)
    _require_live(lead)
    said = read.read_all({"why": why}, {"why": read.line(WHY, needed=True)})["why"]
    with transaction.atomic():
        return _write(lead, list(_own_reasons(said, "")), by, now)[0]


def move_lead(lead: Lead, to: LeadState, typed: read.Typed, *, by: User, now: datetime) -> Lead:
    """Move a lead on: to a proposal, back to open, won, or lost with the reason.

    Opened again it needs its next day; `lost_reason` and `why` say what decided.
    """
    require_right(by, Right.KEEP_LEADS)
    require_way(LeadState(lead.state), to)
    values = read.read_all(typed, ENDING.get(to, {}))
    changes: dict[str, Any] = {"state": to.value}
    if to in LIVE_LEADS:
        today = in_shanghai(now).date()
        changes |= {"lost_reason": "", "ended_why": "", "ended_at": None}
        changes["next_on"] = max(lead.next_on or today, today)
    else:
        changes |= {"ended_at": now, "next_on": None, "next_step": ""}
        changes |= {"ended_why": values["why"], "lost_reason": values.get("lost_reason", "")}
    try:
        with transaction.atomic():
            return change_row(lead, changes, by=by, now=now, action=f"lead-{to.value}")
    except IntegrityError as error:
        raise _there_already(lead.system) from error


def _add(system: System, values: dict[str, Any], by: User, now: datetime) -> Lead:
    number = next_number(in_shanghai(now).date())
    row = Lead(system=system, number=number, created_at=now, created_by=by, **values)
    try:
        with transaction.atomic():
            return add_row(row, by=by, now=now)
    except IntegrityError as error:
        raise _there_already(system) from error


def _there_already(system: System) -> Conflict:
    lead = Lead.objects.filter(system=system, state__in=LIVE).select_related("followed_by").first()
    number, owner = (lead.number, lead.followed_by.name) if lead else ("", "")
    return Conflict(
        Text(
            f"此系统已有线索 {number}，由 {owner} 跟进。",
            f"Lead {number} of this system is followed by {owner} already.",
        )
    )


def _require_live(lead: Lead) -> None:
    if lead.state not in LIVE:
        raise Conflict(ENDED)


Kept = tuple[LeadReasonKind, Reason, str]


def _found(system: System, on: date) -> list[Kept]:
    """Return what the system's verdict says against it on a day."""
    one = System.objects.filter(pk=system.pk)
    verdict = Judge(one, on).judge(next(read_systems(one))).verdict
    return [_kept(each) for each in verdict.findings]


def _kept(found: Finding) -> Kept:
    return found.kind, found.reason, ""


def _own_reasons(why: str, part_number: str) -> list[Kept]:
    found: list[Kept] = []
    if part_number:
        text = Text(
            f"部件 {part_number} 已停产，备件不足。",
            f"Part {part_number} is obsolete and too few are held.",
        )
        found.append((LeadReasonKind.STOCK, applies("SY-1", text), part_number))
    if why:
        found.append((LeadReasonKind.ASKED, applies("SY-1", Text(why, why)), ""))
    return found


def _of_claim(claim: Claim) -> Kept:
    text = Text(
        f"申请 {claim.number} 的部件 {claim.faulty_number} 已无法供应。",
        f"Part {claim.faulty_number} of claim {claim.number} cannot be supplied any more.",
    )
    return LeadReasonKind.CLAIM, applies("SY-1", text), claim.faulty_number


def _write(
    lead: Lead, reasons: list[Kept], by: User, now: datetime, claim: Claim | None = None
) -> list[LeadReason]:
    rows = [
        LeadReason(
            lead=lead,
            kind=kind.value,
            rule=reason.rule,
            zh=reason.text.zh[:WHY],
            en=reason.text.en[:WHY],
            claim=claim if kind is LeadReasonKind.CLAIM else None,
            part_number=part,
            noted_at=now,
            noted_by=by,
        )
        for kind, reason, part in reasons
    ]
    LeadReason.objects.bulk_create(rows)
    told = "；".join(each.zh for each in rows)
    record(lead, action="add-reason", by=by, now=now, changes={"reasons": (None, told)})
    return rows


def _readers(now: datetime) -> dict[str, read.Reader]:
    today = in_shanghai(now).date()
    return {
        "owner": _owner,
        "next_step": read.line(300),
        "next_on": lambda text: _next_day(text, today),
        "why": read.line(WHY),
        "part_number": read.line(80),
    }


def _owner(text: str) -> User | None:
    """Read who follows a lead: somebody who may, by their key."""
    if not text.strip():
        return None
    roles = RIGHTS[Right.KEEP_LEADS]
    rows = User.objects.filter(is_active=True, roles__role__in=roles).distinct()
    key = read_whole(text)
    found = None if key is None else rows.filter(pk=key).first()
    if found is None:
        raise read.Wrong(OWNER_ALLOWED)
    return found


def _next_day(text: str, today: date) -> date:
    day = read.day(text)
    if day < today:
        raise read.Wrong(TODAY_OR_LATER)
    return day


ENDING: dict[LeadState, dict[str, read.Reader]] = {
    LeadState.WON: {"why": read.line(WHY)},
    LeadState.LOST: {"lost_reason": read.one_of(LossReason), "why": read.line(WHY)},
}
CALL = "联系客户，说明系统保障计划 · Talk to the customer about System Care"
NO_REASON = Text(
    "没有发现此系统老化；请写明为何建立线索。",
    "Nothing old was found of this system: say why it is led to System Care.",
)
ENDED = Text("此线索已结束。", "This lead has ended.")
OWNER_ALLOWED = Text(
    "应为可以跟进线索的在职人员。", "Somebody active who may follow leads is expected."
)
TODAY_OR_LATER = Text("应为今天或之后的日期。", "Today or a later day is expected.")
