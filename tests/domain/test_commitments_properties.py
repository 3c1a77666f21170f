"""What holds of every due time: inside its hours, never before the report, monotonic (D-7)."""

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.commitments import Commitment, Pause, ServiceWindow, due
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import SHANGHAI
from tests.builders import promise

CALENDAR = shipped_calendar()
COMMITMENTS = st.sampled_from(Commitment)
WINDOWS = st.frozensets(st.sampled_from(ServiceWindow))
FIRST, LAST = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-01-31")
MOMENTS = st.datetimes(FIRST, LAST).map(lambda each: each.replace(tzinfo=SHANGHAI))
LENGTHS = st.timedeltas(timedelta(0), timedelta(days=9))


@st.composite
def reports_with_pauses(draw: st.DrawFn) -> tuple[datetime, list[Pause]]:
    """Draw a report, and pauses around the time in which its clock runs."""
    reported = draw(MOMENTS)
    offsets = draw(st.lists(st.tuples(st.timedeltas(-DAY, 25 * DAY), LENGTHS), max_size=4))
    return reported, [
        Pause(reported + offset, reported + offset + length, "key") for offset, length in offsets
    ]


def due_moment(
    reported: datetime,
    commitment: Commitment,
    windows: frozenset[ServiceWindow] = frozenset(),
    pauses: list[Pause] | None = None,
) -> datetime:
    answer = due(
        reported, promise(commitment), calendar=CALENDAR, windows=windows, pauses=pauses or []
    )
    assert answer.due is not None
    return answer.due


def is_promised(moment: datetime, windows: frozenset[ServiceWindow]) -> bool:
    """Tell, in other words than the rule's own, whether a due moment lies in promised hours."""
    day, clock = moment.date(), moment.time()
    in_the_day = time(8) <= clock <= time(18)
    if CALENDAR.is_business_day(day) and in_the_day:
        return True
    if ServiceWindow.WEEKEND in windows and day.weekday() >= 5 and in_the_day:
        return True
    evening_of = day if clock >= time(18) else day - DAY
    is_night = clock >= time(18) or clock <= time(8)
    bought = ServiceWindow.AFTER_HOUR in windows
    return bought and is_night and CALENDAR.is_business_day(evening_of)


@given(reports_with_pauses(), COMMITMENTS, WINDOWS)
def test_a_due_time_never_falls_outside_the_hours_it_promises(
    case: tuple[datetime, list[Pause]], commitment: Commitment, windows: frozenset[ServiceWindow]
) -> None:
    reported, pauses = case
    promised = frozenset() if commitment is Commitment.STANDARD else windows
    assert is_promised(due_moment(reported, commitment, windows, pauses), promised)


@given(reports_with_pauses(), COMMITMENTS, WINDOWS)
def test_pausing_never_brings_a_due_time_forward(
    case: tuple[datetime, list[Pause]], commitment: Commitment, windows: frozenset[ServiceWindow]
) -> None:
    reported, pauses = case
    ends = [
        due_moment(reported, commitment, windows, pauses[:count])
        for count in range(len(pauses) + 1)
    ]
    assert ends == sorted(ends)


@given(reports_with_pauses(), LENGTHS, COMMITMENTS, WINDOWS)
def test_a_later_report_is_never_due_earlier(
    case: tuple[datetime, list[Pause]],
    delay: timedelta,
    commitment: Commitment,
    windows: frozenset[ServiceWindow],
) -> None:
    reported, pauses = case
    later = due_moment(reported + delay, commitment, windows, pauses)
    assert due_moment(reported, commitment, windows, pauses) <= later


@given(reports_with_pauses(), COMMITMENTS, WINDOWS)
def test_nothing_is_due_before_it_was_reported_or_while_the_clock_stands(
    case: tuple[datetime, list[Pause]], commitment: Commitment, windows: frozenset[ServiceWindow]
) -> None:
    reported, pauses = case
    moment = due_moment(reported, commitment, windows, pauses)
    assert moment >= reported
    if commitment is not Commitment.STANDARD:
        assert moment >= reported + timedelta(hours=int(commitment.value[:2]))
        assert not any(each.start < moment < (each.end or moment) for each in pauses)


@given(reports_with_pauses(), COMMITMENTS, WINDOWS)
def test_bought_windows_never_make_a_due_time_later(
    case: tuple[datetime, list[Pause]], commitment: Commitment, windows: frozenset[ServiceWindow]
) -> None:
    reported, pauses = case
    without = due_moment(reported, commitment, frozenset(), pauses)
    assert due_moment(reported, commitment, windows, pauses) <= without


@given(MOMENTS, WINDOWS)
def test_a_shorter_commitment_is_never_due_later(
    reported: datetime, windows: frozenset[ServiceWindow]
) -> None:
    ladder = (Commitment.HOURS_24, Commitment.HOURS_48, Commitment.HOURS_72)
    ends = [due_moment(reported, each, windows) for each in ladder]
    assert ends == sorted(ends)
