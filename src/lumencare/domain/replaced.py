"""What an upgrade took away: a system or a part that is not in place any more, and what is."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, does_not_apply


@dataclass(frozen=True, slots=True)
class Replaced:
    """From which day something is gone, the system that stands in its place, the proposal.

    `on` is the day of the handover: what failed before it was in place and keeps its cover.
    """

    on: date
    by: str
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether it is gone on a day."""
        return self.on <= day


def system_replaced(replaced: Replaced) -> Reason:
    """Say that a whole system was replaced, and where its successor's cover is found."""
    text = Text(
        f"该系统已于 {replaced.on} 整体更换为 {replaced.by}（{replaced.source}），自该日起不再有"
        "保障；新系统有自己的原质保与购买期。",
        f"This system was replaced as a whole on {say_english_day(replaced.on)} by {replaced.by} "
        f"({replaced.source}): nothing covers it from that day on; the new one has its own "
        "initial warranty and purchase window.",
    )
    return _gone(replaced, text)


def part_replaced(replaced: Replaced) -> Reason:
    """Say that a part left cover with an upgrade, and what stands in its place."""
    text = Text(
        f"该部件已于 {replaced.on} 随升级更换为 {replaced.by} 的部件（{replaced.source}），"
        "自该日起退出保障。",
        f"The part was replaced on {say_english_day(replaced.on)} with the upgrade to "
        f"{replaced.by} ({replaced.source}) and has left cover from that day on.",
    )
    return _gone(replaced, text)


def part_was_still_there(replaced: Replaced) -> Reason:
    """Say that a part was in place on the day that counts, though it is gone by now."""
    text = Text(
        f"该部件其后于 {replaced.on} 随升级更换（{replaced.source}）；故障当日仍在保障清单上。",
        f"The part was replaced later, on {say_english_day(replaced.on)}, with an upgrade "
        f"({replaced.source}); on the day that counts it was still on the covered list.",
    )
    facts = {"on": replaced.on, "by": replaced.by, "source": replaced.source}
    return Reason(rule="D-13", applies=True, text=text, facts=facts)


def _gone(replaced: Replaced, text: Text) -> Reason:
    return does_not_apply("SY-1", text, on=replaced.on, by=replaced.by, source=replaced.source)
