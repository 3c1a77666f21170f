"""Old systems of the made-up office: a corrected catalogue, software on site, leads in each state.

The days and versions are made up with the office; only the shipped catalogue has sources.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo.people import Staff
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.domain.shanghai import in_shanghai
from lumencare.lifecycle import actions
from lumencare.lifecycle.queries import read_catalogue
from lumencare.lifecycle.told import as_typed
from lumencare.sites.models import System

SOURCE = "演示数据 · made up for the demonstration"
# Days from today until sales, spare parts and support end, where the office was told.
ENDS = {
    "QUANTUM": (-400, 1200, 500),
    "HWQS": (-900, 700, 1500),
    "LCP128": (-3000, -300, -200),
}
# System, version, days since its release, days until its support ends, clients, functions.
VERSIONS = (
    ("QUANTUM", "3.2", 2600, -700, "Windows 7", "场景 Scenes"),
    ("QUANTUM", "3.4", 1500, 200, "Windows 10", "场景 Scenes\n能耗报表 Energy reports"),
    ("QUANTUM", "3.6", 400, 1400, "Windows 10\nWindows 11",
     "场景 Scenes\n能耗报表 Energy reports\nBACnet\n手机 App Mobile app"),
    ("HWQS", "12.1", 2200, -30, "Windows 7\nWindows 10", "手机 App Mobile app"),
    ("HWQS", "15.0", 900, 900, "Windows 10\nWindows 11",
     "手机 App Mobile app\n智能模块 Smart modules"),
    ("ATHENA", "24.1", 500, 1000, "Windows 10\nWindows 11", "手机 App Mobile app\nBACnet"),
)  # fmt: skip
# What was seen on site: version, clients, what the customer asks for.
SEEN = {
    "QUANTUM": (
        ("3.2", "Windows 7\nWindows 10", "BACnet"),
        ("3.4", "Windows 11", ""),
        ("3.6", "Windows 11", ""),
        ("3.4", "Windows 10", "手机 App Mobile app"),
    ),
    "HWQS": (
        ("12.1", "Windows 11", "智能模块 Smart modules"),
        ("15.0", "Windows 11", ""),
    ),
    "ATHENA": (("24.1", "Windows 11", ""), ("25.4", "", "")),
}
MOST_SEEN = 60
# Who follows a lead, days until its next step, that step, where it goes.
STORIES: tuple[tuple[Role, int, str, tuple[tuple[LeadState, dict[str, str]], ...]], ...] = (
    (Role.SALES, 0, "致电业主，约勘察时间", ()),
    (Role.SALES, 6, "发送系统保障计划介绍", ()),
    (Role.COORDINATOR, 2, "向合作伙伴确认图纸", ()),
    (Role.SALES, 4, "准备两种方案", ((LeadState.PROPOSAL, {}),)),
    (Role.SALES, 9, "", ((LeadState.PROPOSAL, {}), (LeadState.WON, {"why": "签订升级合同"}))),
    (Role.SALES, 9, "", ((LeadState.LOST, {"lost_reason": "budget", "why": "明年再议"}),)),
)
AGO = timedelta(days=25)
# So many of the oldest systems get proposals (`demo.upgrades`), which move their leads.
WITH_PROPOSALS = 60


def add_lives(staff: Staff, systems: Sequence[System], now: datetime) -> None:
    """Correct the catalogue, note the software of some systems, and lead some to System Care."""
    keeper = staff[Role.COORDINATOR]
    _keep_catalogue(keeper, now)
    in_use = list(System.objects.filter(pk__in=[each.pk for each in systems], retired_on=None))
    _note_software(in_use, staff[Role.ENGINEER], now)
    _lead_on(in_use, staff, now)


def _keep_catalogue(by: User, now: datetime) -> None:
    today, catalogue = in_shanghai(now).date(), read_catalogue()
    said = {"source": SOURCE, "confidence": "low"}
    for code, days in ENDS.items():
        ends = (today + timedelta(days=each) for each in days)
        names = ("sales_end_on", "spares_end_on", "support_ends_on")
        told = {name: day.isoformat() for name, day in zip(names, ends, strict=True)}
        typed = {**as_typed(catalogue.systems[code]), **told, **said}
        actions.change_system(code, typed, version=0, by=by, now=now)
    for code, number, since, until, clients, functions in VERSIONS:
        version = {
            "number": number,
            "released_on": (today - timedelta(days=since)).isoformat(),
            "support_ends_on": (today + timedelta(days=until)).isoformat(),
            "clients": clients,
            "functions": functions,
            **said,
        }
        actions.change_software(code, version, version=0, by=by, now=now)


def _note_software(systems: Sequence[System], by: User, now: datetime) -> None:
    catalogue, seen = read_catalogue(), (now - AGO).date()
    for number, each in enumerate(systems[:MOST_SEEN]):
        kind = catalogue.find(each.system_type)
        known = SEEN.get(kind.code if kind else "")
        if known is None or each.order_date > seen:
            continue
        version, clients, wanted = known[number % len(known)]
        typed = {
            "software_version": version,
            "clients": clients,
            "wanted": wanted,
            "seen_on": seen.isoformat(),
            "source": "现场查看 Seen on site",
        }
        actions.note_software(each, typed, version=each.version, by=by, now=now)


def _lead_on(systems: Sequence[System], staff: Staff, now: datetime) -> None:
    """Lead old systems, each as far as its story goes; one that proposals move later is older."""
    oldest = sorted(systems, key=lambda each: (each.order_date, each.pk))
    moved = iter(oldest)
    resting = iter(oldest[WITH_PROPOSALS:])
    for role, days, step, moves in STORIES:
        each = next(moved if moves else resting)
        by, at = staff[role], now - AGO
        next_on = in_shanghai(now).date() + timedelta(days=days)
        typed = {"next_step": step, "next_on": next_on.isoformat(), "why": "业主咨询升级"}
        lead = actions.make_lead(each, typed, by=by, now=at)
        for to, said in moves:
            actions.move_lead(lead, to, said, by=by, now=at + timedelta(days=10))
