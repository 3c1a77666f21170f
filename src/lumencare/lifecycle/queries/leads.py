"""Leads, for staff: lists, one with its reasons, what is due, who may follow them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import RIGHTS, Right
from lumencare.domain.lifecycle.kinds import (
    LEAD_REASONS,
    LEAD_STATES,
    LIVE_LEADS,
    LeadReasonKind,
    LeadState,
)
from lumencare.domain.lifecycle.leading import FOLLOWING
from lumencare.domain.text import Text
from lumencare.domain.upgrade.losing import LOSS_NAMES, LossReason
from lumencare.lifecycle.models import Lead, LeadReason
from lumencare.sites.queries import visible_systems
from lumencare.sites.queries.lists import find_words
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

LIVE = sorted(each.value for each in LIVE_LEADS)
RELATED = ("system__site__owner", "followed_by", "created_by")
# What lives comes by its next day, what ended by when it was made.
ORDER_LIVE, ORDER_ENDED = ("next_on", "pk"), ("-pk",)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFilters:
    """Which leads are wanted; what is empty does not matter. `state` may be `live` or `ended`."""

    q: str = ""
    state: str = "live"
    owner: int | None = None
    due_by: date | None = None
    system: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadReasonFacts:
    """One reason of a lead as it was found."""

    kind: str
    kind_name: Text
    rule: str
    text: Text
    claim: str
    part_number: str
    noted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFacts:
    """A lead with its reasons, and the states that it can go to."""

    pk: int
    number: str
    version: int
    state: str
    state_name: Text
    system_pk: int
    system_ref: str
    system_name: str
    system_type: str
    site_pk: int
    site: str
    owner_pk: int
    owner: str
    customer: str
    next_step: str
    next_on: date | None
    lost_reason: str
    lost_name: Text | None
    ended_why: str
    ended_at: datetime | None
    created_at: datetime
    created_by: str
    reasons: tuple[LeadReasonFacts, ...]
    can: tuple[str, ...]

    @property
    def lives(self) -> bool:
        """Whether it is still followed."""
        return self.state in LIVE


def list_leads(
    user: User, filters: LeadFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[LeadFacts]:
    """Return leads: those that live by their next day, others the newest first."""
    rows = _matching(user, filters)
    order = ORDER_LIVE if filters.state in {"live", *LIVE} else ORDER_ENDED
    rows = rows.select_related(*RELATED).prefetch_related("reasons__claim")
    return cut(rows, order, lead_facts_of, cursor=cursor, size=size)


def leads_due(user: User, today: date, *, most: int) -> tuple[int, tuple[LeadFacts, ...]]:
    """Return how many of one's own leads are due, and the first few."""
    page = list_leads(user, LeadFilters(owner=user.pk, due_by=today), size=most)
    return page.total, page.rows


def find_lead(user: User, number: str) -> Lead:
    """Return a lead by its number; Http404 where there is none or the person sees none."""
    row = _visible(user).select_related(*RELATED).filter(number=number).first()
    if row is None:
        raise Http404(f"lead {number}")
    return row


def lead_facts(user: User, number: str) -> LeadFacts:
    """Return a lead by its number with its reasons."""
    return lead_facts_of(find_lead(user, number))


def live_lead_of(user: User, system: int) -> LeadFacts | None:
    """Return the lead of a system that lives, None where none does."""
    rows = _visible(user).select_related(*RELATED).filter(system=system, state__in=LIVE)
    row = rows.first()
    return lead_facts_of(row) if row else None


def lead_of_claim(user: User, claim: int) -> str:
    """Return the number of the lead that a claim led to, empty where there is none."""
    found = LeadReason.objects.filter(claim=claim, lead__in=_visible(user))
    return found.values_list("lead__number", flat=True).first() or ""


def lead_owners(user: User) -> tuple[tuple[int, str], ...]:
    """Return who may follow a lead, by name."""
    require_right(user, Right.SEE_LIFECYCLE)
    roles = RIGHTS[Right.KEEP_LEADS]
    rows = User.objects.filter(is_active=True, roles__role__in=roles).distinct()
    return tuple(rows.order_by("name", "pk").values_list("pk", "name"))


def _visible(user: User) -> QuerySet[Lead]:
    require_right(user, Right.SEE_LIFECYCLE)
    return Lead.objects.all()


def _matching(user: User, filters: LeadFilters) -> QuerySet[Lead]:
    rows = _visible(user)
    if filters.state in ("live", "ended"):
        lives = Q(state__in=LIVE)
        rows = rows.filter(lives if filters.state == "live" else ~lives)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    given = {"followed_by": filters.owner, "system": filters.system, "next_on__lte": filters.due_by}
    rows = rows.filter(**{name: value for name, value in given.items() if value is not None})
    if filters.q:
        systems = find_words(visible_systems(user), "system", filters.q)
        rows = rows.filter(Q(system__in=systems) | Q(number__iexact=filters.q.strip()))
    return rows


def lead_facts_of(row: Lead) -> LeadFacts:
    """Return a lead as pages and programs read it."""
    state, system = LeadState(row.state), row.system
    reasons = sorted(row.reasons.all(), key=lambda each: each.pk)
    return LeadFacts(
        **{name: getattr(row, name) for name in SAME},
        state_name=LEAD_STATES[state],
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        system_type=system.system_type,
        site_pk=system.site_id,
        site=system.site.name,
        owner_pk=row.followed_by_id,
        owner=row.followed_by.name,
        customer=system.site.owner.name,
        lost_name=LOSS_NAMES[LossReason(row.lost_reason)] if row.lost_reason else None,
        created_by=row.created_by.name if row.created_by else "",
        reasons=tuple(_reason(each) for each in reasons),
        can=tuple(each.value for each in LeadState if each in FOLLOWING[state]),
    )


SAME = (
    "pk", "number", "version", "state", "next_step", "next_on", "lost_reason", "ended_why",
    "ended_at", "created_at",
)  # fmt: skip


def _reason(row: LeadReason) -> LeadReasonFacts:
    return LeadReasonFacts(
        kind=row.kind,
        kind_name=LEAD_REASONS[LeadReasonKind(row.kind)],
        rule=row.rule,
        text=Text(row.zh, row.en),
        claim=row.claim.number if row.claim else "",
        part_number=row.part_number,
        noted_at=row.noted_at,
    )
