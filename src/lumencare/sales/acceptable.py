"""Whether a version can be accepted now, and what stands against it."""

from datetime import datetime

from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Reason, Text, does_not_apply
from lumencare.sales.freshness import require_fresh
from lumencare.sales.models import QuoteVersion
from lumencare.sales.states import Step, require_step
from lumencare.sales.validity import require_valid


def require_acceptable(version: QuoteVersion, now: datetime) -> None:
    """Raise Refused with its reason where a version cannot be accepted."""
    require_step(Step.ACCEPT, version.state)
    require_valid(version, now)
    if version.gross_fen is None:
        raise Refused(does_not_apply("SY-3", NOTHING_PRICED))
    require_fresh(version, in_shanghai(now).date())


def find_refusal(version: QuoteVersion, now: datetime) -> Reason | None:
    """Return what stands against accepting a version; None where nothing does."""
    try:
        require_acceptable(version, now)
    except Refused as refused:
        return refused.reason
    return None


NOTHING_PRICED = Text(
    "此报价按项目方案另行计价，目前没有可接受的价格。",
    "This quotation is priced by a proposal; there is no price to accept yet.",
)
