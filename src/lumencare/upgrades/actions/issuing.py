"""Issuing: content, amounts, cover, reasons and PDF are fixed; who must approve is known."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.counting import MAN_DAYS
from lumencare.domain.money import ZERO
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.upgrade.checks import check_whole
from lumencare.domain.upgrade.lines import LineKind
from lumencare.domain.upgrade.states import ProposalState, ProposalStep, require_step
from lumencare.lifecycle.actions.following import lead_to_proposal
from lumencare.upgrades.actions.steps import take_step
from lumencare.upgrades.archive import keep_pdf
from lumencare.upgrades.held import unexpired_by_contract
from lumencare.upgrades.listed import changed_prices
from lumencare.upgrades.making import Offer, Paper, answer_of, make_paper, offer_of
from lumencare.upgrades.models import ProposalVersion
from lumencare.upgrades.validity import require_valid


def issue(version: ProposalVersion, *, by: User, now: datetime) -> ProposalVersion:
    """Fix a draft: it is ready to send unless somebody must approve it (D-20, D-17).

    The PDF is on the disk before the version names it, and nothing of it is ever made again.
    """
    require_right(by, Right.MAKE_PROPOSALS)
    require_step(ProposalStep.ISSUE, version.state)
    require_valid(version, now)
    offer = offer_of(version, in_shanghai(now).date())
    problems = find_problems(version, offer)
    if problems:
        raise InputProblems(problems)
    paper = make_paper(version, offer, now)
    kept = keep_pdf(paper.pdf, version, now)
    with transaction.atomic():
        fields = {**_fixed(offer, paper, now), "pdf": kept.name, "pdf_sha256": kept.sha256}
        take_step(version, ProposalStep.ISSUE, by=by, now=now, fields=fields)
        # A lead that was made after the draft was begun follows now.
        proposal = version.proposal
        lead_to_proposal(proposal.system, why=proposal.number, by=by, now=now)
    return version


def find_problems(version: ProposalVersion, offer: Offer) -> list[Problem]:
    """Return what keeps a draft from being issued, each with its option and place."""
    return [
        *check_whole(offer.content),
        *_moved_prices(offer),
        *_too_much_given(version, offer),
        *_unexplored(offer),
    ]


def _moved_prices(offer: Offer) -> Iterator[Problem]:
    moved = changed_prices(offer.content, offer.edition, offer.on)
    for (option, line), price in moved.items():
        said = "—" if price is None else price.grouped
        allowed = Text(
            f"列表价现为 {said}，请重新保存此行。",
            f"The list price is {said} now; save this line again.",
        )
        found = offer.content.option(option)
        texts = [each.text for each in found.lines if each.key == line] if found else []
        yield Problem(f"{option}.lines", "".join(texts), allowed)


def _too_much_given(version: ProposalVersion, offer: Offer) -> Iterator[Problem]:
    """Yield what is given for a plan beyond what of it is paid and has not run out (D-17)."""
    left = unexpired_by_contract(version.proposal.system, offer.on)
    for option in offer.content.options:
        given = dict.fromkeys(left, ZERO)
        for line in option.of_kind(LineKind.TRADE_IN):
            given[line.source] = given.get(line.source, ZERO) + line.price
        for source, amount in given.items():
            most = left.get(source, ZERO)
            if most < amount:
                allowed = Text(
                    f"{source} 最多可抵扣 {most.grouped} 元（已付且未到期部分）。",
                    f"At most {most.grouped} RMB can be given for {source}: what is paid and has "
                    "not run out.",
                )
                yield Problem(f"{option.key}.lines", amount.grouped, allowed)


def _unexplored(offer: Offer) -> Iterator[Problem]:
    """Yield the options without exploration although records are missing (SY-4, X-10)."""
    collection = offer.readiness.collection
    if collection is None:
        return
    for option in offer.content.options:
        if not option.of_kind(LineKind.EXPLORATION) and not option.no_exploration_why.strip():
            days = MAN_DAYS.count(collection.man_days)
            allowed = Text(
                f"资料缺失：请加入摸查 {days.zh}，或写明不摸查的理由（SY-4）。",
                f"Records are missing: add {days.en} of exploration, or "
                "say why none is needed (SY-4).",
            )
            yield Problem(f"{option.key}.no_exploration_why", "", allowed)


def _fixed(offer: Offer, paper: Paper, now: datetime) -> dict[str, Any]:
    needs_approval = bool(offer.approval_because)
    state = ProposalState.AWAITING_APPROVAL if needs_approval else ProposalState.APPROVED
    leading = offer.leading
    return {
        "state": state.value,
        "issued_at": now,
        "offered_on": offer.on,
        "valid_until": offer.valid_until,
        "edition": offer.edition.code,
        "answer": answer_of(offer),
        "net_fen": None if leading is None else leading.priced.net.fen,
        "gross_fen": None if leading is None else leading.priced.gross.fen,
        "needs_approval": needs_approval,
        "facts_sha256": paper.facts,
    }
