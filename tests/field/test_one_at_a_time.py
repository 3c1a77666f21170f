"""No engineer is in two places: by the action on every database, by PostgreSQL itself as well."""

from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from lumencare.domain.problems import InputProblems, Refused
from lumencare.field.actions import add_absence, add_engineer, book, change_engineer, end_absence
from lumencare.field.models import Visit
from tests.at_once import at_once, told
from tests.field.visits import (
    FRIDAY_8,
    HALF,
    MONDAY_8,
    booked,
    dispatcher,
    engineer,
    placement,
    proposed,
)
from tests.office import NOW, person, site


def refused_by_the_database() -> AbstractContextManager[Any]:
    """Return what PostgreSQL raises; SQLite has no such constraint."""
    if connection.vendor == "postgresql":
        return pytest.raises(IntegrityError, match="visit_one_at_a_time")
    return nullcontext()


@pytest.mark.django_db
def test_postgresql_itself_refuses_a_shared_moment() -> None:
    who, at = engineer(), site()
    booked(who, proposed(at))
    past_every_action = proposed(at)
    with refused_by_the_database(), transaction.atomic():
        Visit.objects.filter(pk=past_every_action.pk).update(
            state="booked", engineer=who, starts_at=FRIDAY_8, ends_at=FRIDAY_8 + HALF
        )


@pytest.mark.django_db
def test_the_action_refuses_a_shared_moment_and_says_with_what() -> None:
    who, at = engineer(), site()
    booked(who, proposed(at))
    with pytest.raises(Refused, match="V-2026-00001"):
        book(
            proposed(at),
            placement(who, FRIDAY_8 + timedelta(hours=4)),
            by=dispatcher(),
            now=NOW,
        )
    book(proposed(at), placement(who, MONDAY_8), by=dispatcher(), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_four_who_choose_one_slot_one_gets_it() -> None:
    who, at, by = engineer(), site(), dispatcher()
    visits = [proposed(at) for _ in range(4)]
    results = at_once(
        *(
            lambda pk=each.pk: book(Visit.objects.get(pk=pk), placement(who), by=by, now=NOW).state
            for each in visits
        )
    )
    assert len(told(results)) == 3
    assert Visit.objects.filter(state="booked").count() == 1


@pytest.mark.django_db
def test_who_is_away_is_not_booked_and_who_is_booked_is_not_away() -> None:
    who = engineer()
    away = {"kind": "leave", "starts_at": "2026-01-16T08:00", "ends_at": "2026-01-16T18:00"}
    absence = add_absence(who, away, by=dispatcher(), now=NOW)
    with pytest.raises(Refused, match="Leave"):
        booked(who)
    end_absence(absence, by=dispatcher(), now=NOW)
    booked(who, proposed(site(name="另一处", owner=Visit.objects.get().site.owner)))
    with pytest.raises(Refused, match="V-2026-00002"):
        add_absence(who, away, by=dispatcher(), now=NOW)
    with pytest.raises(Refused, match="V-2026-00002"):
        change_engineer(who, {"left_on": "2026-01-15"}, by=dispatcher(), now=NOW)
    change_engineer(who, {"left_on": str(MONDAY_8.date())}, by=dispatcher(), now=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"city": "Atlantis"}, "city"),
        ({"city": "香港"}, "city"),
        ({"skills": "flying"}, "skills"),
        ({"days_off": "7"}, "days_off"),
        ({"group": "moon"}, "group"),
    ],
)
def test_an_engineers_fields_are_told_by_name(typed: dict[str, str], field: str) -> None:

    with pytest.raises(InputProblems, match=field):
        engineer(**typed)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_only_somebody_of_the_role_becomes_an_engineer_and_once() -> None:

    who = engineer()
    typed = {"group": "shanghai", "city": "上海", "skills": ""}
    for someone in (who.person, person("sales")):
        with pytest.raises(InputProblems, match="person"):
            add_engineer(someone, typed, by=dispatcher(), now=NOW)
