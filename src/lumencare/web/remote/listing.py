"""The list of agreements with who is connected now; the same as a workbook; all sessions."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.reading import read_whole
from lumencare.domain.remote.access import MODE_NAMES, AccessMode
from lumencare.domain.remote.sessions import STATE_NAMES as SESSION_STATES
from lumencare.domain.remote.states import STATE_NAMES
from lumencare.domain.text import Text
from lumencare.remote.queries import (
    AgreementFacts,
    AgreementFilters,
    SessionFilters,
    count_agreements,
    list_agreements,
    list_sessions,
)
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import state_tabs, words_and_state
from lumencare.web.sites.exports import all_rows

MOST_AT_ONCE = 200
# How a state looks beside its word: colour means that something is to be done, or went wrong.
LOOKS = {"drafted": "warn", "sent": "lamp", "signed": "ok", "expired": "warn", "revoked": "bad"}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show who is connected, and the agreements that match, a page at a time."""
    filters = _filters(request)
    page = list_agreements(request.user, filters, request.now, cursor=request.GET.get("cursor", ""))
    counts = count_agreements(request.user, filters, request.now)
    open_ones = [
        each
        for state in ("running", "dropped")
        for each in list_sessions(request.user, SessionFilters(state=state)).rows
    ]
    context: dict[str, Any] = {
        "page": page,
        "rows": [(each, LOOKS.get(each.state, "")) for each in page.rows],
        "filters": filters,
        "filtered": filters != AgreementFilters(),
        "states": list(state_tabs(STATE_NAMES, counts, filters.state)),
        "modes": MODE_NAMES.items(),
        "sessions": open_ones,
        "query": f"?{request.GET.urlencode()}",
    }
    return render(request, "remote/list.html", context)


@require_safe
@login_required
def show_sessions(request: Request) -> HttpResponse:
    """Show every session, newest first."""
    state = request.GET.get("state", "")
    filters = SessionFilters(state=state if state in SESSION_STATES else "")
    page = list_sessions(request.user, filters, cursor=request.GET.get("cursor", ""))
    context = {"page": page, "filters": filters, "states": SESSION_STATES.items()}
    return render(request, "remote/sessions.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the agreements that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(
        lambda after: list_agreements(
            request.user, filters, request.now, cursor=after, size=MOST_AT_ONCE
        )
    )
    return attach_sheet("remote-agreements", "远程协议 Agreements", COLUMNS, rows, request.now)


def _filters(request: Request) -> AgreementFilters:
    """Read the filters of an address; what is none of them does not matter."""
    wanted = request.GET
    (q, state), mode = words_and_state(wanted, STATE_NAMES), wanted.get("mode", "")
    return AgreementFilters(
        q=q,
        state=state,
        mode=mode if mode in set(AccessMode) else "",
        ending=wanted.get("ending") == "1",
        system=read_whole(wanted.get("system", "")),
        site=read_whole(wanted.get("site", "")),
    )


COLUMNS: tuple[Column[AgreementFacts], ...] = (
    Column(Text("协议编号", "Number"), 14, Kind.TEXT, lambda row: row.number),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("状态（英文）", "State (en)"), 20, Kind.TEXT, lambda row: row.state_name.en),
    Column(Text("项目", "Site"), 30, Kind.TEXT, lambda row: row.site_name),
    Column(Text("系统编号", "System"), 14, Kind.TEXT, lambda row: row.system_ref),
    Column(Text("系统", "System name"), 28, Kind.TEXT, lambda row: row.system_name),
    Column(Text("签署人", "Signer"), 14, Kind.TEXT, lambda row: row.signer),
    Column(Text("代表", "On behalf of"), 28, Kind.TEXT, lambda row: row.organization),
    Column(Text("签署方", "Party"), 12, Kind.TEXT, lambda row: row.party_name.zh),
    Column(Text("接入方式", "Way in"), 26, Kind.TEXT, lambda row: row.mode_name.zh),
    Column(
        Text("签署日期", "Signed on"),
        12,
        Kind.DAY,
        lambda row: row.valid_from.date() if row.valid_from else None,
    ),
    Column(Text("最后一天", "Last day"), 12, Kind.DAY, lambda row: row.last_day),
    Column(Text("撤回原因", "Why revoked"), 30, Kind.TEXT, lambda row: row.revoked_why),
)
