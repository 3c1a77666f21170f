"""What the signer settles before a code is sent: their name, for whom they sign, the way in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.remote.access import AccessMode, Server, require_suiting
from lumencare.domain.remote.parties import kind_of, refusal_of_party
from lumencare.domain.remote.states import AgreementState, AgreementStep, require_step
from lumencare.domain.text import Text, does_not_apply
from lumencare.remote.actions.sending import paper_fields
from lumencare.remote.actions.steps import write
from lumencare.remote.facts import parties_of
from lumencare.remote.models import RemoteAgreement, SigningLink
from lumencare.remote.papers import make_paper
from lumencare.sales.written import LONGEST_NAME, read_written


@dataclass(frozen=True, slots=True)
class Choice:
    """What the signer says on their page; empty: as the paper has it.

    `organization` is the key of a party, or anything else for somebody who is none.
    """

    name: str = ""
    organization: str = ""
    mode: str = ""


def settle(link: SigningLink, choice: Choice, now: datetime) -> RemoteAgreement:
    """Write down what the signer chose; where it differs from the paper, the paper is made anew.

    Raises Refused for a wrong party (RS-2), a way in that does not suit (RS-1), and where the paper
    cannot be signed any more.
    """
    row = link.agreement
    require_signable(link, now)
    wanted = {**_party(row, choice), **_mode(row, choice)}
    if choice.name.strip():
        wanted["signer_name"] = read_written(choice.name, "name", LONGEST_NAME)
    changes = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    if not changes:
        return row
    for name, value in changes.items():
        setattr(row, name, value)
    made = make_paper(row, now)
    row.refresh_from_db()
    fields = {**changes, **paper_fields(made)}
    return write(
        row, fields, action="change", by=wanted.get("signer_name", row.signer_name), now=now
    )


def require_signable(link: SigningLink, now: datetime) -> None:
    """Raise Refused where a paper cannot be signed: it is, it was revoked, or its time is over."""
    row = link.agreement
    require_step(AgreementStep.SIGN, AgreementState(row.state))
    if link.taken_back_at is not None or now >= link.sign_by:
        raise Refused(does_not_apply("D-24", TOO_LATE, link=True))
    refusal = refusal_of_party(row.organization_id, parties_of(row.system.site))
    if refusal is not None:
        raise Refused(refusal)


def _party(row: RemoteAgreement, choice: Choice) -> dict[str, Any]:
    typed = choice.organization.strip()
    if not typed:
        return {}
    parties = parties_of(row.system.site)
    known = {str(each): each for each in (parties.owner, parties.partner) if each is not None}
    found = known.get(typed)
    refusal, kind = refusal_of_party(found, parties), kind_of(found, parties)
    if refusal is not None or kind is None:
        raise Refused(refusal) if refusal is not None else ValueError(typed)
    return {"organization_id": found, "party": kind.value}


def _mode(row: RemoteAgreement, choice: Choice) -> dict[str, Any]:
    typed = choice.mode.strip()
    if not typed:
        return {}
    if typed not in set(AccessMode):
        raise InputProblems([Problem("mode", typed, NO_SUCH_WAY)])
    if typed != row.mode:
        require_suiting(AccessMode(typed), Server(row.server))
    return {"mode": typed}


NO_SUCH_WAY = Text("请选择一种接入方式。", "Choose one of the ways in.")
TOO_LATE = Text(
    "签署时间已过，请联系发送链接的人重新发送。",
    "The time to sign is over; ask whoever sent the link for another.",
)
