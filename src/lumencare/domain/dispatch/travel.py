"""How long an engineer travels between two places, and how sure that is (D-19).

High-speed minutes to Shanghai and Beijing are reference data; all else is an estimate, and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt

from lumencare.domain.place import Hub, Place
from lumencare.domain.text import Text

IN_CITY = 40
# To the station, through it, and from the station to the site.
AROUND_A_TRAIN = 60
AROUND_A_FLIGHT = 180
UNKNOWN = 300
# Up to here a car, up to there a train, beyond a plane; kilometres as the crow flies.
BY_CAR = 60
BY_TRAIN = 900
CAR_MINUTES_A_100_KM = 100
TRAIN_MINUTES_A_100_KM = 40
FLIGHT_MINUTES_A_100_KM = 9
METRES_A_DEGREE = 111_195
MILLION = 1_000_000
KILOMETRE = 1000
# The cosine of a latitude in thousandths, each five degrees from the equator on.
COSINES = (1000, 996, 985, 966, 940, 906, 866, 819, 766, 707, 643, 574)
STEP = 5


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes from door to door, how, and whether the ride itself is reference data."""

    minutes: int
    by: Text
    certain: bool = False
    same_city: bool = False


def travel_between(start: Place, end: Place) -> Travel:
    """Return how long it takes from one place to another; the first way that is known."""
    ways: tuple[Callable[[Place, Place], Travel | None], ...] = (
        _within_a_city,
        _by_listed_train,
        _by_distance,
    )
    return next((found for way in ways if (found := way(start, end)) is not None), NOT_KNOWN)


def _within_a_city(start: Place, end: Place) -> Travel | None:
    if start.city is None or end.city is None or start.city.adcode != end.city.adcode:
        return None
    name = end.city.name
    return Travel(
        IN_CITY,
        Text(
            f"已在{name.zh}，市内约 {IN_CITY} 分钟（估算）",
            f"already in {name.en}, about {IN_CITY} minutes across town (estimate)",
        ),
        same_city=True,
    )


def _by_listed_train(start: Place, end: Place) -> Travel | None:
    for one, other in ((start, end), (end, start)):
        minutes = None if one.hub is None else _listed_minutes(other, one.hub)
        if minutes is not None:
            total = minutes + AROUND_A_TRAIN
            return Travel(
                total,
                Text(
                    f"从{start.name.zh}乘高铁 {minutes} 分钟，加接驳共约 {total} 分钟",
                    f"from {start.name.en}, {minutes} minutes by high-speed train, about {total} "
                    "with the ways to and from it",
                ),
                certain=True,
            )
    return None


def _listed_minutes(place: Place, hub: Hub) -> int | None:
    listed = [each.rail_minutes[hub] for each in place.stations if hub in each.rail_minutes]
    if listed:
        return min(listed)
    return None if place.city is None else place.city.rail_minutes.get(hub)


def _by_distance(start: Place, end: Place) -> Travel | None:
    kilometres = distance(start, end)
    if kilometres is None:
        return None
    around, pace = next(
        (around, pace) for most, around, pace in MODES if most is None or kilometres <= most
    )
    minutes = around + kilometres * pace // 100
    return Travel(
        minutes,
        Text(
            f"从{start.name.zh}出发，直线 {kilometres} 公里，约 {minutes} 分钟（估算）",
            f"from {start.name.en}, {kilometres} km as the crow flies, about {minutes} minutes "
            "(estimate)",
        ),
    )


MODES: tuple[tuple[int | None, int, int], ...] = (
    (BY_CAR, IN_CITY // 2, CAR_MINUTES_A_100_KM),
    (BY_TRAIN, AROUND_A_TRAIN, TRAIN_MINUTES_A_100_KM),
    (None, AROUND_A_FLIGHT, FLIGHT_MINUTES_A_100_KM),
)


def distance(start: Place, end: Place) -> int | None:
    """Return whole kilometres as the crow flies; None where a position is not known."""
    if start.city is None or end.city is None:
        return None
    one, other = start.city.position, end.city.position
    if one is None or other is None:
        return None
    north = (one[0] - other[0]) * METRES_A_DEGREE // MILLION
    middle = (one[0] + other[0]) // 2
    cosine = COSINES[min(middle // MILLION // STEP, len(COSINES) - 1)]
    east = (one[1] - other[1]) * METRES_A_DEGREE // MILLION * cosine // 1000
    return isqrt(north * north + east * east) // KILOMETRE


NOT_KNOWN = Travel(
    UNKNOWN,
    Text(
        f"所在城市不在参考数据中，按 {UNKNOWN} 分钟估算，请核实",
        f"the city is not in the reference data; {UNKNOWN} minutes are assumed, to be confirmed",
    ),
)
