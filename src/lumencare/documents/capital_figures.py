"""Amounts in Chinese capital figures (大写), as documents that are paid by must state them."""

from decimal import Decimal

import cn2an

from lumencare.domain.money import Money, round_to_fen

GREATEST = Decimal(10**12)


def write_capitals(amount: Money | Decimal | int) -> str:
    """Return an amount in RMB in capital figures: 16409.02 is 壹万陆仟肆佰零玖元零贰分.

    Rounds half up to the fen first (D-2): the converter underneath would cut digits off. Raises
    TypeError for a binary float, ValueError for a negative amount or one above 10^12.
    """
    if isinstance(amount, float):
        raise TypeError("a binary float does not hold an amount of money exactly")
    exact = amount.amount if isinstance(amount, Money) else round_to_fen(Decimal(amount)).amount
    if not 0 <= exact <= GREATEST:
        raise ValueError(f"{exact} cannot be written in capital figures")
    written: str = cn2an.an2cn(str(exact), "rmb")
    # 整 closes an amount that ends before the fen; the converter leaves it out after 角.
    return f"{written}整" if written.endswith("角") else written
