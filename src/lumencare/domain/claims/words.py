"""Sentences about a claim that can be said aloud: what is free, what is paid, at which price."""

from collections.abc import Mapping
from decimal import Decimal

from lumencare.domain.claims.shares import Share
from lumencare.domain.money import Money, percent_of
from lumencare.domain.quotation.finding import say_amount
from lumencare.domain.text import Reason, Text, applies, does_not_apply


def say_share(percent: int, share: Share, vat: Decimal) -> Text:
    """Say what a customer pays for a part, net and with VAT (D-3)."""
    if percent == 100:
        return Text("更换件免费。", "The replacement part is free.")
    off = Text("不予减免", "nothing is taken off")
    if percent:
        off = Text(f"减免 {percent}%", f"{percent}% is taken off")
    if share.customer is None or share.price is None:
        return Text(
            f"更换件{off.zh}；价格尚未公布，须先报价。",
            f"For the part {off.en}; it has no published price, so it is quoted first.",
        )
    if not share.customer:
        return Text("更换件免费。", "The replacement part is free.")
    gross = say_amount(share.customer + percent_of(share.customer, vat))
    net, price = say_amount(share.customer), say_amount(share.price)
    return Text(
        f"更换件价格 {price}，{off.zh}，您承担 {net}（含税 {gross}）。",
        f"The part costs {price}, {off.en}: you pay {net} ({gross} with VAT).",
    )


def say_price(net: Money | None, source: str, price_list: str, *, why: str) -> Reason:
    """Say where the price of a part is from."""
    if net is None:
        return does_not_apply("D-20", _SOURCES["none"])
    name, amount = _SOURCES[source], say_amount(net)
    listed = f" {price_list}" if price_list else ""
    said = f"（{why}）" if source == "set" and why else ""
    in_english = f" ({why})" if said else ""
    text = Text(
        f"单价 {amount}，{name.zh}{listed}{said}。",
        f"Unit price {amount}, {name.en}{listed}{in_english}.",
    )
    return applies("X-7", text, price=net, source=source, price_list=price_list)


def say_supplied(asked: str, supplied: str) -> Reason:
    """Say that another part is supplied in place of the one that failed."""
    text = Text(
        f"{asked} 已由 {supplied} 替代，按 {supplied} 供货。",
        f"{asked} was superseded: {supplied} is supplied in its place.",
    )
    return applies("SC-8", text, asked=asked, supplied=supplied)


_SOURCES: Mapping[str, Text] = {
    "list": Text("依据备件价格表", "from the parts' price list"),
    "hardware": Text("依据项目硬件清单", "from the system's hardware list"),
    "set": Text("由人员填写", "entered by staff"),
    "none": Text(
        "价格表与硬件清单都没有此件的价格，须由人员填写并说明理由。",
        "Neither the price list nor the hardware list has a price for this part: staff enter one "
        "with a reason.",
    ),
}
