"""Shapes of hardware lists and portfolios that are looked at before they are kept."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from lumencare.api.shapes.basic import Facts, Money, Wording, Words

Fraction = Annotated[
    str, BeforeValidator(str), Field(description="A number as text.", examples=["2.5"])
]


class ProblemShape(Wording):
    """One thing wrong: the cell or field, what was given, what is allowed."""

    field: str
    given: str


class PartTotalShape(Facts):
    """All lines of one part on a list together."""

    part_number: str
    description: str
    quantity: Fraction
    amount: Money


class PartChangeShape(Facts):
    """One part that is not on both lists alike; the side that lacks it is null."""

    kind: Literal["added", "removed", "changed"]
    before: PartTotalShape | None
    after: PartTotalShape | None
    amount: Money


class PartDifferenceShape(Facts):
    """What changes from the list that holds to the new one."""

    changes: list[PartChangeShape]
    unchanged: int
    amount: Money


class BomPreviewShape(Facts):
    """What recording a hardware list would do; nothing is kept."""

    sha256: str
    file_name: str
    lines: int
    amount: Money
    list_amount: Money | None
    amount_before: Money
    after: Annotated[int, Field(description="The number of the list that holds; 0: none.")]
    difference: PartDifferenceShape
    problems: list[ProblemShape]
    may_be_recorded: bool


class NewSiteShape(Facts):
    """A site that would be added."""

    owner: str
    name: str
    city: str
    city_known: bool


class FieldChange(BaseModel):
    """A field before and after; amounts of a name that ends in `_fen` are in fen."""

    before: Any
    after: Any


class RowDifferenceShape(Facts):
    """A site or system that would change: each field before and after."""

    kind: str
    id: Annotated[int, Field(validation_alias="pk")]
    title: str
    changes: dict[str, FieldChange]
    bom: PartDifferenceShape | None


class PortfolioPreviewShape(Facts):
    """What importing a workbook would do; nothing is kept."""

    sha256: str
    file_name: str
    fingerprint: str
    new_owners: list[str]
    new_sites: list[NewSiteShape]
    new_systems: list[str]
    differences: list[RowDifferenceShape]
    unchanged: int
    part_lines: int
    with_choices: int
    problems: list[ProblemShape]
    may_be_imported: bool


class ImportedShape(Facts):
    """What an import did."""

    owners: int
    sites: int
    systems: int
    changed: int
    unchanged: int


class CatalogueFieldShape(Facts):
    """What a row of the workbook says otherwise of one thing."""

    name: Words
    before: Words
    after: Words


class CatalogueEntryShape(Facts):
    """An entry of the catalogue of systems that is added, or changed in some fields."""

    kind: Literal["system", "software", "reuse"]
    name: str
    added: bool
    fields: list[CatalogueFieldShape]


class CataloguePreviewShape(Facts):
    """What importing the catalogue of systems would change; nothing is kept."""

    sha256: str
    file_name: str
    after: str
    same: int
    changes: list[CatalogueEntryShape]
    problems: list[ProblemShape]
    may_be_kept: bool


class CatalogueImportedShape(Facts):
    """What an import of the catalogue of systems changed."""

    changes: list[CatalogueEntryShape]
