"""Whether what a version was priced on still holds: if not, it is not accepted any more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from lumencare.domain.problems import Refused
from lumencare.domain.quotation.making import make_quotation
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.domain.quotation.stored import read_request
from lumencare.domain.request import QuotationRequest
from lumencare.domain.text import Text, does_not_apply
from lumencare.pricebook.queries import edition_by_code
from lumencare.sales.basis import held_request
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import OwnerChange

Fact = Callable[[QuotationRequest], Any]

# What prices and cover follow from; names and addresses may be corrected meanwhile.
FACTS: tuple[tuple[Text, Fact], ...] = (
    (Text("原质保类别", "warranty class"), lambda each: each.system.warranty_class),
    (Text("下单日期", "order date"), lambda each: each.system.order_date),
    (Text("硬件清单金额", "hardware list amount"), lambda each: each.system.bom),
    (Text("列表价金额", "list-price amount"), lambda each: each.list_amount),
    (Text("调试方", "start-up"), lambda each: each.system.start_up),
    (Text("城市", "city"), lambda each: each.city),
)
RETIRED = Text("系统已停用", "the system is out of use")
OWNER = Text("业主", "owner")
HELD = Text("系统已持有的计划", "the plans that the system holds")


def find_changes(version: QuoteVersion, on: date) -> tuple[Text, ...]:
    """Name the facts of a version that have changed since it was issued."""
    system = version.quote.system
    frozen, now = read_request(version.request), held_request(system, on)
    changed = [name for name, fact in FACTS if fact(frozen) != fact(now)]
    if _has_new_owner(version):
        changed.append(OWNER)
    if system.retired_on is not None:
        changed.append(RETIRED)
    if _holds_otherwise(version, frozen, now, on):
        changed.append(HELD)
    return tuple(changed)


def require_fresh(version: QuoteVersion, on: date) -> None:
    """Raise Refused, naming what changed, where a version would have to be priced anew."""
    changed = find_changes(version, on)
    if not changed:
        return
    zh, en = "、".join(each.zh for each in changed), ", ".join(each.en for each in changed)
    text = Text(
        f"报价所依据的内容已有变化（{zh}），须重新计价，请索取新版本。",
        f"What this quotation was priced on has changed ({en}). It has to be priced again: please "
        "ask for a new version.",
    )
    raise Refused(does_not_apply("D-26", text))


def _holds_otherwise(
    version: QuoteVersion, frozen: QuotationRequest, now: QuotationRequest, on: date
) -> bool:
    """Tell whether a plan bought meanwhile makes the offer impossible, or another price."""
    held = replace(frozen, held=now.held, held_responses=now.held_responses)
    if held == frozen:
        return False
    edition = edition_by_code(version.edition)
    try:
        again = make_quotation(edition, held, on, number=version.quote.number)
    except QuotationRefused:
        return True
    return again.net is not None and again.net.fen != version.net_fen


def _has_new_owner(version: QuoteVersion) -> bool:
    later = OwnerChange.objects.filter(
        site=version.quote.system.site_id, recorded_at__gt=version.issued_at
    )
    return later.exists()
