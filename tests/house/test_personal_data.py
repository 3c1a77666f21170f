"""The register of personal data is whole: every field of words, numbers or files is in it."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from lumencare.data.personal_register import personal_register, privacy_notice
from lumencare.domain.personal_data import PersonalKind, Table
from lumencare.jobs.tasks import RECURRING
from lumencare.privacy.words import FIELDS
from tests.house.tree import SOURCE

# What can hold a name, a number or a picture. A key to a person names nobody by itself.
HOLDING = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
)
NAMED = tuple((kind, table) for kind in personal_register().kinds for table in kind.tables)


def test_every_field_is_registered_or_said_to_be_of_a_thing() -> None:
    """PIPL art. 51: a register of what is held. A new field is put into one of the two files."""
    known = {model: set(fields) for model, fields in personal_register().things.items()}
    for _, table in NAMED:
        known.setdefault(table.model, set()).update(table.personal)
    assert [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, HOLDING) and field.name not in known.get(model._meta.label, ())
    ] == []


def test_no_field_stands_in_both_files_and_every_one_exists() -> None:
    things = personal_register().things
    wrong = []
    for label, fields in things.items():
        held = {field.name for field in apps.get_model(label)._meta.local_fields}
        wrong += [f"{label}.{name}" for name in fields - held]
    for _, table in NAMED:
        held = {field.name for field in apps.get_model(table.model)._meta.local_fields}
        wrong += [f"{table.model}.{name}" for name in table.personal - held]
        wrong += [
            f"{table.model}.{name}" for name in table.personal & things.get(table.model, set())
        ]
    # What the nightly job empties may be of a thing, as a subject is.
    assert wrong == []


@pytest.mark.parametrize(("kind", "table"), NAMED, ids=[f"{k.code}-{t.model}" for k, t in NAMED])
def test_every_path_of_the_register_leads_to_a_field(kind: PersonalKind, table: Table) -> None:
    find = table.find
    paths = [
        find.user,
        find.contact,
        find.email,
        find.phone,
        find.name,
        find.site,
        table.at,
        table.site,
    ]
    paths += [age.since for age in table.ages]
    paths += [path for age in table.ages for path in age.only] + list(table.if_over)
    paths += [name for age in table.ages for name in age.fields]
    model = apps.get_model(table.model)
    assert [path for path in paths if path and not _leads(model, path)] == []
    assert not find.name or find.site, "a name counts at a site alone"
    assert not find.phone or find.name, "a number counts with a name alone"
    assert not (table.deletes and table.keep), kind.code


def test_every_kind_of_a_room_that_exists_and_every_field_that_is_shown_has_a_name() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert {kind.room for kind in personal_register().kinds} <= rooms
    shown = {
        name
        for kind in personal_register().outside
        for table in kind.tables
        for name in (*table.fields, *table.files)
        if any((table.find.user, table.find.contact, table.find.email, table.find.name))
    }
    assert shown - set(FIELDS) == set()


def test_what_a_person_can_be_found_by_is_erased_deleted_or_kept_with_a_reason() -> None:
    assert [
        f"{kind.code}: {table.model}"
        for kind, table in NAMED
        if any((table.find.user, table.find.contact, table.find.email, table.find.name))
        and not (table.deletes or table.erase or table.keep)
    ] == []


def test_a_period_that_another_job_holds_names_a_job_or_a_kind_that_is_there() -> None:
    known = {each.name for each in RECURRING} | {kind.code for kind in personal_register().kinds}
    assert {table.by for _, table in NAMED if table.by} <= known


def test_the_notice_is_whole_in_both_languages() -> None:
    notice = privacy_notice()
    words = [each for part in notice.sections for each in (part.title, part.text)]
    assert all(each.zh and each.en for each in (*words, *notice.topics.values()))


def _leads(model: type[models.Model], path: str) -> bool:
    """Tell whether a path of names leads from a model to a field."""
    if path == "pk":
        return True
    name, _, rest = path.partition("__")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    if not rest:
        return True
    related = field.related_model
    return isinstance(related, type) and _leads(related, rest)
