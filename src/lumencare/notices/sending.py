"""Tell endpoints of events: each delivery claimed, tried, its outcome written, tried again.

Every claim is one conditional update that also says when the next try may begin, so two workers
never make the same try, and a message whose worker dies is tried again later, under the same id:
receivers may meet it twice, and never miss it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from lumencare.notices.actions.keeping import give_up_on
from lumencare.notices.kinds import Form, State
from lumencare.notices.messages import compose, went_well
from lumencare.notices.models import Attempt, Delivery, Endpoint, Event
from lumencare.notices.posting import Answer, post
from lumencare.store.sealing import unseal

PAUSES = (
    timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
    timedelta(hours=5), timedelta(hours=10), timedelta(hours=14), timedelta(hours=20),
    timedelta(hours=24),
)  # fmt: skip
MOST_TRIES = len(PAUSES) + 1
# Longer than a try can take: only a worker that died leaves a claim for so long.
CLAIMED_FOR = timedelta(minutes=2)
BATCH = 200
# A round ends in time for the other jobs of a worker.
ROUND = timedelta(seconds=30)
GONE = 410
NOT_READABLE = "sealed with another key of the installation: type address and secret anew"
Clock = Callable[[], datetime]


def spread(now: datetime) -> int:
    """Write the deliveries of events that nobody has looked at; return how many events."""
    with transaction.atomic():
        waiting = Event.objects.filter(spread_at=None).order_by("occurred_at")
        events = list(waiting.select_for_update(skip_locked=True)[:BATCH])
        if not events:
            return 0
        endpoints = list(Endpoint.objects.filter(is_active=True).order_by("pk"))
        rows = [
            Delivery(event=event, endpoint=each, try_after=now, created_at=now)
            for event in events
            for each in endpoints
            if not each.kinds or event.kind in each.kinds
        ]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True, batch_size=BATCH)
        Event.objects.filter(pk__in=[each.pk for each in events]).update(spread_at=now)
    return len(events)


def deliver(clock: Clock) -> int:
    """Try what is due until a round is over; return how many messages were taken.

    An endpoint that does not answer in time is left for the next round: others do not wait for it.
    """
    began = clock()
    due = Delivery.objects.filter(
        state=State.WAITING, try_after__lte=began, endpoint__is_active=True
    )
    rows = list(due.select_related("event", "endpoint").order_by("try_after", "pk")[:BATCH])
    taken, silent = 0, set[int]()
    for each in rows:
        if clock() - began > ROUND:
            break
        if each.endpoint_id not in silent:
            answer = _try(each, clock)
            taken += went_well(Form(each.endpoint.form), answer)
            if answer.status is None:
                silent.add(each.endpoint_id)
    return taken


def _try(delivery: Delivery, clock: Clock) -> Answer:
    """Make one try, and write down what came of it; no answer where another worker has it."""
    if delivery.tries >= MOST_TRIES:
        # Its last try was never completed.
        _fail(delivery, clock(), "the last try was interrupted")
        return Answer(status=0)
    attempt = _claim(delivery, clock())
    if attempt is None:
        return Answer(status=0)
    answer = _post(delivery, clock())
    _write(delivery, attempt, answer, clock())
    return answer


def _claim(delivery: Delivery, now: datetime) -> Attempt | None:
    with transaction.atomic():
        seen = Delivery.objects.filter(
            pk=delivery.pk,
            state=State.WAITING,
            tries=delivery.tries,
            try_after=delivery.try_after,
        )
        if not seen.update(tries=delivery.tries + 1, try_after=now + CLAIMED_FOR):
            return None
        delivery.tries, delivery.try_after = delivery.tries + 1, now + CLAIMED_FOR
        last = delivery.attempts.aggregate(last=Max("number"))["last"] or 0
        return Attempt.objects.create(delivery=delivery, number=last + 1, started_at=now)


def _post(delivery: Delivery, now: datetime) -> Answer:
    endpoint = delivery.endpoint
    works = endpoint.secrets.filter(Q(ends_at=None) | Q(ends_at__gt=now)).order_by("-made_at")
    url, secrets = unseal(endpoint.address_sealed), [unseal(each.sealed) for each in works]
    if url is None or None in secrets:
        return Answer(error=NOT_READABLE)
    known = [each for each in secrets if each is not None]
    return post(compose(Form(endpoint.form), delivery.event, url=url, secrets=known, now=now))


def _write(delivery: Delivery, attempt: Attempt, answer: Answer, now: datetime) -> None:
    """Write the outcome; the delivery only where it is still this try's."""
    outcome = {
        "took_ms": answer.took_ms,
        "status": answer.status,
        "answer": answer.text,
        "error": answer.error,
    }
    Attempt.objects.filter(pk=attempt.pk).update(**outcome)
    if went_well(Form(delivery.endpoint.form), answer):
        _mine(delivery).update(state=State.DELIVERED, ended_at=now)
        Endpoint.objects.filter(pk=delivery.endpoint_id).update(last_success_at=now)
        return
    why = answer.error or f"{answer.status} {answer.text}"[:200].strip()
    if answer.status == GONE and delivery.endpoint.form == Form.STANDARD:
        # The specification's way to say that nobody wants to be told here any more.
        _mine(delivery).update(state=State.FAILED, ended_at=now)
        give_up_on(delivery.endpoint, why, now)
    elif delivery.tries >= MOST_TRIES:
        _fail(delivery, now, why)
    else:
        asked = min(timedelta(seconds=answer.retry_after), PAUSES[-1])
        _mine(delivery).update(try_after=now + max(PAUSES[delivery.tries - 1], asked))


def _fail(delivery: Delivery, now: datetime, why: str) -> None:
    """End a delivery whose tries are used up; its endpoint, too, where nothing works any more."""
    _mine(delivery).update(state=State.FAILED, ended_at=now)
    worked = Endpoint.objects.filter(
        pk=delivery.endpoint_id, last_success_at__gte=delivery.created_at
    )
    if not worked.exists():
        give_up_on(delivery.endpoint, why, now)


def _mine(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        pk=delivery.pk,
        state=State.WAITING,
        tries=delivery.tries,
        try_after=delivery.try_after,
    )
