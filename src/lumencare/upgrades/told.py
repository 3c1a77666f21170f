"""What programs and groups outside are told about proposals; written with the step itself."""

from datetime import datetime

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.losing import LOSS_NAMES, LossReason
from lumencare.notices.actions import announce
from lumencare.upgrades.models import ProposalVersion


def tell_sent(version: ProposalVersion, now: datetime) -> None:
    """Announce that a version went out."""
    number = version.proposal.number
    said = Text(
        f"升级方案 {number}（第 {version.number} 版）已发送给客户。",
        f"Upgrade proposal {number} (version {version.number}) was sent to the customer.",
    )
    _tell("proposal.sent", version, said, now)


def tell_accepted(version: ProposalVersion, now: datetime) -> None:
    """Announce that a version was accepted."""
    number, name, option = version.proposal.number, version.accepted_name, version.accepted_option
    said = Text(
        f"升级方案 {number}（第 {version.number} 版）的方案 {option} 已由{name}接受。",
        f"Option {option} of upgrade proposal {number} (version {version.number}) was accepted "
        f"by {name}.",
    )
    _tell("proposal.accepted", version, said, now)


def tell_lost(version: ProposalVersion, now: datetime) -> None:
    """Announce that a proposal was lost, and why."""
    reason = LOSS_NAMES[LossReason(version.lost_reason)]
    number = version.proposal.number
    said = Text(
        f"升级方案 {number} 未成交：{reason.zh}。",
        f"Upgrade proposal {number} was lost: {reason.en.lower()}.",
    )
    _tell("proposal.lost", version, said, now)


def _tell(kind: str, version: ProposalVersion, said: Text, now: datetime) -> None:
    proposal = version.proposal
    data = {
        "label": f"{proposal.number} {proposal.system.site.name}",
        "text": said,
        "number": proposal.number,
        "version": version.number,
        "system": proposal.system_id,
        "net": _amount(version.net_fen),
        "gross": _amount(version.gross_fen),
    }
    announce(kind, subject_kind="proposal", subject_key=proposal.number, data=data, now=now)


def _amount(fen: int | None) -> Money | None:
    return None if fen is None else Money.of_fen(fen)
