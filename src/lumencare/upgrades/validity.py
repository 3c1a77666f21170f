"""Whether a version still holds: its last day (D-26), the system in use, the owner the same."""

from collections.abc import Iterator
from datetime import datetime

from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai, say_english_day
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.models import OwnerChange
from lumencare.upgrades.models import ProposalVersion

RETIRED = Text("系统已停用", "the system is out of use")
OWNER = Text("业主已变更", "the owner has changed")


def is_over(version: ProposalVersion, now: datetime) -> bool:
    """Tell whether the last day of validity has passed in Shanghai."""
    return version.valid_until is not None and version.valid_until < in_shanghai(now).date()


def require_valid(version: ProposalVersion, now: datetime) -> None:
    """Raise Refused where the last day has passed (D-26), or what it rests on is gone."""
    if version.valid_until is not None and is_over(version, now):
        text = Text(
            f"方案有效期至 {version.valid_until}，现已过期，请索取新版本。",
            f"The proposal was valid until {say_english_day(version.valid_until)} and has "
            "expired; please ask for a new version.",
        )
        raise Refused(does_not_apply("D-26", text, valid_until=version.valid_until))
    changed = find_changes(version)
    if changed:
        zh, en = "、".join(each.zh for each in changed), ", ".join(each.en for each in changed)
        text = Text(
            f"方案所依据的内容已有变化（{zh}），须重新编制。",
            f"What this proposal rests on has changed ({en}); it has to be made again.",
        )
        raise Refused(does_not_apply("D-26", text))


def find_changes(version: ProposalVersion) -> tuple[Text, ...]:
    """Name what has changed since a version was issued, so that it holds no more."""
    return tuple(_changes(version))


def _changes(version: ProposalVersion) -> Iterator[Text]:
    system = version.proposal.system
    if system.retired_on is not None:
        yield RETIRED
    if version.issued_at is None:
        return
    later = OwnerChange.objects.filter(site=system.site_id, recorded_at__gt=version.issued_at)
    if later.exists():
        yield OWNER
