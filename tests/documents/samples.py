"""Quotations that documents are tried on: each shows something that the others do not."""

from datetime import date
from functools import cache

from lumencare.data.places import find_place
from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.quotation import Quotation, make_quotation
from lumencare.domain.reach import Reach, reach_of
from lumencare.domain.request import QuotationRequest
from lumencare.domain.system import System
from tests import builders
from tests.domain.quotation_requests import option, plan, request

ON = date(2026, 11, 23)
LONG_NAME = (
    "超长名称测试" * 12 + " International Exhibition Centre " + "Wordwithoutanyplacetobreak" * 3
)


def system(
    warranty_class: str, bom: str, ordered: date, start_up: StartUp = StartUp.PARTNER
) -> System:
    """Return a system."""
    return System(WarrantyClass(warranty_class), ordered, Money.of(bom), start_up)


@cache
def requests() -> dict[str, tuple[QuotationRequest, str | None]]:
    """Return a request and the place of its site, by the name of what it shows."""
    quantum = system("2Y", "1000000", date(2025, 3, 13), StartUp.MANUFACTURER)
    return {
        "quantum": (
            request(plan("part-care-plus"), plan("service-care"), option("24h"), system=quantum),
            "上海",
        ),
        "athena": (
            request(
                plan("technology-support", 2, 3, 4),
                system=system("1Y", "500000", date(2026, 3, 1)),
                project="四层办公楼改造",
                city="苏州市",
                system_type="Athena",
                list_amount=Money.of("731250.50"),
            ),
            "苏州",
        ),
        "villa": (
            request(
                plan("part-care-plus"),
                plan("service-care"),
                system=system("HWQS8", "300000", date(2025, 6, 1)),
                project="湖畔别墅",
                city="杭州市",
            ),
            "杭州",
        ),
        "closed": (
            request(
                plan("technology-support"),
                option("72h"),
                option("onsite-programming", 2),
                option("weekend", 2),
                system=system("2Y", "749999.99", date(2021, 3, 1)),
            ),
            None,
        ),
        "past": (
            request(plan("system-care"), system=system("2Y", "1200000", date(2016, 3, 1))),
            "上海",
        ),
        "long": (
            request(
                plan("part-care-plus"),
                plan("technology-support", *range(3, 9)),
                option("after-hour", 10),
                system=system("2Y", "9999999999.99", date(2025, 3, 1)),
                project=LONG_NAME,
                customer=LONG_NAME,
            ),
            None,
        ),
        "compare": (request(system=system("2Y", "865432.17", date(2025, 3, 1))), "上海"),
    }


def sample(name: str) -> Quotation:
    """Return the quotation of a sample on 2026-11-23."""
    asked, place = requests()[name]
    return make_quotation(
        builders.edition(), asked, ON, number=f"LC-20261123-{name.upper()}", reach=_reach(place)
    )


def _reach(place: str | None) -> Reach | None:
    return reach_of(builders.edition(), find_place(place)) if place else None
