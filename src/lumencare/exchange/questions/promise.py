"""The question of `due`: by when must an engineer have started work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.codes import EditionUse
from lumencare.domain.commitments import Commitment, Due, ServiceWindow, due
from lumencare.domain.problems import InputProblems
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.exchange.questions.inputs import Inputs


def ask_due(
    inputs: Inputs, given: Mapping[str, Any], now: datetime, calendar: WorkCalendar | None = None
) -> Due:
    """Tell by when work must have started after a report; raise with all that is wrong.

    Without an office, the calendar is that of the files.
    """
    reported = inputs.instant("reported", given["reported"]) or now
    commitment = inputs.choice("commitment", given["commitment"], Commitment)
    windows = {inputs.choice("with", each, ServiceWindow) for each in given["with"]}
    edition = inputs.edition(given["edition"], reported.date(), EditionUse.RUNNING_CONTRACTS)
    inputs.require()
    promise = edition.response_by_code[commitment]
    try:
        return due(reported, promise, calendar=calendar or shipped_calendar(), windows=windows)
    except InputProblems as wrong:
        for each in wrong.problems:
            inputs.note("reported", given["reported"], each.allowed)
        raise InputProblems(inputs.problems) from wrong
