"""How documents print amounts and percents: exact in tables, short on charts."""

from decimal import ROUND_HALF_UP, Decimal

from lumencare.domain.money import ZERO, Money
from lumencare.domain.text import Text

WAN, YI = Decimal(10_000), Decimal(100_000_000)
TENTH = Decimal("0.1")
CENT = Decimal("0.01")
ENGLISH_SCALES = (
    (Decimal(10**9), "bn"),
    (Decimal(10**6), "m"),
    (Decimal(10**3), "k"),
    (Decimal(1), ""),
)
CHINESE_SCALES = ((YI, "亿"), (WAN, "万"), (Decimal(1), "元"))
# The widest amount that a cell of the matrix holds whole.
WHOLE_UP_TO = Decimal(10_000_000)


def exact(amount: Money) -> str:
    """Return an amount with its fen: `¥80,000.00`."""
    return f"¥{amount.grouped}"


def signed(amount: Money) -> str:
    """Return a difference with its sign: `+¥5,000.00`, `−¥5,000.00`."""
    if not amount:
        return exact(amount)
    return f"−{exact(ZERO - amount)}" if amount < ZERO else f"+{exact(amount)}"


def short(value: Decimal) -> Text:
    """Return an amount for a chart: 22.8 万, 228k."""
    if not value:
        return Text("0", "")
    scale, unit = next(each for each in ENGLISH_SCALES if value >= each[0] or each[0] == 1)
    scale_zh, unit_zh = next(each for each in CHINESE_SCALES if value >= each[0] or each[0] == 1)
    return Text(
        f"{_trimmed(value / scale_zh, CENT)} {unit_zh}", _trimmed(value / scale, CENT) + unit
    )


def in_cell(amount: Money) -> str:
    """Return an amount for a narrow cell, in whole yuan or, where that is too wide, in 万."""
    if amount.amount < WHOLE_UP_TO:
        return f"¥{amount.amount.quantize(Decimal(1), ROUND_HALF_UP):,}"
    return f"¥{_trimmed(amount.amount / WAN, TENTH)} 万"


def is_whole(amount: Money) -> bool:
    """Tell whether `in_cell` shows the amount without rounding it."""
    return amount.fen % 100 == 0 and amount.amount < WHOLE_UP_TO


def percent(value: Decimal) -> str:
    """Return a percent without idle zeros: `6%`."""
    return f"{value.normalize():f}%"


def pair(text: Text) -> dict[str, str]:
    """Return a text as templates take it."""
    return {"zh": text.zh, "en": text.en}


def _trimmed(value: Decimal, step: Decimal) -> str:
    rounded = value.quantize(step, ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return f"{whole:,f}" if rounded == whole else f"{rounded.normalize():,f}"
