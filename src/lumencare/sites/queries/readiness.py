"""The readiness check of systems and sites, from the rows of their records (SC-9, SY-4, X-10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lumencare.accounts.models import User
from lumencare.data.record_rules import record_rules
from lumencare.data.system_catalogue import find_family
from lumencare.domain.edition import COLLECTION, Edition
from lumencare.domain.money import Money
from lumencare.domain.readiness.facts import (
    FromProcessor,
    HasDatabase,
    Held,
    Paper,
    ReadinessFacts,
)
from lumencare.domain.readiness.judging import WORST, Light, PaperAnswer, Readiness, check_readiness
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.models import (
    BomSnapshot,
    HeldPlan,
    ProcessorWord,
    RecordKind,
    SiteRecord,
    System,
)
from lumencare.sites.queries.records import RecordFacts, record_facts
from lumencare.sites.queries.rows import find_site, find_system


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One record of a system: what is kept, and how it is judged."""

    record: RecordFacts
    answer: PaperAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemReadiness:
    """The readiness check of a system with the records it rests on.

    `processor` says whether the database can be read out of it; `processor_why` the ground that
    staff gave, empty where the value is assumed of the family.
    """

    pk: int
    ref: str
    name: str
    system_type: str
    readiness: Readiness
    papers: tuple[PaperFacts, ...]
    processor: FromProcessor
    processor_why: str
    # Whether the processor says anything that matters: a system with a database of its own.
    asks_processor: bool
    # Whether a plan with service is held, to which man-days can be added (RO-1).
    has_service: bool


@dataclass(frozen=True, slots=True)
class SiteReadiness:
    """The readiness checks of a site's systems in use; `light` None: it has none."""

    site_pk: int
    site: str
    systems: tuple[SystemReadiness, ...]

    @property
    def light(self) -> Light | None:
        """The worst of its systems."""
        found = {each.readiness.light for each in self.systems}
        return next((each for each in WORST if each in found), None)


def site_readiness(user: User, pk: int, on: date) -> SiteReadiness:
    """Return the readiness of each system of a site; Http404 where the person may not see it."""
    site = find_site(user, pk)
    rows = list(site.systems.filter(retired_on=None).order_by("ref"))
    found = readiness_of(rows, on)
    return SiteReadiness(site.pk, site.name, tuple(found[each.pk] for each in rows))


def system_readiness(user: User, pk: int, on: date) -> SystemReadiness:
    """Return the readiness of a system; Http404 where the person may not see it."""
    row = find_system(user, pk)
    return readiness_of([row], on)[row.pk]


def readiness_of(
    rows: Sequence[System], on: date, edition: Edition | None = None
) -> dict[int, SystemReadiness]:
    """Return the readiness of each of some systems, everything read in two questions.

    Whoever has read the `edition` in force on that day gives it, so that it is not read again.
    """
    edition = edition or edition_in_force(on)
    man_day = next(each.net for each in edition.services if each.code == COLLECTION)
    records = _records_by_site(each.site_id for each in rows)
    found = {}
    for row in _with_facts(rows, edition, on):
        newest = _newest(records.get(row.site_id, ()), row.pk)
        found[row.pk] = _check(row, newest, man_day, on)
    return found


def service_held(edition: Edition, on: date) -> QuerySet[HeldPlan]:
    """Return what is held on a day of the plans with service, which need the records (SC-9)."""
    codes = [each.value for each in edition.holders]
    current = HeldPlan.objects.filter(code__in=codes, starts_on__lte=on, ends_on__gt=on)
    return current.filter(Q(ended_on=None) | Q(ended_on__gt=on), system__retired_on=None)


def _with_facts(rows: Sequence[System], edition: Edition, on: date) -> Iterable[Any]:
    """Read the systems with what else the check needs: words of the processor, changes, service.

    A first hardware list changes nothing; each that follows another does.
    """
    words = ProcessorWord.objects.filter(system=OuterRef("pk")).order_by("-recorded_at", "-pk")
    earlier = BomSnapshot.objects.filter(
        system=OuterRef("system"), undone_at=None, number__lt=OuterRef("number")
    )
    changes = BomSnapshot.objects.filter(Exists(earlier), system=OuterRef("pk"), undone_at=None)
    return System.objects.filter(pk__in=[each.pk for each in rows]).annotate(
        word=Subquery(words.values("gives_database")[:1]),
        word_why=Subquery(words.values("why")[:1]),
        changed_on=Subquery(changes.order_by("-taken_on").values("taken_on")[:1]),
        served=Exists(service_held(edition, on).filter(system=OuterRef("pk"))),
    )


def _check(row: Any, newest: Mapping[str, SiteRecord], man_day: Money, on: date) -> SystemReadiness:
    facts = _facts(row, newest, man_day, on)
    found = check_readiness(record_rules(), facts)
    return SystemReadiness(
        pk=row.pk,
        ref=row.ref,
        name=row.name,
        system_type=row.system_type,
        readiness=found,
        papers=tuple(
            PaperFacts(record_facts(RecordKind(each.paper), newest.get(each.paper), on), each)
            for each in found.papers
        ),
        processor=facts.from_processor,
        processor_why=facts.set_by_staff,
        asks_processor=facts.database not in {HasDatabase.NO, HasDatabase.HOST},
        has_service=row.served,
    )


def _facts(row: Any, newest: Mapping[str, SiteRecord], man_day: Money, on: date) -> ReadinessFacts:
    family = find_family(row.system_type)
    assumed = FromProcessor(family.database_from_processor) if family else FromProcessor.UNKNOWN
    said = FromProcessor.YES if row.word else FromProcessor.NO
    return ReadinessFacts(
        on=on,
        bom=Money.of_fen(row.bom_fen),
        man_day=man_day,
        family=family.name if family else None,
        category=family.category if family else "",
        database=HasDatabase(family.database) if family else HasDatabase.UNKNOWN,
        from_processor=assumed if row.word is None else said,
        set_by_staff=row.word_why or "",
        changed_on=row.changed_on,
        held={
            Paper(kind): Held(dated_on=each.dated_on, not_applicable_why=each.why)
            for kind, each in newest.items()
        },
    )


def _records_by_site(sites: Iterable[int]) -> dict[int, list[SiteRecord]]:
    found: dict[int, list[SiteRecord]] = {}
    rows = SiteRecord.objects.filter(site__in=set(sites)).select_related("recorded_by", "system")
    for each in rows.order_by("number"):
        found.setdefault(each.site_id, []).append(each)
    return found


def _newest(records: Iterable[SiteRecord], system: int) -> dict[str, SiteRecord]:
    """Return the newest record of each kind that is of a system, or of all of its site."""
    return {each.kind: each for each in records if each.system_id in {None, system}}
