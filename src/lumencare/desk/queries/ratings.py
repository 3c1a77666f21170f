"""What customers thought of how their cases were dealt with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from lumencare.accounts.models import User
from lumencare.desk.models import Rating
from lumencare.desk.queries.rows import visible_cases

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFacts:
    """A rating as it was given."""

    stars: int
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSums:
    """How many cases were rated, and the average of their stars in tenths; None of none."""

    rated: int
    average: Decimal | None


def rating_of(user: User, number: str) -> RatingFacts | None:
    """Return the rating of a case that the person may see; None where there is none."""
    rows = Rating.objects.filter(case__in=visible_cases(user).filter(number=number))
    found = rows.first()
    if found is None:
        return None
    return RatingFacts(stars=found.stars, words=found.words, by=found.by_name, at=found.at)


def sum_ratings(cases: Iterable[int]) -> RatingSums:
    """Return what was given for some cases, by their keys."""
    stars = list(Rating.objects.filter(case__in=list(cases)).values_list("stars", flat=True))
    if not stars:
        return RatingSums(rated=0, average=None)
    average = (Decimal(sum(stars)) / len(stars)).quantize(TENTH, ROUND_HALF_UP)
    return RatingSums(rated=len(stars), average=average)
