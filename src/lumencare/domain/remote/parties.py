"""Who may sign a remote agreement: the end user, or the partner who serves the system (RS-2)."""

from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.text import Reason, Text, does_not_apply


class PartyKind(StrEnum):
    """For whom somebody signs; anybody else has no say over the system."""

    END_USER = "end-user"
    PARTNER = "partner"


PARTY_NAMES = {
    PartyKind.END_USER: Text("最终用户", "End user"),
    PartyKind.PARTNER: Text("合作伙伴", "Partner"),
}


@dataclass(frozen=True, slots=True)
class Parties:
    """Who may sign for a system today: its owner, and the partner who serves it, if there is one.

    Each by the key of its organization; a partner whom the owner lets see nothing is none.
    """

    owner: int
    owner_name: str
    partner: int | None = None
    partner_name: str = ""


def whom_to_ask(parties: Parties) -> Text:
    """Name who may sign."""
    zh, en = [parties.owner_name], [parties.owner_name]
    if parties.partner is not None:
        zh.append(parties.partner_name)
        en.append(parties.partner_name)
    return Text("或".join(zh), " or ".join(en))


def kind_of(organization: int | None, parties: Parties) -> PartyKind | None:
    """Return as what an organization signs for a system; None where it has no say over it."""
    if organization is not None and organization == parties.owner:
        return PartyKind.END_USER
    if organization is not None and organization == parties.partner:
        return PartyKind.PARTNER
    return None


def refusal_of_party(organization: int | None, parties: Parties) -> Reason | None:
    """Return why an organization may not sign (RS-2); None where it may."""
    if kind_of(organization, parties) is not None:
        return None
    ask = whom_to_ask(parties)
    text = Text(
        f"只有系统的最终用户或为其服务的合作伙伴可以签署，请联系{ask.zh}。",
        f"Only the system's end user, or the partner who serves it, signs; ask {ask.en}.",
    )
    return does_not_apply("RS-2", text, parties=[parties.owner_name, parties.partner_name])
