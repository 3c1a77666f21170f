"""Judge an installed system on a day: the one way to a lifecycle verdict."""

from lumencare.domain.lifecycle.ageing import judge_age, judge_parts
from lumencare.domain.lifecycle.judging import LifeFacts, Verdict, verdict_of
from lumencare.domain.lifecycle.software import judge_software


def judge(facts: LifeFacts) -> Verdict:
    """Return the verdict of a system with every reason, most pressing first (SY-1, X-9)."""
    return verdict_of(judge_age(facts), judge_parts(facts), judge_software(facts))
