"""Put reminders of what ends down, by the ladder: each recipient and rung once (D-25, D-23)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider
from lumencare.contracts.ladders import LADDERS, Ending, Ladder
from lumencare.contracts.models import ToldRung
from lumencare.contracts.recipients import keeping_coordinators, recipients_of
from lumencare.contracts.rungs import cancel_past
from lumencare.domain.contract.reminders import ladder_of, looks_ahead, rung_reached
from lumencare.domain.shanghai import in_shanghai
from lumencare.notices.actions import (
    Happening,
    Recipient,
    Reminder,
    announce_many,
    put_down,
)
from lumencare.pricebook.queries import edition_in_force

AT_ONCE = 500
Rungs = dict[int, int]


def put_down_reminders(now: datetime) -> int:
    """Put down what is due today and was not told yet; tell how many rungs were reached.

    It may run at any time, late, twice or after a kill: each part is one transaction, and a rung
    that is told stays told. What was passed while nothing ran is left out but for the latest.
    """
    today = in_shanghai(now).date()
    cancel_past(today, now)
    edition, coordinators = edition_in_force(today), keeping_coordinators()
    count = 0
    for ladder in LADDERS:
        days = ladder_of(edition, ladder.of)
        for some in _in_parts(ladder.ends(today, looks_ahead(days, today))):
            reached = dict(_reached(some, days, today))
            count += _tell_once(ladder, reached, coordinators, now) if reached else 0
    return count


def _reached(
    some: Sequence[tuple[int, date]], days: Sequence[int], today: date
) -> Iterator[tuple[int, int]]:
    for subject, last_day in some:
        rung = rung_reached(days, last_day, today)
        if rung is not None:
            yield subject, rung


def _tell_once(ladder: Ladder, reached: Rungs, coordinators: Sequence[User], now: datetime) -> int:
    try:
        return _tell(ladder, reached, coordinators, now)
    except IntegrityError:
        # Another run told some of them in this moment: only what it left is told now.
        return _tell(ladder, reached, coordinators, now)


def _tell(ladder: Ladder, reached: Rungs, coordinators: Sequence[User], now: datetime) -> int:
    fresh = _fresh(ladder, reached)
    if not fresh:
        return 0
    with transaction.atomic():
        endings = list(ladder.read(list(fresh)))
        ToldRung.objects.bulk_create(
            ToldRung(
                ladder=ladder.name,
                subject=each.subject,
                rung=fresh[each.subject],
                last_day=each.last_day,
                at=now,
            )
            for each in endings
        )
        told = zip(endings, recipients_of(endings, coordinators), strict=True)
        put_down(_reminders(ladder, told, fresh, now), now)
        if ladder.event:
            announce_many((_happening(ladder, each, fresh) for each in endings), now)
    return len(endings)


def _fresh(ladder: Ladder, reached: Rungs) -> Rungs:
    """Return the rungs that nobody was told of yet, nor of a later one.

    A clock that was set back, or a last day that was put off, says nothing a second time.
    """
    told = ToldRung.objects.filter(ladder=ladder.name, subject__in=list(reached))
    lowest: Rungs = {}
    for subject, rung in told.values_list("subject", "rung"):
        lowest[subject] = min(rung, lowest.get(subject, rung))
    return {
        subject: rung
        for subject, rung in reached.items()
        if subject not in lowest or rung < lowest[subject]
    }


def _reminders(
    ladder: Ladder, told: Iterator[tuple[Ending, list[User]]], rungs: Rungs, now: datetime
) -> Iterator[Reminder]:
    for ending, people in told:
        subject, text = ending.said
        for user in people:
            yield Reminder(
                key=f"{ladder.name}:{ending.subject}:{rungs[ending.subject]}",
                recipient=Recipient.of(user),
                subject=subject,
                text=text,
                due_at=now,
                path=ending.outside if is_outsider(user) else ending.path,
            )


def _happening(ladder: Ladder, ending: Ending, rungs: Rungs) -> Happening:
    data = {"label": ending.contract, "text": ending.said[1], "rung": rungs[ending.subject]}
    return Happening(ladder.event, "contract", ending.contract, {**data, **ending.facts})


def _in_parts(ends: Iterator[tuple[int, date]]) -> Iterator[list[tuple[int, date]]]:
    # All keys first: a cursor that is still open would see, or hold up, what is written meanwhile.
    source = iter(list(ends))
    while some := list(islice(source, AT_ONCE)):
        yield some
