"""Who pays if it breaks, said to the owner of a system in one line."""

from lumencare.domain.coverage import CoverageDecision
from lumencare.domain.text import Text

WHOLE = 100


def say_to_owner(decision: CoverageDecision) -> Text:
    """Say who pays for parts and for diagnostic labour if something breaks."""
    percent = decision.parts_percent
    kind = "all" if percent == WHOLE else "some" if percent else "none"
    said = LINES[kind, decision.labour_covered]
    return Text(
        said.zh.replace("{percent}", str(percent)), said.en.replace("{percent}", str(percent))
    )


LINES = {
    ("all", True): Text(
        "坏了，零件和人工都不收费", "If it breaks, parts and labour cost you nothing"
    ),
    ("all", False): Text(
        "坏了，零件不收费，上门人工收费", "If it breaks, parts are free and a visit is charged"
    ),
    ("some", True): Text(
        "坏了，零件减免 {percent}%，人工不收费",
        "If it breaks, parts cost {percent}% less and labour is free",
    ),
    ("some", False): Text(
        "坏了，零件减免 {percent}%，上门人工收费",
        "If it breaks, parts cost {percent}% less and a visit is charged",
    ),
    ("none", True): Text(
        "坏了，人工不收费，零件由您付费", "If it breaks, labour is free and you pay for parts"
    ),
    ("none", False): Text("坏了，零件和人工由您付费", "If it breaks, you pay for parts and labour"),
}
