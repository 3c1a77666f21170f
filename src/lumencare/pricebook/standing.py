"""Every edition with where it stands today, for those who may see the price book."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.codes import EditionUse
from lumencare.domain.edition import Edition
from lumencare.domain.text import Text
from lumencare.pricebook.drafts import Examined, examine
from lumencare.pricebook.models import EditionState, OfficeEdition
from lumencare.pricebook.queries import PUBLIC, Known, known_editions


class Standing(StrEnum):
    """Where an edition stands on a day, in the order in which lists show them."""

    IN_FORCE = "in-force"
    FUTURE = "future"
    PROPOSED = "proposed"
    DRAFT = "draft"
    PAST = "past"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"


STANDING_NAMES = {
    Standing.IN_FORCE: Text("生效中", "In force"),
    Standing.FUTURE: Text("将生效", "Future"),
    Standing.PROPOSED: Text("待发布", "Proposed"),
    Standing.DRAFT: Text("草稿", "Draft"),
    Standing.PAST: Text("已被取代", "Replaced"),
    Standing.RETIRED: Text("已停用", "Retired"),
    Standing.WITHDRAWN: Text("已撤回", "Withdrawn"),
}
ORDER = list(Standing)


@dataclass(frozen=True, slots=True)
class Listed:
    """One edition of the list; `row` is None for a shipped one, `edition` for a draft."""

    code: str
    standing: Standing
    row: OfficeEdition | None
    edition: Edition | None
    new_sales_from: date | None

    @property
    def standing_name(self) -> Text:
        """Where it stands, in words."""
        return STANDING_NAMES[self.standing]


def list_editions(user: User, on: date) -> list[Listed]:
    """Return all editions, the one in force first; drafts only for those who work on them."""
    require_right(user, Right.SEE_EDITIONS)
    known = known_editions()
    found = [*_published(known, on), *(_drafts() if may_work(user) else ())]
    return sorted(
        found,
        key=lambda each: (
            ORDER.index(each.standing),
            -(each.edition.number if each.edition else 0),
        ),
    )


def may_work(user: User) -> bool:
    """Tell whether somebody drafts or publishes editions."""
    return may(user, Right.DRAFT_EDITIONS) or may(user, Right.PUBLISH_EDITIONS)


def find_listed(user: User, code: str, on: date) -> Listed:
    """Return a published edition by its code; Http404 where there is none."""
    require_right(user, Right.SEE_EDITIONS)
    for each in _published(known_editions(), on):
        if each.code == code:
            return each
    raise Http404


def find_draft(user: User, pk: int) -> OfficeEdition:
    """Return an edition of the office for those who work on it; Http404 where there is none."""
    if not may(user, Right.PUBLISH_EDITIONS):
        require_right(user, Right.DRAFT_EDITIONS)
    people = ("uploaded_by", "proposed_by", "published_by")
    row = OfficeEdition.objects.select_related(*people).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def examine_row(row: OfficeEdition, on: date) -> Examined:
    """Return what a draft would be and all its flaws, as of a day."""
    return examine(row.text, row.code, known_editions(), on)


def find_text(user: User, code: str) -> str | None:
    """Return the text of an edition that the office published; None for a shipped one."""
    require_right(user, Right.SEE_EDITIONS)
    kept = OfficeEdition.objects.filter(code=code, state__in=PUBLIC)
    return kept.values_list("text", flat=True).first()


def edition_before(edition: Edition) -> Edition | None:
    """Return the published edition with the next lower number."""
    earlier = [each for each in known_editions().editions.values() if each.number < edition.number]
    return max(earlier, key=lambda each: each.number, default=None)


def _published(known: Known, on: date) -> Iterator[Listed]:
    rows = OfficeEdition.objects.filter(state__in=PUBLIC)
    by_code = {
        each.code: each
        for each in rows.defer("text").select_related("proposed_by", "published_by", "retired_by")
    }
    current = known.holding_on(on, EditionUse.NEW_SALES).code
    for code, edition in known.editions.items():
        since = edition.since(EditionUse.NEW_SALES)
        standing = _standing(known, edition, on, is_current=code == current)
        yield Listed(code, standing, by_code.get(code), edition, since)


def _standing(known: Known, edition: Edition, on: date, *, is_current: bool) -> Standing:
    retired_from = known.retired_from.get(edition.code)
    if is_current:
        return Standing.IN_FORCE
    if retired_from is not None and retired_from <= on:
        return Standing.RETIRED
    return Standing.FUTURE if edition.since(EditionUse.NEW_SALES) > on else Standing.PAST


def _drafts() -> Iterator[Listed]:
    rows = (
        OfficeEdition.objects.filter(
            state__in=[EditionState.DRAFT, EditionState.PROPOSED, EditionState.WITHDRAWN]
        )
        .defer("text")
        .select_related("uploaded_by", "proposed_by")
        .order_by("-uploaded_at")
    )
    for row in rows:
        yield Listed(row.code, Standing(row.state), row, None, row.new_sales_from)


def comparable_editions(user: User, on: date) -> dict[str, tuple[Text, Edition]]:
    """Return what a system can be priced on: published editions, and drafts without a flaw."""
    found: dict[str, tuple[Text, Edition]] = {}
    for each in list_editions(user, on):
        edition = each.edition or _sound_draft(each, on)
        if edition is not None:
            key = each.code if each.edition else f"draft:{each.row.pk if each.row else ''}"
            name = each.standing_name
            words = Text(f"{each.code}（{name.zh}）", f"{each.code} ({name.en.lower()})")
            found[key] = (words, edition)
    return found


def _sound_draft(listed: Listed, on: date) -> Edition | None:
    if listed.row is None or listed.standing is Standing.WITHDRAWN:
        return None
    examined = examine_row(listed.row, on)
    return None if examined.flaws else examined.edition
