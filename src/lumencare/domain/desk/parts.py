"""What is covered of one part: as its system is, unless no covered hardware list has it (D-13)."""

from dataclasses import replace

from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.edition import Edition
from lumencare.domain.text import Text, does_not_apply

NOT_LISTED = Text(
    "该部件不在任何受保障的硬件清单上，不予减免；补充到清单后方可保障。",
    "The part is on no covered hardware list, so its price is not reduced; a supplement to the "
    "list can cover it.",
)


def decide_part(
    edition: Edition, facts: CoverageFacts, *, on_list: bool | None
) -> CoverageDecision:
    """Decide what a part gets; `on_list` None: there is no list that could say (D-13)."""
    decision = decide(edition, facts)
    if on_list is not False or decision.parts_percent == 0:
        return decision
    reason = does_not_apply("D-13", NOT_LISTED)
    return replace(
        decision,
        parts_percent=0,
        customer_pays=facts.part_price,
        because=(reason, *decision.because),
    )
