"""Eight project years, one day at a time: all that is kept equals what the rules come to."""

from datetime import date, timedelta
from random import Random

import pytest

from tests.contracts.contracts import coordinator
from tests.contracts.simulation.book import Book
from tests.contracts.simulation.compared import compare_all, compare_cover, compare_whole_cover
from tests.contracts.simulation.customers import Customer
from tests.contracts.simulation.killing import Reaper
from tests.contracts.simulation.paying import pay
from tests.contracts.simulation.rules import Facts, year_ends
from tests.contracts.simulation.selling import Wish
from tests.contracts.simulation.world import World
from tests.office import organization, site, system

pytestmark = pytest.mark.django_db
SEED = 20260115
# A leap day is among the order dates, and a day that most years do not have.
FIRST = date(2024, 2, 1)
BOMS = (28_123_45, 300_000_00, 749_999_99, 750_000_00, 1_234_567_89)
WISHES = (
    "part-care-basic", "part-care-plus", "part-care-plus-annual", "service-care",
    "technology-support", "24h", "72h", "weekend",
)  # fmt: skip


def people(world: World, count: int) -> list[Customer]:
    """Let customers move in; each is the same whoever else is there."""
    owner = organization()
    places = [
        site(owner, name="滨江中心"),
        site(owner, name="山居", city="某某市", city_known=False),
    ]
    found = []
    for index in range(count):
        random = Random(f"{SEED}-{index}")
        is_far = random.random() < 0.25
        ordered = date(2024, 2, 29) if index % 8 == 3 else FIRST + timedelta(random.randint(0, 60))
        facts = Facts(
            ("1Y", "2Y", "HWQS8")[index % 3], ordered, random.choice(BOMS), random.random() < 0.5
        )
        row = system(
            places[is_far], ref=f"S-{index}", warranty_class=facts.warranty, order_date=ordered,
            bom_fen=facts.bom_fen, start_up="manufacturer" if facts.by_maker else "partner",
        )  # fmt: skip
        world.books[row.pk] = Book(facts, is_far)
        found.append(Customer(world, row.pk, random))
    return found


def nights(world: World, random: Random) -> None:
    """The nightly job: mostly once, at times twice, with a clock set back, or days late."""
    chance = random.random()
    if chance < 0.04:
        world.late = random.randint(1, 3)
    if world.late > 0:
        world.late -= 1
        return
    world.pass_night(world.today)
    if chance > 0.97:
        world.pass_night(world.today)
    elif chance > 0.95:
        world.pass_night(world.today - timedelta(days=random.randint(1, 20)))


def ask_something(world: World, customer: Customer, random: Random) -> None:
    """Ask for a price that may well be refused."""
    code = random.choice(WISHES)
    years = ()
    if code == "technology-support":
        years = (random.randint(2, 8),)
    world.ask(customer.pk, [Wish(code, years)])


def test_eight_years_end_as_the_rules_say() -> None:
    """D-1..D-26, PA-3, G-4."""
    world = live(22, chance=0.0)
    assert world.reaper.deaths == 0


# A cursor that dies with its process is closed by nobody.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db(transaction=True)
def test_eight_years_with_deeds_killed_at_random_end_the_same() -> None:
    """Each in its own transactions: what was killed is rolled back, or was kept, and done again."""
    world = live(6, chance=0.2)
    assert world.reaper.deaths > 100


def live(count: int, chance: float) -> World:
    """Let customers live for eight years, and hold everything against the book on the way."""
    random = Random(SEED)
    world = World(coordinator(), Reaper(Random(SEED), chance), random)
    customers = people(world, count)
    last = max(year_ends(each.book.facts.ordered, 8) for each in customers)
    world.today = FIRST
    while world.today <= last + timedelta(days=5):
        nights(world, random)
        for each in customers:
            if each.book.facts.ordered == world.today:
                each.live()
        world.pass_day()
        one = random.choice(customers)
        if world.today.day % 2 and one.book.facts.ordered <= world.today:
            compare_cover(world, one.pk, world.today)
            if world.today.day % 7 == 0:
                ask_something(world, one, random)
        if world.today.day == 1 and world.today.month % 3 == 1:
            settle(world, customers)
        world.today += timedelta(days=1)
    world.pass_night(world.today)
    compare_all(world)
    for each in customers:
        compare_whole_cover(world, each.pk, last)
    states = {line.state for book in world.books.values() for line in book.lines}
    assert states >= {"lapsed", "ended"}
    assert world.sold > count
    assert world.refused > 0
    assert world.paid_in_part > 0
    return world


def settle(world: World, customers: list[Customer]) -> None:
    """Pay at the end of a quarter, and hold everything against the book."""
    for each in customers:
        pay(world, each.pk)
    compare_all(world)
