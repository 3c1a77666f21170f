"""A survey is free within two hours of Shanghai or Beijing, once; else its price comes first."""

from datetime import date

import pytest

from lumencare.data.survey_efforts import survey_efforts
from lumencare.domain.money import Money
from lumencare.domain.place import Verdict
from lumencare.domain.text import Text, applies
from lumencare.domain.upgrade.surveying import SurveyOffer, SurveyQuestion, offer_survey

PLACE = (applies("SY-2", Text("高铁 22 分钟。", "22 minutes by high-speed rail.")),)


def offer(bom: str = "500000", **more: object) -> SurveyOffer:
    question: dict[str, object] = {
        "bom": Money.of(bom),
        "man_day": Money.of("4800"),
        "place": Verdict.YES,
        "place_because": PLACE,
        **more,
    }
    return offer_survey(survey_efforts(), SurveyQuestion(**question))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "verdict", "man_days", "net"),
    [
        # SY-2: one visit is free; what a great project takes beyond it is priced.
        ({}, Verdict.YES, 1, "0.00"),
        ({"bom": "1000000"}, Verdict.YES, 2, "4800.00"),
        ({"bom": "3000000"}, Verdict.YES, 3, "9600.00"),
        ({"place": Verdict.NO}, Verdict.NO, 1, "4800.00"),
        ({"bom": "999999.99", "place": Verdict.NO}, Verdict.NO, 1, "4800.00"),
        # D-19: where the data do not settle it, staff decide, with their reason.
        ({"place": Verdict.CONFIRM}, Verdict.CONFIRM, 1, "4800.00"),
        ({"place": Verdict.CONFIRM, "decided": True, "decided_why": "G7"}, Verdict.YES, 1, "0.00"),
        ({"decided": False, "decided_why": "a tour"}, Verdict.NO, 1, "4800.00"),
        # Once for a system: another is priced unless staff decide otherwise.
        ({"free_before": date(2025, 3, 1)}, Verdict.NO, 1, "4800.00"),
        (
            {"free_before": date(2025, 3, 1), "decided": True, "decided_why": "rebuilt"},
            Verdict.YES,
            1,
            "0.00",
        ),
    ],
)
def test_a_survey_is_free_or_its_price_is_known_before_anybody_goes(
    facts: dict[str, object], verdict: Verdict, man_days: int, net: str
) -> None:
    """SY-2, X-4, D-12, D-19."""
    found = offer(**facts)  # type: ignore[arg-type]
    assert (found.verdict, found.man_days, str(found.net)) == (verdict, man_days, net)
    assert {each.rule for each in found.because} & {"SY-2"}


def test_a_price_says_what_comes_on_top_outside_business_hours() -> None:
    """NB-1: what is shown is the price of business hours."""
    assert "NB-1" in offer(place=Verdict.NO).because[-1].text.en
