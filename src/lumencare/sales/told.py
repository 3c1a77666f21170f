"""What programs and groups outside are told about quotes; written with the step itself."""

from datetime import datetime

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.notices.actions import announce
from lumencare.sales.models import QuoteVersion


def tell_sent(version: QuoteVersion, now: datetime) -> None:
    """Announce that a version went out."""
    number = version.quote.number
    said = Text(
        f"报价单 {number}（第 {version.number} 版）已发送给客户。",
        f"Quote {number} (version {version.number}) was sent to the customer.",
    )
    _tell("quote.sent", version, said, now)


def tell_accepted(version: QuoteVersion, now: datetime) -> None:
    """Announce that a version was accepted."""
    number, name = version.quote.number, version.accepted_name
    said = Text(
        f"报价单 {number}（第 {version.number} 版）已由{name}接受。",
        f"Quote {number} (version {version.number}) was accepted by {name}.",
    )
    _tell("quote.accepted", version, said, now)


def _tell(kind: str, version: QuoteVersion, said: Text, now: datetime) -> None:
    data = {
        "label": f"{version.quote.number} {version.quote.system.site.name}",
        "text": said,
        "number": version.quote.number,
        "version": version.number,
        "system": version.quote.system_id,
        "net": _amount(version.net_fen),
        "gross": _amount(version.gross_fen),
    }
    announce(kind, subject_kind="quote", subject_key=version.quote.number, data=data, now=now)


def _amount(fen: int | None) -> Money | None:
    return None if fen is None else Money.of_fen(fen)
