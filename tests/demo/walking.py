"""A walk through the made-up office as somebody outside: every kind of page, by its links."""

import re
from collections import Counter, deque
from collections.abc import Iterator

from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.field.models import Engineer
from lumencare.sites.models import Contact
from lumencare.sites.phones import national_digits

LINK = re.compile(r'href="(/[^"#]*)"')
# Pages of one kind are alike: a few of each are enough.
MOST_OF_A_KIND = 2
STARTS = ("/portal/", "/")
FILES = (".pdf", ".xlsx", ".png", ".zip")


def pages_of(browser: Client) -> Iterator[tuple[str, str]]:
    """Yield each kind of page that somebody reaches, with what it holds."""
    waiting, seen, kinds = deque(STARTS), set(STARTS), Counter[str]()
    while waiting:
        path = waiting.popleft()
        kind = _kind_of(path)
        if not kind or kinds[kind] >= MOST_OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = browser.get(path, follow=True)
        if "html" not in answer.get("Content-Type", "") or answer.streaming:
            continue
        page = answer.content.decode()
        yield path, page
        for found in LINK.findall(page):
            if found not in seen and not found.startswith(("/static", "/en/")):
                seen.add(found)
                waiting.append(found)


def numbers_of_others(user: User) -> set[str]:
    """Return the digits of every number that is not somebody's own."""
    rows = (
        *Contact.objects.exclude(email=user.email).values_list("phone", flat=True),
        *Case.objects.exclude(created_by=user).values_list("reporter_phone", flat=True),
        *Engineer.objects.values_list("phone", flat=True),
    )
    own = Case.objects.filter(created_by=user).values_list("reporter_phone", flat=True)
    return {national_digits(each) for each in rows if each} - {
        national_digits(each) for each in own if each
    }


def shown_whole(page: str, numbers: set[str]) -> set[str]:
    """Return the numbers that a page shows whole, however they are grouped."""
    digits = re.sub(r"(?<=\d)[ \-\u00a0](?=\d)", "", page)
    return {each for each in numbers if each in digits}


def _kind_of(path: str) -> str:
    bare = path.partition("?")[0]
    if bare.endswith(FILES):
        return ""
    try:
        # What is in force is what the last answer spoke: these addresses are the Chinese ones.
        with override("zh-hans"):
            return resolve(bare).url_name or ""
    except Resolver404:
        return ""
