"""Drift: plans whose hardware is not what they were priced on, listed and as a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.queries.drift import (
    LineDrift,
    SystemDrift,
    drift_of_contract,
    drift_of_system,
    list_drift,
)
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.contract.drift import BothPrices
from lumencare.domain.money import Money
from lumencare.domain.text import Reason, Text
from lumencare.sites.bom_difference import BomDifference
from lumencare.web.downloads import attach_sheet
from lumencare.web.sites.exports import all_rows

MOST_AT_ONCE = 200


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the running plans with drift, those of the largest systems first."""
    page = list_drift(request.user, request.today, cursor=request.GET.get("cursor", ""))
    return render(request, "contracts/drift.html", {"page": page})


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out all running plans with drift as a workbook."""
    # Asked at once, so that those without the right get no half of a file.
    first = list_drift(request.user, request.today, size=MOST_AT_ONCE)
    rows = all_rows(
        lambda after: (
            list_drift(request.user, request.today, cursor=after, size=MOST_AT_ONCE)
            if after
            else first
        )
    )
    return attach_sheet("drift", "清单差异 Drift", COLUMNS, rows, request.now)


@dataclass(frozen=True, slots=True)
class PricedOn:
    """The plans that share a list, and how it differs; `parts` is None where no list is known."""

    plans: Text
    parts: BomDifference | None


# A system with its drift, its lists, and each reason once: with its plans where not all share it.
Shown = tuple[SystemDrift, tuple[PricedOn, ...], tuple[tuple[Text | None, Reason], ...]]


def drift_on_contract(request: Request, number: str) -> tuple[Shown, ...]:
    """Return what drifted of a contract, for those who see prices."""
    if not _priced(request.user):
        return ()
    found = drift_of_contract(request.user, number, request.today)
    return tuple(_show(each) for each in found)


def drift_on_system(request: Request, pk: int) -> tuple[Shown, ...]:
    """Return what drifted of a system, for those who see its contracts and prices."""
    if not (_priced(request.user) and may(request.user, Right.SEE_CONTRACTS)):
        return ()
    return tuple(_show(each) for each in drift_of_system(request.user, pk, request.today))


def _show(found: SystemDrift) -> Shown:
    """Tell what plans share once, so that nobody reads the same table twice."""
    lists: dict[int | None, list[LineDrift]] = {}
    reasons: dict[tuple[str, Text], list[tuple[LineDrift, Reason]]] = {}
    for line in found.lines:
        lists.setdefault(line.list_number, []).append(line)
        for reason in line.price.because:
            reasons.setdefault((reason.rule, reason.text), []).append((line, reason))
    return (
        found,
        tuple(PricedOn(_names(rows), rows[0].parts) for rows in lists.values()),
        tuple(
            (None if len(said) == len(found.lines) else _names(row for row, _ in said), said[0][1])
            for said in reasons.values()
        ),
    )


def _names(rows: Iterable[LineDrift]) -> Text:
    plans = list(dict.fromkeys(each.plan for each in rows))
    return Text("、".join(each.zh for each in plans), ", ".join(each.en for each in plans))


def _priced(user: User) -> bool:
    return may(user, Right.SEE_PRICES)


def _contracted(prices: BothPrices | None) -> Money | None:
    return None if prices is None else prices.contracted


def _as_built(prices: BothPrices | None) -> Money | None:
    return None if prices is None else prices.as_built


def _why(row: LineDrift, language: str) -> str:
    return " ".join(f"{each.rule} {each.text.in_language(language)}" for each in row.price.because)


NOW, RENEWAL = Text("未结束的年度", "Years not over yet"), Text("续保", "Renewal")
BEFORE, AFTER = (
    Text("按合同清单", "On the contracted list"),
    Text("按现有清单", "On the list as built"),
)
COLUMNS: tuple[Column[LineDrift], ...] = (
    Column(Text("系统编号", "System"), 14, Kind.TEXT, lambda row: row.system_ref),
    Column(Text("项目", "Site"), 30, Kind.TEXT, lambda row: row.site),
    Column(Text("最终用户", "End user"), 28, Kind.TEXT, lambda row: row.owner),
    Column(Text("合同编号", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("计划", "Plan"), 24, Kind.TEXT, lambda row: row.plan.zh),
    Column(Text("计划（英文）", "Plan (en)"), 28, Kind.TEXT, lambda row: row.plan.en),
    Column(Text("合同清单金额", "Contracted list"), 15, Kind.MONEY, lambda row: row.contracted),
    Column(Text("现有清单金额", "List as built"), 15, Kind.MONEY, lambda row: row.as_built),
    Column(Text("差额", "Difference"), 14, Kind.MONEY, lambda row: row.amount),
    Column(BEFORE, 14, Kind.MONEY, lambda row: _contracted(row.price.now), NOW),
    Column(AFTER, 14, Kind.MONEY, lambda row: _as_built(row.price.now), NOW),
    Column(BEFORE, 14, Kind.MONEY, lambda row: _contracted(row.price.renewal), RENEWAL),
    Column(AFTER, 14, Kind.MONEY, lambda row: _as_built(row.price.renewal), RENEWAL),
    Column(Text("续保截止", "Renew by"), 11, Kind.DAY, lambda row: row.price.renew_by),
    Column(Text("原因", "Why"), 60, Kind.TEXT, lambda row: _why(row, "zh")),
    Column(Text("原因（英文）", "Why (en)"), 60, Kind.TEXT, lambda row: _why(row, "en")),
)
