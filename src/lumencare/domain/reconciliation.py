"""The published case figures beside what the tables give: it reports, it never bends a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import CaseFigure, Edition
from lumencare.domain.money import Money, round_to_fen
from lumencare.domain.pricing import Payment, average_net, payments, total_net
from lumencare.domain.system import System
from lumencare.domain.text import Text

THOUSAND = Decimal(1000)
# With fewer paid years there is no other reading of an average to look for.
FEWEST_TO_AVERAGE = 3
# Any order date gives the same prices when the plan is bought on the day of the order.
DAY_OF_ORDER = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One published figure, the figure that the tables give, and what lies between them."""

    figure: CaseFigure
    computed: Money
    agrees: bool
    note: Text


def reconcile(edition: Edition) -> tuple[Reconciled, ...]:
    """Compute every published case figure from the tables and compare."""
    return tuple(_reconcile_one(edition, each) for each in edition.cases)


def _reconcile_one(edition: Edition, figure: CaseFigure) -> Reconciled:
    system = System(figure.warranty_class, DAY_OF_ORDER, figure.bom)
    due = payments(edition, system, PlanCode(figure.plan), DAY_OF_ORDER)
    average = average_net(due) if figure.basis == "average" else None
    computed = average or total_net(due)
    agrees = computed == figure.published
    note = _agreeing(figure, due) if agrees else _differing(figure, computed, due)
    return Reconciled(figure, computed, agrees, note)


def _agreeing(figure: CaseFigure, due: tuple[Payment, ...]) -> Text:
    if figure.basis == "price":
        return Text("与价目表一致。", "As the tables give it.")
    years = _years(due)
    return Text(
        f"第 {years[0]} 至 {years[-1]} 年付费年度的平均值，与价目表一致。",
        f"The average of the paid years {years[0]} to {years[-1]}, as the tables give it.",
    )


def _differing(figure: CaseFigure, computed: Money, due: tuple[Payment, ...]) -> Text:
    charged = tuple(each for each in due if each.net)
    years = _years(charged)
    if figure.basis == "price" or len(years) < FEWEST_TO_AVERAGE:
        return Text(
            f"按价目表为 {computed.grouped}，与公布的 {figure.published.grouped} 不符。",
            f"The tables give {computed.grouped}, not the published {figure.published.grouped}.",
        )
    sentences = [
        Text(
            f"第 {years[0]} 至 {years[-1]} 年共 {len(years)} 个付费年度，平均 {computed.grouped}，"
            f"与公布的 {figure.published.grouped} 不符",
            f"The {len(years)} paid years {years[0]} to {years[-1]} average {computed.grouped}, "
            f"not the published {figure.published.grouped}",
        ),
        *_other_readings(charged, figure.published),
    ]
    return Text(
        "；".join(each.zh for each in sentences) + "。",
        "; ".join(each.en for each in sentences) + ".",
    )


def _other_readings(charged: tuple[Payment, ...], published: Money) -> Iterator[Text]:
    """How the published figure may have been made: for the explanation, never for the price."""
    without_first = charged[1:]
    mean = _mean(without_first)
    years = _years(without_first)
    words = (
        f"第 {years[0]} 至 {years[-1]} 年的平均值",
        f"average of years {years[0]} to {years[-1]}",
    )
    if mean == published:
        yield Text(f"公布数是{words[0]}", f"the published figure is the {words[1]}")
        return
    yield Text(f"{words[0]}是 {mean.grouped}", f"the {words[1]} is {mean.grouped}")
    whole, count = total_net(charged), len(without_first)
    shared = round_to_fen(whole.amount / count)
    if _to_thousands(shared) == published:
        yield Text(
            f"总额 {whole.grouped} 除以 {count} 得 {shared.grouped}，四舍五入到千元即公布数",
            f"the total {whole.grouped} divided by {count} is {shared.grouped}, which rounds to "
            "the published figure",
        )
    for start in range(2, len(charged) - 1):
        if _mean(charged[start:]) == published:
            years = _years(charged[start:])
            yield Text(
                f"第 {years[0]} 至 {years[-1]} 年的平均值恰为此数，但价目表没有只取这几年的依据",
                f"years {years[0]} to {years[-1]} alone average it exactly, but nothing in the "
                "tables picks those years",
            )


def _mean(charged: tuple[Payment, ...]) -> Money:
    return round_to_fen(total_net(charged).amount / len(charged))


def _to_thousands(amount: Money) -> Money:
    thousands = (amount.amount / THOUSAND).quantize(Decimal(1), ROUND_HALF_UP)
    return round_to_fen(thousands * THOUSAND)


def _years(due: tuple[Payment, ...]) -> list[int]:
    return [each.project_year for each in due if each.net and each.project_year is not None]
