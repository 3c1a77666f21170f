"""Leads to System Care: the list, one of them, and what is done to it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.queries import trail_of
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.lifecycle.kinds import LEAD_STATES, LeadState
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.lifecycle import actions
from lumencare.lifecycle.queries import (
    LeadFacts,
    LeadFilters,
    find_lead,
    lead_facts,
    lead_owners,
    list_leads,
    live_lead_of,
    system_life,
)
from lumencare.sites.queries import find_system
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages
from lumencare.web.lifecycle import forms
from lumencare.web.lifecycle.frame import (
    LEAD_LOOKS,
    asked,
    life_shown,
    render_room,
    show_form,
)
from lumencare.web.sites.exports import all_rows
from lumencare.web.sites.form_pages import FormPage, at_version, bind, saved

AT_ONCE = 200
STATES = {
    "live": Text("跟进中", "Followed"),
    **{each.value: LEAD_STATES[each] for each in LeadState},
}


@require_safe
@login_required
def show_list(request: Request) -> HttpResponse:
    """Show the leads that match, the next to be followed first."""
    filters = _filters(request)
    page = list_leads(request.user, filters, cursor=asked(request, "cursor"))
    return render_room(
        request,
        "lifecycle-leads",
        "leads",
        page=page,
        rows=[(each, LEAD_LOOKS[each.state]) for each in page.rows],
        filters=filters,
        filtered=filters != LeadFilters(),
        tabs=[
            {"state": code, "name": name, "here": code == filters.state}
            for code, name in STATES.items()
        ],
        owners=lead_owners(request.user),
        query=all_pages(request.GET),
    )


@require_safe
@login_required
def export(request: Request) -> FileResponse:
    """Hand out the leads that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(lambda after: list_leads(request.user, filters, cursor=after, size=AT_ONCE))
    return attach_sheet("leads", "升级线索 Leads", COLUMNS, rows, request.now)


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a lead with its reasons and what the system's verdict is today."""
    lead = lead_facts(request.user, number)
    life = system_life(request.user, lead.system_pk, request.today)
    return render_room(
        request,
        "lifecycle-leads",
        "lead",
        lead=lead,
        look=LEAD_LOOKS[lead.state],
        life=life_shown(life),
        can_note=may(request.user, Right.KEEP_RECORDS),
        moves=[(f"lifecycle-lead-{each}", MOVE_WORDS[each]()) for each in lead.can],
        late=lead.next_on is not None and lead.next_on < request.today,
        trail=trail_of(request.user, find_lead(request.user, number)),
    )


@login_required
def make(request: Request, pk: int) -> HttpResponse:
    """Make a lead of a system; where one lives already, lead on to it."""
    require_right(request.user, Right.KEEP_LEADS)
    row = find_system(request.user, pk)
    there = live_lead_of(request.user, pk)
    if there is not None and request.method != "POST":
        return saved(request, _("This system has a lead already."), "lifecycle-lead", there.number)
    form = bind(
        forms.NewLeadForm,
        request,
        owner=str(request.user.pk),
        next_on=request.today,
        part_number=asked(request, "part"),
    )
    form.offer_owners(lead_owners(request.user))

    def act(typed: dict[str, Any]) -> HttpResponse:
        lead = actions.make_lead(row, typed, by=request.user, now=request.now)
        return saved(request, _("The lead is made."), "lifecycle-lead", lead.number)

    page = FormPage(
        title=_("Make a lead"),
        back=reverse("system", args=[pk]),
        of=f"{row.site.name} {row.name}",
        button=_("Make the lead"),
        lead=_("The reasons of today's verdict are kept with it."),
    )
    return show_form(request, page, form, act)


@login_required
def change(request: Request, number: str) -> HttpResponse:
    """Change who follows a lead and what comes next."""
    require_right(request.user, Right.KEEP_LEADS)
    row = find_lead(request.user, number)
    form = bind(
        forms.LeadForm,
        request,
        owner=str(row.followed_by_id),
        next_step=row.next_step,
        next_on=row.next_on,
        version=row.version,
    )
    form.offer_owners(lead_owners(request.user))

    def act(typed: dict[str, Any]) -> HttpResponse:
        at = at_version(row, typed)
        actions.change_lead(at, typed, by=request.user, now=request.now)
        return saved(request, _("Saved."), "lifecycle-lead", number)

    page = _page(_("What comes next"), number)
    return show_form(request, page, form, act, version_now=_version(request, number))


@login_required
def add_reason(request: Request, number: str) -> HttpResponse:
    """Add a reason in one's own words."""
    require_right(request.user, Right.KEEP_LEADS)
    row = find_lead(request.user, number)

    def act(typed: dict[str, Any]) -> HttpResponse:
        actions.add_reason(row, why=typed["why"], by=request.user, now=request.now)
        return saved(request, _("Saved."), "lifecycle-lead", number)

    return show_form(request, _page(_("Add a reason"), number), bind(forms.WhyForm, request), act)


def mover(to: LeadState) -> Callable[..., HttpResponse]:
    """Return the view that moves a lead on to a state: a lost one with the reason."""

    @login_required
    def move(request: Request, number: str) -> HttpResponse:
        require_right(request.user, Right.KEEP_LEADS)
        row = find_lead(request.user, number)
        form = bind(END_FORMS.get(to, forms.MoveForm), request, version=row.version)

        def act(typed: dict[str, Any]) -> HttpResponse:
            at = at_version(row, typed)
            actions.move_lead(at, to, typed, by=request.user, now=request.now)
            return saved(request, _("Saved."), "lifecycle-lead", number)

        words = MOVE_WORDS[to.value]()
        page = _page(words, number, button=words)
        return show_form(request, page, form, act, version_now=_version(request, number))

    return move


def _page(title: str, number: str, **more: Any) -> FormPage:
    return FormPage(title=title, back=reverse("lifecycle-lead", args=[number]), of=number, **more)


def _version(request: Request, number: str) -> Callable[[], int]:
    return lambda: find_lead(request.user, number).version


def _filters(request: Request) -> LeadFilters:
    state, owner = asked(request, "state"), asked(request, "owner")
    return LeadFilters(
        q=asked(request, "q"),
        state=state if state in STATES else "live",
        owner=read_whole(owner),
        due_by=request.today if asked(request, "due") else None,
    )


END_FORMS: dict[LeadState, type[forms.MoveForm]] = {
    LeadState.WON: forms.EndForm,
    LeadState.LOST: forms.LostForm,
}
MOVE_WORDS: dict[str, Callable[[], str]] = {
    "open": lambda: _("Take it up again"),
    "proposal": lambda: _("Go on to a proposal"),
    "won": lambda: _("It is won"),
    "lost": lambda: _("It is lost"),
}
COLUMNS: tuple[Column[LeadFacts], ...] = (
    Column(Text("线索", "Lead"), 13, Kind.TEXT, lambda row: row.number),
    Column(Text("状态", "State"), 10, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("状态（英文）", "State (en)"), 10, Kind.TEXT, lambda row: row.state_name.en),
    Column(Text("项目", "Site"), 28, Kind.TEXT, lambda row: row.site),
    Column(Text("系统编号", "Reference"), 16, Kind.TEXT, lambda row: row.system_ref),
    Column(Text("类型", "Type"), 14, Kind.TEXT, lambda row: row.system_type),
    Column(Text("最终用户", "End user"), 26, Kind.TEXT, lambda row: row.customer),
    Column(Text("跟进人", "Followed by"), 14, Kind.TEXT, lambda row: row.owner),
    Column(Text("下一步", "Next step"), 30, Kind.TEXT, lambda row: row.next_step),
    Column(Text("下一步日期", "On"), 11, Kind.DAY, lambda row: row.next_on),
    Column(
        Text("未成交原因", "Why lost"), 16, Kind.TEXT,
        lambda row: row.lost_name.zh if row.lost_name else "",
    ),
    Column(Text("说明", "Words"), 30, Kind.TEXT, lambda row: row.ended_why),
    Column(
        Text("原因", "Because"), 80, Kind.TEXT,
        lambda row: " ".join(each.text.zh for each in row.reasons),
    ),
)  # fmt: skip
