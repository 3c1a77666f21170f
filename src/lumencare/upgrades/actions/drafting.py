"""Drafts: a proposal begins with one, a revision is one, and only a draft can be changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.domain.upgrade.checks import LONGEST_TEXT
from lumencare.domain.upgrade.content import Content, OptionKind
from lumencare.domain.upgrade.differences import find_differences
from lumencare.domain.upgrade.editing import NO_OPTION, put_option
from lumencare.domain.upgrade.states import IN_WORK, WON, ProposalState, ProposalStep, require_step
from lumencare.domain.upgrade.stored import content_answer, read_content
from lumencare.domain.upgrade.surveying import SurveyState
from lumencare.lifecycle.actions.following import lead_to_proposal
from lumencare.sites.models import System
from lumencare.sites.search import visible_sites
from lumencare.upgrades.actions.steps import lock_proposal, take_step
from lumencare.upgrades.finding import remember_proposal
from lumencare.upgrades.models import ProposalVersion, Survey, UpgradeProposal
from lumencare.upgrades.numbers import next_proposal_number
from lumencare.upgrades.prefill import first_option, ground_of, usual_ways


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalWish:
    """What a proposal begins with: what the customer needs, and the survey that it rests on.

    `ways` are the kinds of upgrade with their target; empty: what the catalogue has nearest.
    """

    need: str = ""
    survey: Survey | None = None
    ways: tuple[tuple[OptionKind, str], ...] = ()


NOTHING_WISHED = ProposalWish()


def start_proposal(
    system_pk: int, *, by: User, now: datetime, wish: ProposalWish = NOTHING_WISHED
) -> ProposalVersion:
    """Begin a proposal: a number, and version 1 as a draft made of survey and catalogue."""
    require_right(by, Right.MAKE_PROPOSALS)
    today = in_shanghai(now).date()
    with transaction.atomic():
        rows = System.objects.filter(site__in=visible_sites(by)).select_related("site__owner")
        system = get_object_or_404(rows, pk=system_pk)
        # Two who begin at once follow each other.
        System.objects.select_for_update().get(pk=system_pk)
        survey = wish.survey
        _require_startable(system, survey)
        ground = ground_of(system, survey, today)
        content = Content(need=_read_need(wish.need))
        for kind, target in wish.ways or usual_ways(ground):
            content = put_option(content, first_option(ground, kind, target))
        proposal = UpgradeProposal.objects.create(
            number=next_proposal_number(today),
            system=system,
            survey=survey,
            author=by,
            created_at=now,
        )
        version = _add_draft(proposal, 1, content, by=by, now=now)
        remember_proposal(proposal)
        lead_to_proposal(system, why=proposal.number, by=by, now=now)
    return version


def change_draft(
    version: ProposalVersion, content: Content, *, by: User, now: datetime
) -> ProposalVersion:
    """Keep another content in a draft; nothing is written where it is the same."""
    require_right(by, Right.MAKE_PROPOSALS)
    _read_need(content.need)
    _require_offered(content)
    answer = content_answer(content)
    if version.state == ProposalState.DRAFT and version.content == answer:
        return version
    said = find_differences(read_content(version.content), content)
    why = "\n".join(f"{each.zh} {each.en}" for each in said)[:LONGEST_TOLD]
    return take_step(
        version, ProposalStep.CHANGE, by=by, now=now, why=why, fields={"content": answer}
    )


def add_option(
    version: ProposalVersion, kind: OptionKind, target: str = "", *, by: User, now: datetime
) -> ProposalVersion:
    """Add an option to a draft, made of survey and catalogue."""
    require_right(by, Right.MAKE_PROPOSALS)
    require_step(ProposalStep.CHANGE, version.state)
    proposal = version.proposal
    ground = ground_of(proposal.system, proposal.survey, in_shanghai(now).date())
    content = put_option(read_content(version.content), first_option(ground, kind, target))
    return change_draft(version, content, by=by, now=now)


def revise(version: ProposalVersion, *, by: User, now: datetime) -> ProposalVersion:
    """Begin the next version with the content of the last one.

    A version that a customer holds stays valid until the new one is sent; one that nobody outside
    has seen is superseded at once.
    """
    require_right(by, Right.MAKE_PROPOSALS)
    with transaction.atomic():
        lock_proposal(version)
        proposal = UpgradeProposal.objects.select_related("system__site__owner").get(
            pk=version.proposal_id
        )
        last = proposal.versions.select_related("proposal").latest("number")
        require_step(ProposalStep.REVISE, last.state)
        won = proposal.versions.filter(state__in=[each.value for each in WON]).first()
        if won is not None:
            require_step(ProposalStep.REVISE, won.state)
        if last.state in IN_WORK:
            take_step(last, ProposalStep.SUPERSEDE, by=by, now=now, fields={"ended_at": now})
        lost_at = last.ended_at if last.state == ProposalState.LOST else None
        lead_to_proposal(proposal.system, why=proposal.number, by=by, now=now, lost_at=lost_at)
        return _add_draft(proposal, last.number + 1, last.content, by=by, now=now)


def _add_draft(
    proposal: UpgradeProposal, number: int, content: Any, *, by: User, now: datetime
) -> ProposalVersion:
    kept = content_answer(content) if isinstance(content, Content) else content
    version = ProposalVersion.objects.create(
        proposal=proposal, number=number, content=kept, author=by, created_at=now, changed_at=now
    )
    step = ProposalStep.START if number == 1 else ProposalStep.REVISE
    record(version, action=step.value, by=by, now=now, changes={"number": (None, str(version))})
    return version


def _require_startable(system: System, survey: Survey | None) -> None:
    if system.retired_on is not None:
        raise Refused(does_not_apply("SY-3", OUT_OF_USE))
    if survey is not None and (survey.system_id != system.pk or survey.state != SurveyState.DONE):
        raise InputProblems([Problem("survey", survey.number, OF_THE_SYSTEM)])
    rows = ProposalVersion.objects.filter(proposal__system=system, state__in=UNDER_WAY)
    row = rows.select_related("proposal").first()
    if row is not None:
        number = row.proposal.number
        text = Text(
            f"该系统已有升级方案 {number}，请在其中修订。",
            f"This system has upgrade proposal {number} already; revise that one.",
        )
        raise Refused(does_not_apply("SY-3", text, proposal=number))


def _require_offered(content: Content) -> None:
    """Raise InputProblems where an option is recommended that is not offered."""
    if content.recommended and content.option(content.recommended) is None:
        raise InputProblems([Problem("recommended", content.recommended, NO_OPTION)])


def _read_need(need: str) -> str:
    found = need.strip()
    if len(found) > LONGEST_TEXT or "\x00" in found:
        raise InputProblems([Problem("need", found, LONG)])
    return found


# The trail names what changed; two versions beside each other tell the rest.
LONGEST_TOLD = 1000
UNDER_WAY = sorted([*(each.value for each in IN_WORK), ProposalState.SENT.value])
OUT_OF_USE = Text(
    "该系统已停用，不能编制升级方案。", "This system is out of use; no proposal can be made of it."
)
OF_THE_SYSTEM = Text(
    "应为该系统已完成的勘察。", "A survey of this system that is done is expected."
)
LONG = Text(f"最多 {LONGEST_TEXT} 个字。", f"At most {LONGEST_TEXT} characters are expected.")
