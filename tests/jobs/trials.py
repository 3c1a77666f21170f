"""Jobs to try the worker with: one that counts, one that fails as often as it is told."""

from datetime import timedelta

from django_tasks import task

from lumencare.jobs.schedules import Recurring

done: list[str] = []
left_to_fail = [0]


@task()
def note(word: str = "tick") -> str:
    """Note a word."""
    done.append(word)
    return word


@task()
def stumble() -> None:
    """Fail as often as `left_to_fail` says, then succeed."""
    if left_to_fail[0]:
        left_to_fail[0] -= 1
        raise RuntimeError("not this time")
    done.append("stood")


HOURLY = Recurring(note, every=timedelta(hours=1))
