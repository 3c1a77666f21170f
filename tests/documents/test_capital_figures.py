"""Capital figures (D-3): known vectors, rounding, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.documents.capital_figures import GREATEST, write_capitals
from lumencare.domain.money import Money


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("30000", "叁万元整"),
        ("15000", "壹万伍仟元整"),
        ("1000000", "壹佰万元整"),
        ("31800", "叁万壹仟捌佰元整"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("10600.60", "壹万零陆佰元陆角整"),
        ("20050.05", "贰万零伍拾元零伍分"),
        ("100000001", "壹亿零壹元整"),
        ("0", "零元整"),
        ("0.5", "伍角整"),
        ("0.05", "伍分"),
        ("116600.00", "壹拾壹万陆仟陆佰元整"),
        ("1000000000000", "壹万亿元整"),
        (
            "999999999999.99",
            "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
    ],
)
def test_an_amount_is_written_in_capital_figures(amount: str, capitals: str) -> None:
    assert write_capitals(Money.of(amount)) == capitals
    assert write_capitals(Decimal(amount)) == capitals


def test_an_exact_amount_is_rounded_half_up_before_it_is_written() -> None:
    """D-2: cut off, it would lose a fen."""
    assert write_capitals(Decimal("325.035")) == "叁佰贰拾伍元零肆分"


def test_binary_floats_negative_and_endless_amounts_are_refused() -> None:
    with pytest.raises(TypeError):
        write_capitals(325.04)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="capital figures"):
        write_capitals(Decimal("-0.01"))
    with pytest.raises(ValueError, match="capital figures"):
        write_capitals(GREATEST + 1)


DIGITS = {each: digit for digit, each in enumerate("零壹贰叁肆伍陆柒捌玖")}
SMALL_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
GREAT_UNITS = {"万": 10**4, "亿": 10**8}


@given(st.integers(min_value=0, max_value=10**14).map(Money.of_fen))
def test_capital_figures_read_back_to_the_same_amount(amount: Money) -> None:
    assert read_capitals(write_capitals(amount)) == amount.fen


def read_capitals(text: str) -> int:
    """Read capital figures back into fen, independently of how they were written."""
    yuan, _, rest = text.removesuffix("整").rpartition("元")
    fen = 0
    for unit, worth in (("角", 10), ("分", 1)):
        digit, found, after = rest.rpartition(unit)
        if found:
            fen += DIGITS[digit[-1]] * worth
            rest = after if unit == "角" else rest
    return read_whole(yuan) * 100 + fen


def read_whole(text: str) -> int:
    whole, section, digit = 0, 0, 0
    for each in text:
        if each in DIGITS:
            digit = DIGITS[each]
        elif each in SMALL_UNITS:
            section, digit = section + digit * SMALL_UNITS[each], 0
        else:
            section, digit = section + digit, 0
            whole = (
                (whole + section) * GREAT_UNITS[each]
                if each == "亿"
                else (whole + section * GREAT_UNITS[each])
            )
            section = 0
    return whole + section + digit
