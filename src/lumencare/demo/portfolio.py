"""What a made-up portfolio holds, as people would type it; nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from random import Random

from pypinyin import lazy_pinyin
from stdnum.cn import uscc

from lumencare.demo import words
from lumencare.demo.ages import STRETCHES, order_date_of, window_years
from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.edition import Edition

SITES = 300
SITES_WITH_TWO = 100
OWNERS = 110
PARTNERS = 24
HOMES_EACH = 4
Typed = dict[str, str]


@dataclass(frozen=True, slots=True)
class PlannedSite:
    """A site with its people and systems; `owner` and `partner` number organizations."""

    owner: int
    partner: int | None
    typed: Typed
    contacts: list[Typed] = field(default_factory=list)
    systems: list[Typed] = field(default_factory=list)


def plan_organizations(kind: str) -> list[Typed]:
    """Return owners or partners, each with a credit code that its check character proves."""
    is_owner = kind == "end-user"
    count, endings = (OWNERS, words.BUSINESSES) if is_owner else (PARTNERS, words.TRADES)
    pairs = sorted(product(words.TREES, endings), key=lambda pair: _scatter("".join(pair)))
    return [_organization(kind, number, *pair) for number, pair in enumerate(pairs[:count])]


def plan_sites(edition: Edition, today: date) -> list[PlannedSite]:
    """Return all sites with their people and systems; the same each time but for the dates."""
    chance = Random("lumencare")  # made-up names, the same each time  # nosec B311
    names = list(product(words.PLACES, words.BUILDINGS))
    homes = list(product(words.PLACES, words.HOUSES))
    chance.shuffle(names)
    chance.shuffle(homes)
    sites, serial = [], 0
    for number in range(SITES):
        is_home = number % HOMES_EACH == HOMES_EACH - 1
        place, building = homes[number // HOMES_EACH] if is_home else names[number]
        site = _site(number, place, building, chance)
        for part in _parts(number, chance):
            site.systems.append(_system(serial, (place, building, part), edition, today, chance))
            serial += 1
        sites.append(site)
    return sites


def _organization(kind: str, number: int, tree: str, business: str) -> Typed:
    name = f"{tree}{business}{words.MARK}"
    region = ("310000", "320500", "330100", "110000", "440300")[number % 5]
    first = f"91{region}MA{'1' if kind == 'end-user' else '2'}{number:05d}X"
    pinyin = "".join(lazy_pinyin(tree)).capitalize()
    return {
        "kind": kind,
        "name": name,
        "name_en": f"{pinyin} {'Holdings' if kind == 'end-user' else 'Systems'} (demo)",
        "credit_code": f"{first}{uscc.calc_check_digit(first)}",
        "invoice_address": f"{words.STREETS[number % len(words.STREETS)]} {number + 8} 号",
        "invoice_phone": f"021-6000{number:04d}",
        "bank": "示例银行",
        "bank_account": f"6200 0000 {number:04d}",
        "note": "",
    }


def _site(
    number: int, place: str, building: tuple[str, str, tuple[str, ...]], chance: Random
) -> PlannedSite:
    zh, en, _ = building
    pinyin = "".join(lazy_pinyin(place)).capitalize()
    typed = {
        "name": f"{place}{zh}",
        "name_en": f"{pinyin} {en}",
        "city": words.CITIES[number % len(words.CITIES)],
        "address": f"{chance.choice(words.STREETS)} {chance.randint(1, 999)} 号",
        "note": "",
    }
    # Most have a partner, and most owners let them see the site.
    partner = number % PARTNERS if number % 5 else None
    if number % 11 == 0:
        typed["partner_may_see"] = ""
    contacts = [_contact(number * 2 + each, chance) for each in range(1 + number % 2)]
    return PlannedSite(number % OWNERS, partner, typed, contacts)


def _contact(number: int, chance: Random) -> Typed:
    has_agreed = number % 3 != 0
    return {
        "name": chance.choice(words.SURNAMES) + chance.choice(words.GIVEN),
        "position": words.POSITIONS[number % len(words.POSITIONS)],
        "phone": f"1300000{number:04d}",
        "email": f"contact{number}@example.com" if number % 2 else "",
        "consent_on": "2025-06-01" if has_agreed else "",
        "consent_how": words.CONSENTS[number % len(words.CONSENTS)] if has_agreed else "",
    }


def _parts(number: int, chance: Random) -> Iterator[str]:
    """Yield what each system of a site serves."""
    if number % (SITES // SITES_WITH_TWO):
        yield ""
        return
    yield from chance.sample(words.PARTS_OF_A_SITE, 2)


def _system(
    serial: int,
    named: tuple[str, tuple[str, str, tuple[str, ...]], str],
    edition: Edition,
    today: date,
    chance: Random,
) -> Typed:
    place, (zh, _, kinds), part = named
    warranty = _class_of(serial, kinds)
    ordered = order_date_of(serial, window_years(edition, warranty, today), today, chance)
    is_old = serial % STRETCHES == STRETCHES - 1
    kind = chance.choice(words.OLD_TYPES if is_old and kinds != words.HOME else kinds)
    bom = chance.randint(180, 900) if kinds == words.HOME else chance.randint(120, 5200)
    list_amount = f"{bom * 1300}" if serial % 3 else ""
    return {
        "ref": f"LC-{serial + 1:04d}",
        "name": " ".join(filter(None, (f"{place}{zh}", part))),
        "system_type": kind,
        "software_version": f"{chance.randint(2, 12)}.{chance.randint(0, 9)}",
        "warranty_class": warranty.value,
        "order_date": ordered.isoformat(),
        "start_up": (StartUp.MANUFACTURER.value, StartUp.PARTNER.value, "")[serial % 3],
        "bom": f"{bom * 1000}",
        "list_amount": list_amount,
    }


def _class_of(serial: int, kinds: tuple[str, ...]) -> WarrantyClass:
    if kinds == words.HOME:
        return WarrantyClass.HWQS
    return WarrantyClass.TWO_YEAR if serial // STRETCHES % 2 else WarrantyClass.ONE_YEAR


def _scatter(text: str) -> float:
    return Random(text).random()  # an order that looks mixed  # nosec B311
