"""Until when a version can be dealt with (D-26), whether or not it was marked as expired yet."""

from datetime import datetime

from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.models import QuoteVersion


def is_over(version: QuoteVersion, now: datetime) -> bool:
    """Tell whether the last day of validity has passed in Shanghai."""
    return version.valid_until is not None and version.valid_until < in_shanghai(now).date()


def require_valid(version: QuoteVersion, now: datetime) -> None:
    """Raise Refused where the last day of validity has passed (D-26)."""
    if version.valid_until is None or not is_over(version, now):
        return
    text = Text(
        f"报价有效期至 {version.valid_until}，现已过期，请索取新版本。",
        f"The quotation was valid until {say_english_day(version.valid_until)} and has expired; "
        "please ask for a new version.",
    )
    raise Refused(does_not_apply("D-26", text, valid_until=version.valid_until))
