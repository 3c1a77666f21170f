"""Quotations that documents are tried on: each shows something that the others do not."""

from datetime import date

from lumencare.data.places import find_place
from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.money import Money
from lumencare.domain.quotation.making import Quotation, make_quotation
from lumencare.domain.reach import Reach, reach_of
from lumencare.domain.request import QuotationRequest
from lumencare.domain.system import System
from tests import builders
from tests.domain.quotation_requests import option, plan, price, request

ON = date(2026, 11, 23)
LONG_NAME = (
    "超长名称测试" * 12 + " International Exhibition Centre " + "Wordwithoutanyplacetobreak" * 3
)


def system(
    warranty_class: str, bom: str, ordered: date, start_up: StartUp = StartUp.PARTNER
) -> System:
    """Return a system."""
    return System(WarrantyClass(warranty_class), ordered, Money.of(bom), start_up)


def _offered() -> dict[str, tuple[QuotationRequest, str | None]]:
    """Return requests for plans that the published cases speak of."""
    quantum = system("2Y", "1000000", date(2025, 3, 13), StartUp.MANUFACTURER)
    athena, villa = (
        system("1Y", "500000", date(2026, 3, 1)),
        system("HWQS8", "300000", date(2025, 6, 1)),
    )
    two = (plan("part-care-plus"), plan("service-care"))
    return {
        "quantum": (request(*two, option("24h"), system=quantum), "上海"),
        "athena": (
            request(
                plan("technology-support", 2, 3, 4),
                system=athena,
                project="四层办公楼改造",
                city="苏州市",
                system_type="Athena",
                list_amount=Money.of("731250.50"),
            ),
            "苏州",
        ),
        "villa": (request(*two, system=villa, project="湖畔别墅", city="杭州市"), "杭州"),
    }


def _uncommon() -> dict[str, tuple[QuotationRequest, str | None]]:
    """Return requests late in a system's life, very long, or without a choice."""
    work = (option("72h"), option("onsite-programming", 2), option("weekend", 2))
    late = system("2Y", "749999.99", date(2021, 3, 1))
    past = system("2Y", "1200000", date(2016, 3, 1))
    great = system("2Y", "9999999999.99", date(2025, 3, 1))
    changed = request(
        plan("technology-support", 3, 4),
        option("24h", 2),
        system=system("2Y", "1000000", date(2025, 3, 13)),
        prices=(
            price("technology-support", "36000", 4),
            price("24h", "9500.50", reason="机密的理由"),
        ),
    )
    long = request(
        plan("part-care-plus"),
        plan("technology-support", *range(3, 9)),
        option("after-hour", 10),
        system=great,
        project=LONG_NAME,
        customer=LONG_NAME,
    )
    return {
        "closed": (request(plan("technology-support"), *work, system=late), None),
        "past": (request(plan("system-care"), system=past), "上海"),
        "changed": (changed, "上海"),
        "long": (long, None),
        "compare": (request(system=system("2Y", "865432.17", date(2025, 3, 1))), "上海"),
    }


# A request and the place of its site, by the name of what it shows.
REQUESTS = {**_offered(), **_uncommon()}


def sample(name: str) -> Quotation:
    """Return the quotation of a sample on 2026-11-23."""
    asked, place = REQUESTS[name]
    return make_quotation(
        builders.edition(), asked, ON, number=f"LC-20261123-{name.upper()}", reach=_reach(place)
    )


def _reach(place: str | None) -> Reach | None:
    return reach_of(builders.edition(), find_place(place)) if place else None
