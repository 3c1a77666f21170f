"""What is taken down of a report, and how its fields are read: everything wrong is told at once."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lumencare.desk.models import Channel
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.models import Contact, Site, System
from lumencare.sites.phones import phone_tail
from lumencare.store import typed as read

# A report older than this is a slip of the keys, not a late entry.
OLDEST = timedelta(days=60)
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as it came in; texts are as typed. `key` makes what is sent twice open one case."""

    summary: str
    channel: str = Channel.HOTLINE.value
    reporter_name: str = ""
    reporter_phone: str = ""
    reporter_email: str = ""
    description: str = ""
    urgent: bool = False
    site: Site | None = None
    system: System | None = None
    contact: Contact | None = None
    reported_at: datetime | None = None
    key: str = ""


READERS: dict[str, read.Reader] = {
    "summary": read.line(200, needed=True),
    "reporter_name": read.line(80),
    "reporter_phone": read.phone,
    "reporter_email": read.email,
    "description": read.note,
}


def read_report(report: Report, now: datetime) -> dict[str, Any]:
    """Return the columns of a case; InputProblems names every field that is wrong."""
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    try:
        values = read.read_all({name: getattr(report, name) for name in READERS}, READERS)
    except InputProblems as wrong:
        problems += wrong.problems
    reported = in_shanghai(report.reported_at or now)
    problems += [*_check_moment(reported, now), *_check_codes(report), *_check_place(report)]
    if problems:
        raise InputProblems(problems)
    system, contact = report.system, report.contact
    site = report.site or (system.site if system else contact.site if contact else None)
    if contact is not None:
        values["reporter_name"] = values["reporter_name"] or contact.name
        values["reporter_phone"] = values["reporter_phone"] or contact.phone
        values["reporter_email"] = values["reporter_email"] or contact.email
    return {
        **values,
        "phone_tail": phone_tail(values["reporter_phone"]),
        "channel": report.channel,
        "urgent": report.urgent,
        "site": site,
        "system": system,
        "contact": contact,
        "reported_at": reported,
        "key": report.key or None,
    }


def _check_moment(reported: datetime, now: datetime) -> list[Problem]:
    first = now - OLDEST
    if first <= reported <= now:
        return []
    allowed = Text(
        f"报修时间不能晚于现在，也不能早于 {in_shanghai(first):%Y-%m-%d}。",
        f"It was not reported after now, nor before {in_shanghai(first):%Y-%m-%d}.",
    )
    return [Problem("reported_at", reported.isoformat(), allowed)]


def _check_codes(report: Report) -> list[Problem]:
    problems = []
    if report.channel not in Channel.values:
        codes = Channel.values
        allowed = Text(f"可填：{'、'.join(codes)}。", f"Allowed: {', '.join(codes)}.")
        problems.append(Problem("channel", report.channel, allowed))
    if len(report.key) > LONGEST_KEY:
        allowed = Text(
            f"最多 {LONGEST_KEY} 个字符。", f"At most {LONGEST_KEY} characters are expected."
        )
        problems.append(Problem("key", report.key, allowed))
    return problems


def _check_place(report: Report) -> list[Problem]:
    """A system, a site and a contact that are given must belong together."""
    places = {each.site_id for each in (report.system, report.contact) if each is not None}
    if report.site is not None:
        places.add(report.site.pk)
    if len(places) <= 1:
        return []
    allowed = Text(
        "系统、联系人与项目地点须属于同一项目。",
        "The system, the contact and the site must belong to one site.",
    )
    return [Problem("site", report.site.name if report.site else "", allowed)]
