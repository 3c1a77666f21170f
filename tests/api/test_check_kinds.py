"""The check of a document can name every kind of document that is issued."""

from typing import get_args

from lumencare.api.shapes.papers import IssuedShape
from lumencare.contracts.queries.checking import DocumentKind


def test_every_kind_of_document_has_its_place_in_the_answer() -> None:
    kinds = get_args(IssuedShape.model_fields["kind"].annotation)
    assert set(kinds) == {each.value for each in DocumentKind}
