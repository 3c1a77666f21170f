"""The spare pool serves plan customers first, and says what is possible where it refuses."""

from datetime import date
from typing import Any

import pytest

from lumencare.domain.stock.kinds import PartState
from lumencare.domain.stock.serving import (
    PartLife,
    Shelf,
    Shortage,
    can_order,
    explain_shortage,
    kept_back_of,
)
from lumencare.domain.text import Text

TODAY = date(2026, 1, 15)
SHANGHAI = Text("上海常用备件库", "Shanghai spare pool")


def shortage(part: PartLife | None = None, **more: Any) -> Shortage:
    facts: dict[str, Any] = {
        "part": part or PartLife(number="QSM-4W", lead_days=40),
        "shelf": Shelf(SHANGHAI, 1, 0),
        "wanted": 2,
        "kept_back": 0,
        "on": TODAY,
        **more,
    }
    return Shortage(**facts)


@pytest.mark.parametrize(
    ("frequent", "chosen", "kept"),
    [(True, None, 1), (False, None, 0), (True, 0, 0), (True, 4, 4), (False, 2, 2)],
)
def test_the_last_frequent_part_is_for_a_plan_customer(
    frequent: bool, chosen: int | None, kept: int
) -> None:
    """SC-7, X-8: where nobody says how many are kept back, one of a frequent part is."""
    assert kept_back_of(frequent=frequent, chosen=chosen) == kept


@pytest.mark.parametrize(
    ("state", "last", "possible"),
    [
        (PartState.CURRENT, None, True),
        (PartState.LAST_TIME_BUY, TODAY, True),
        (PartState.LAST_TIME_BUY, date(2026, 1, 14), False),
        (PartState.OBSOLETE, None, False),
    ],
)
def test_a_part_is_ordered_until_its_last_day_for_orders(
    state: PartState, last: date | None, possible: bool
) -> None:
    life = PartLife(number="A", state=state, last_order_on=last)
    assert can_order(life, TODAY) is possible


def test_who_has_no_plan_hears_that_the_rest_is_kept_for_plan_customers() -> None:
    """SC-7: the refusal names the rule and what is possible instead."""
    found = shortage(shelf=Shelf(SHANGHAI, 3, 1), wanted=1, kept_back=2)
    reason = explain_shortage(found)
    assert reason.rule == "SC-7"
    assert not reason.applies
    assert "常用备件库首先服务计划客户" in reason.text.zh
    assert "约 40 天到货" in reason.text.zh
    assert "it keeps 2 of the 2 free QSM-4W in Shanghai spare pool" in reason.text.en
    assert "takes about 40 days" in reason.text.en


def test_a_shortage_tells_of_other_places_successor_and_order() -> None:
    life = PartLife(number="QSM-4W", successor="QSM-5", state=PartState.OBSOLETE)
    reason = explain_shortage(
        shortage(
            life,
            elsewhere=((Text("北京备件库", "Beijing pool"), 4),),
            successor_free=3,
            on_order=5,
            expected_on=date(2026, 2, 1),
        )
    )
    assert reason.text.en == (
        "Shanghai spare pool holds 1 QSM-4W (0 reserved, 1 free), which is not enough for 2. "
        "Beijing pool has 4 free. Its successor QSM-5 has 3 free. "
        "On order: 5, expected on 2026-02-01. "
        "It can no longer be ordered; its successor QSM-5 can."
    )
    assert "北京备件库另有 4 件可用。替代型号 QSM-5 有 3 件可用。" in reason.text.zh


def test_a_part_without_successor_or_order_leads_to_system_care() -> None:
    """SY-1: an upgrade is what is left."""
    life = PartLife(number="QP2", state=PartState.OBSOLETE)
    assert "System Care can propose an upgrade" in explain_shortage(shortage(life)).text.en


def test_an_unknown_lead_time_is_asked_for_and_not_guessed() -> None:
    assert "has to be asked" in explain_shortage(shortage(PartLife(number="A"))).text.en
