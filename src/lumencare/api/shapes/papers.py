"""Shapes of the papers of contracts, and of what is told of a document that is checked."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from lumencare.api.shapes.basic import Instant

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PaperShape(BaseModel):
    """A document as it was issued; `clauses_sha256` is the hash of all clauses it prints."""

    model_config = ConfigDict(from_attributes=True)

    number: str
    revision: int
    issued_at: Instant
    issued_by: str
    sha256: Sha256
    clauses_sha256: Sha256
    signer: str
    fingerprint: Sha256
    self_made: bool
    pages: int


class SealedShape(BaseModel):
    """The copy that both signed, as it was uploaded."""

    model_config = ConfigDict(from_attributes=True)

    file_name: str
    media_type: str
    size: int
    sha256: Sha256
    uploaded_at: Instant
    uploaded_by: str


class IssuedShape(BaseModel):
    """What is told of a document that was issued here; `signer` is empty where none signed it.

    `by_file`: the hash was that of the whole file, so it is unchanged. A check mark only tells
    that such a document was issued. `self_made`: nobody else vouches for the certificate.
    """

    model_config = ConfigDict(from_attributes=True)

    number: str
    kind: Literal[
        "contract",
        "amendment",
        "sealed-copy",
        "quotation",
        "visit-report",
        "passport",
        "remote-agreement",
        "proposal",
    ]
    issued_at: Instant
    standing: Literal["latest", "replaced", "withdrawn"]
    by_file: bool
    signer: str
    fingerprint: str
    self_made: bool


class CheckShape(BaseModel):
    """Whether a document was issued here, and what is told of it if so."""

    issued: bool
    document: IssuedShape | None = None
