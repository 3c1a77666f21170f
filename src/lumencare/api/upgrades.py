"""Accepted upgrades: the acceptance on paper, their work, the handover, won and lost (SY-3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Form, Path, Query, Router
from ninja.files import UploadedFile

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import WantedPage, listed, opened, refuse_other_fields
from lumencare.api.proposals import Number as Proposal
from lumencare.api.records import Sent, sent
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import NO_NUL, Asked, AskedDay, Listed, by_name, shown
from lumencare.api.shapes.upgrades import (
    AcceptingProposal,
    CompletingUpgrade,
    EndingContract,
    PreparationShape,
    UpgradeLine,
    UpgradeReport,
    UpgradeShape,
    WonStateCode,
    stated_of,
)
from lumencare.api.tokens import Call
from lumencare.contracts.queries import find_contract
from lumencare.domain.problems import InputProblems
from lumencare.handovers import actions
from lumencare.handovers.queries.page import (
    accepted_page,
    find_accepted,
    find_handover,
    find_offered,
    list_accepted,
)
from lumencare.handovers.queries.preparing import prepare
from lumencare.handovers.queries.report import won_and_lost
from lumencare.handovers.stated import Completing
from lumencare.sales.actions import Acceptance

router = Router(tags=["upgrades"])
Upgrade = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["U-2601-001"])]
Contract = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["C-2601-001"])]
Evidence = Annotated[
    UploadedFile, File(description="The signed handover: PDF, JPEG or PNG, by its content.")
]


class WantedUpgrades(WantedPage):
    """Which accepted upgrades are wanted."""

    state: WonStateCode | None = None


class WantedTime(Asked):
    """Of which time the outcomes are wanted; both days are included."""

    since: AskedDay | None = None
    until: AskedDay | None = None

    _know_every_field = refuse_other_fields


@router.post("/proposals/{proposal}/accept", response=UpgradeShape)
@once_by_key
def accept(
    request: Call,
    proposal: Proposal,
    accepting: Annotated[AcceptingProposal, Form()],
    file: Sent,
) -> HttpResponse:
    """Register the acceptance of an option that a signed copy proves; the copy is kept."""
    require_right(request.user, Right.SEND_QUOTES)
    row = find_offered(request.user, proposal)
    acceptance = Acceptance(accepting.name, accepting.sha256, accepting.how)
    chosen = actions.Chosen(accepting.option, acceptance)
    actions.accept_signed(row, chosen, sent(file), by=request.user, now=request.now)
    return _shown(request, proposal)


@router.get("/upgrades", response=Listed[UpgradeLine])
def upgrades(request: Call, wanted: Query[WantedUpgrades]) -> HttpResponse:
    """List accepted upgrades, newest first."""
    page = list_accepted(
        request.user,
        state=wanted.state or "",
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda each: shown(UpgradeLine, each))


@router.get("/upgrade-report", response=UpgradeReport)
def report(request: Call, wanted: Query[WantedTime]) -> HttpResponse:
    """Tell the proposals that ended in a time: won and lost, by reason, count and value."""
    time = {"since": wanted.since, "until": wanted.until}
    found = won_and_lost(request.user, **time)
    told = by_name(found)
    return reply(shown(UpgradeReport, {**told, **time, "share_won": found.share_won}))


@router.get("/upgrades/{upgrade}", response=UpgradeShape)
def one(request: Call, upgrade: Upgrade) -> HttpResponse:
    """Give an accepted upgrade with its bills, its work and its handover."""
    return _shown(request, upgrade)


@router.get("/upgrades/{upgrade}/preparation", response=PreparationShape)
def preparation(request: Call, upgrade: Upgrade) -> HttpResponse:
    """Tell what a handover begins with, and each open thing that it decides about."""
    found = prepare(request.user, upgrade)
    told = by_name(found)
    named = {
        "upgrade": upgrade,
        "software_version": found.software,
        "missing": [each.part_number for each in found.missing],
    }
    return reply(shown(PreparationShape, {**told, **named}))


@router.post("/upgrades/{upgrade}/plan", response=UpgradeShape)
@once_by_key
def plan(request: Call, upgrade: Upgrade) -> HttpResponse:
    """Propose the visits of the option that are missing or were called off."""
    require_right(request.user, Right.COMPLETE_UPGRADES)
    actions.plan_work(find_accepted(request.user, upgrade), by=request.user, now=request.now)
    return _shown(request, upgrade)


@router.post("/upgrades/{upgrade}/complete", response=UpgradeShape)
@once_by_key
def complete(
    request: Call,
    upgrade: Upgrade,
    completing: Annotated[CompletingUpgrade, Form()],
    evidence: Evidence,
) -> HttpResponse:
    """Hand an upgrade over, once: a form with the evidence; all that is wrong is told at once."""
    require_right(request.user, Right.COMPLETE_UPGRADES)
    row = find_accepted(request.user, upgrade)
    stated = Completing(
        typed=stated_of(completing),
        evidence=sent(evidence),
        whole=completing.whole,
        parts={
            key: (each.part_number, " ".join(each.serials))
            for key, each in completing.parts.items()
        },
        decisions=completing.decisions,
    )
    with _class_by_its_name():
        actions.complete(row, stated, by=request.user, now=request.now)
    return _shown(request, upgrade)


@router.get(
    "/upgrades/{upgrade}/evidence",
    response={200: None},
    openapi_extra=file_described("application/pdf", "image/jpeg", "image/png"),
)
def evidence_file(request: Call, upgrade: Upgrade) -> HttpResponseBase:
    """Download the evidence of a handover as it was sent."""
    row = find_handover(request.user, upgrade)
    return attach(row.evidence.open("rb"), row.file_name, row.media_type)


@router.post("/upgrades/{upgrade}/contracts/{contract}/end", response=UpgradeShape)
@once_by_key
def end_contract(
    request: Call, upgrade: Upgrade, contract: Contract, ending: EndingContract
) -> HttpResponse:
    """End what a contract has for a system that is gone as a whole (D-17)."""
    require_right(request.user, Right.CANCEL_CONTRACTS)
    handover = find_handover(request.user, upgrade)
    row = find_contract(request.user, contract)
    actions.end_contract(handover, row, why=ending.why, by=request.user, now=request.now)
    return _shown(request, upgrade)


@contextmanager
def _class_by_its_name() -> Iterator[None]:
    """Name the warranty class as it is named outside, in what is wrong with it."""
    try:
        yield
    except InputProblems as wrong:
        raise InputProblems(
            [
                replace(each, where="class") if each.where == "warranty_class" else each
                for each in wrong.problems
            ]
        ) from wrong


def _shown(request: Call, number: str) -> HttpResponse:
    page = accepted_page(request.user, number)
    told = by_name(page)
    return reply(shown(UpgradeShape, {**told, "can": sorted(page.can)}))
