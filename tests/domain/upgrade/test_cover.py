"""What an upgrade leaves of the old cover is said before anybody accepts it."""

from datetime import date

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Reuse
from lumencare.domain.upgrade.cover import HeldCover, tell_cover
from tests.domain.upgrade.parts import a_row, a_software_option, an_option

HELD = HeldCover(
    name=Text("硬件保障计划+", "Part Care Plan+"),
    contract="SC-2601-001",
    last_day=date(2031, 3, 1),
    unexpired=Money.of("12000"),
)


def test_a_software_upgrade_leaves_the_years_and_the_plans_as_they_are() -> None:
    """D-1: the order date of the system stays what it was."""
    found = tell_cover(a_software_option(), (HELD,))
    assert [each.rule for each in found] == ["D-1", "D-13"]
    assert "goes on as before until 1 March 2031" in found[1].text.en


def test_replaced_parts_leave_cover_and_the_plan_goes_on_for_what_stays() -> None:
    """D-13, D-14, D-17: nothing is refunded by itself."""
    option = an_option(reuse=(a_row(), a_row(key=2, verdict=Reuse.KEPT)))
    found = tell_cover(option, (HELD,))
    assert [each.rule for each in found] == ["D-14", "D-13", "D-17"]
    assert found[1].facts == {"pieces": 2}
    assert "goes on for the hardware that stays" in found[2].text.en


def test_a_plan_that_covers_nothing_any_more_is_named_as_such() -> None:
    found = tell_cover(an_option(), (HELD,))
    assert "covers nothing, and nothing is refunded by itself" in found[-1].text.en
