"""A portfolio of any size, written straight into the tables, for measuring what reads them."""

from datetime import date, timedelta
from itertools import islice

from django.utils import timezone

from lumencare.domain.edition import Edition
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites import windows
from lumencare.sites.facts import system_of
from lumencare.sites.models import Organization, SearchEntry, Site, System
from lumencare.sites.search import entry_for

NAMES = ("滨江", "云台", "河西", "北岸", "太湖", "南湖", "镜湖", "天府", "江汉", "鹭岛")
KINDS = ("中心", "大厦", "酒店", "学校", "研发楼", "剧院", "图书馆", "公寓")
CITIES = ("上海市", "北京市", "苏州市", "杭州市", "成都市", "深圳市", "武汉市", "西安市")
CLASSES = ("1Y", "2Y", "HWQS8")
BATCH = 5_000


def make_portfolio(count: int) -> None:
    """Write `count` systems at three quarters as many sites, with search lines and windows."""
    now = timezone.now()
    owners = Organization.objects.bulk_create(
        Organization(kind="end-user", name=f"{NAMES[n % 10]}置业 {n}", created_at=now)
        for n in range(max(1, count // 20))
    )
    sites = Site.objects.bulk_create(
        (
            Site(
                owner=owners[n % len(owners)],
                name=f"{NAMES[n % 10]}{KINDS[n % 8]} {n}",
                name_en=f"Site {n}",
                city=CITIES[n % 8],
                created_at=now,
            )
            for n in range(count * 3 // 4)
        ),
        batch_size=BATCH,
    )
    _write_systems(sites, count)
    _write_search(sites)


def _write_systems(sites: list[Site], count: int) -> None:
    today, now = timezone.localdate(), timezone.now()
    edition = edition_in_force(today)
    systems = (
        System(
            site=sites[n % len(sites)],
            ref=f"B-{n:06}",
            name=f"系统 {n}",
            system_type="Quantum",
            warranty_class=CLASSES[n % 3],
            order_date=_ordered(n, today),
            start_up="partner",
            bom_fen=(100_000 + n * 7919 % 3_000_000) * 100,
            created_at=now,
        )
        for n in range(count)
    )
    while chunk := list(islice(systems, BATCH)):
        for each in chunk:
            _set_window(each, edition)
        System.objects.bulk_create(chunk)


def _set_window(system: System, edition: Edition) -> None:
    for name, value in windows.window_fields(edition, system_of(system)).items():
        setattr(system, name, value)


def _ordered(n: int, today: date) -> date:
    return today - timedelta(days=n * 131 % 3650)


def _write_search(sites: list[Site]) -> None:
    SearchEntry.objects.bulk_create(
        (entry_for("site", each.pk, each, each.name, each.name_en) for each in sites),
        batch_size=BATCH,
    )
