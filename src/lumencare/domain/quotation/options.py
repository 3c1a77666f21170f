"""The lines of the chosen options: response commitments, hours outside business, man-days."""

from lumencare.domain.edition import COLLECTION, Edition, ManDay, ResponseOption
from lumencare.domain.money import Money
from lumencare.domain.period import Span, twelve_months_from
from lumencare.domain.quotation.held import response_upgrade
from lumencare.domain.quotation.inquiry import Inquiry, man_days
from lumencare.domain.quotation.line import (
    PER_MAN_DAY,
    PER_YEAR,
    LineKind,
    QuotationLine,
    say_span,
)
from lumencare.domain.quotation.purchases import contract_years
from lumencare.domain.request import OptionChoice
from lumencare.domain.text import Reason, Text, applies

# Options are services; the edition names a VAT kind for plans only (D-3).
VAT_KIND = "service"


def quote_option(inquiry: Inquiry, choice: OptionChoice) -> QuotationLine:
    """Return the line of an option that the edition names."""
    option = inquiry.edition.response_by_code.get(choice.code)
    if option is not None:
        return _response_line(inquiry, option, choice)
    return _man_day_line(inquiry.edition, man_days(inquiry.edition)[choice.code], choice)


def _response_line(inquiry: Inquiry, option: ResponseOption, choice: OptionChoice) -> QuotationLine:
    years = contract_years(inquiry)[: choice.quantity]
    days = [say_span(each) for each in years]
    price = option.net.grouped
    upgrade = response_upgrade(inquiry, option, years[0])
    unit = option.net if upgrade is None else upgrade[0]
    return QuotationLine(
        kind=LineKind.RESPONSE,
        code=option.code,
        name=option.text,
        period=Text("；".join(each.zh for each in days), "; ".join(each.en for each in days)),
        unit=PER_YEAR,
        rate=Text(
            f"每年 {price}{' 起' * option.from_price}",
            f"{'from ' * option.from_price}{price} a year",
        ),
        formula=_response_formula(option, upgrade, choice),
        rule=option.price_rule if upgrade is None else "D-21",
        edition=inquiry.edition.code,
        vat_rate=inquiry.edition.vat_by_kind[VAT_KIND],
        because=(_price_reason(option.price_rule, unit, choice), *_reached(inquiry, option)),
        computed_unit_net=unit,
        from_price=option.from_price,
        quantity=choice.quantity,
        span=years[0],
        remark=SHORT_YEAR if any(_is_short(each) for each in years) else None,
    )


def _response_formula(
    option: ResponseOption, upgrade: tuple[Money, ResponseOption] | None, choice: OptionChoice
) -> str:
    """Return the arithmetic: an upgrade in mid-year costs the difference of two years (D-21)."""
    if upgrade is None:
        return f"{choice.quantity} × {option.net.grouped}"
    return f"{option.net.grouped} − {upgrade[1].net.grouped}"


def _is_short(year: Span) -> bool:
    return year.end < twelve_months_from(year.start).end


def _man_day_line(edition: Edition, row: ManDay, choice: OptionChoice) -> QuotationLine:
    is_hours = row in edition.hours
    because = [_price_reason(row.rule, row.net, choice)]
    if is_hours:
        because.append(ADDS_UP)
    return QuotationLine(
        kind=LineKind.HOURS if is_hours else LineKind.ADDED_VALUE,
        code=row.code,
        name=row.text,
        period=Text("预约时确定", "As booked"),
        unit=PER_MAN_DAY,
        rate=_man_day_rate(row),
        formula=f"{choice.quantity} × {row.net.grouped}",
        rule=row.rule,
        edition=edition.code,
        vat_rate=edition.vat_by_kind[VAT_KIND],
        because=tuple(because),
        computed_unit_net=row.net,
        from_price=row.code == COLLECTION,
        quantity=choice.quantity,
    )


def _man_day_rate(row: ManDay) -> Text:
    price, floor = row.net.grouped, row.code == COLLECTION
    return Text(
        f"每人天 {price}{' 起' * floor}",
        f"{'from ' * floor}{price} a man-day",
    )


def _price_reason(rule: str, net: Money, choice: OptionChoice) -> Reason:
    product = f"{choice.quantity} × {net.grouped} = {(net * choice.quantity).grouped}"
    return applies(rule, Text(f"{product} 元。", f"{product} RMB."), net=net)


def _reached(inquiry: Inquiry, option: ResponseOption) -> tuple[Reason, ...]:
    """Return why the site can have a response option, as far as that is known."""
    if inquiry.reach is None:
        return ()
    found = (each for each in inquiry.reach.options if each.commitment == option.code)
    return next((each.because for each in found), ())


ADDS_UP = applies(
    "D-10",
    Text(
        "增值服务在该时段进行时，另计增值服务人天费；计划已保障人工的，只计本项。",
        "An added-value man-day in these hours costs its own price as well; labour that a plan "
        "covers costs this price alone.",
    ),
)
SHORT_YEAR = Text(
    "不足 12 个月的合同年度，价格仍为全年价。",
    "A contract year of less than 12 months has the price of a full year.",
)
