"""Site records as pages show them: the look of each light and the words of each state."""

from collections.abc import Iterator
from dataclasses import dataclass

from lumencare.domain.readiness.judging import Light, PaperState
from lumencare.domain.text import Text
from lumencare.sites.queries.readiness import PaperFacts, SystemReadiness

LOOKS = {Light.GREEN: "ok", Light.AMBER: "warn", Light.RED: "bad"}
LIGHT_NAMES = {
    Light.GREEN: Text("齐全", "complete"),
    Light.AMBER: Text("需核对", "to be checked"),
    Light.RED: Text("不齐全", "incomplete"),
}
STATE_NAMES = {
    PaperState.CURRENT: Text("有效", "current"),
    PaperState.AGED: Text("已旧", "old"),
    PaperState.NOT_APPLICABLE: Text("没有", "there is none"),
    PaperState.NOT_NEEDED: Text("不需要", "not needed"),
    PaperState.WAIVED: Text("可从处理器读出", "from the processor"),
    PaperState.MISSING: Text("缺少", "missing"),
}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A record as a block shows it: its look, its state in words."""

    facts: PaperFacts
    look: str
    state: Text


def papers_shown(found: SystemReadiness) -> Iterator[ShownPaper]:
    """Yield the records of a system as blocks show them."""
    for each in found.papers:
        yield ShownPaper(each, LOOKS[each.answer.light], STATE_NAMES[each.answer.state])
