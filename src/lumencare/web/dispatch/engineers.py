"""Engineers: where they live, what they can do, when they work and when they are away."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.data.skills import skills
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import WEEKDAYS_EN, WEEKDAYS_ZH
from lumencare.domain.text import Text
from lumencare.field import actions
from lumencare.field.queries import find_absence, find_engineer, people_to_add
from lumencare.field.queries.board import GROUP_NAMES
from lumencare.field.queries.engineers import engineer_lines
from lumencare.web import fields
from lumencare.web.forms import answer_form
from lumencare.web.templatetags.words import said

CHOOSE = Text("请从列出的人员中选择。", "Choose one of the people who are listed.")
KIND_WORDS = (("leave", Text("休假", "Leave")), ("training", Text("培训", "Training")))


class EngineerForm(forms.Form):
    """What is kept of an engineer."""

    group = fields.choice(lazy("Group"), [], needed=True)
    city = fields.text(
        lazy("Home city"), needed=True, help_text=lazy("Travel is reckoned from here.")
    )
    skills = fields.Ticks(label=lazy("Skills"), required=False)
    phone = fields.text(lazy("Phone"))
    days_off = fields.Ticks(label=lazy("Weekdays not worked"), required=False)
    evenings = fields.tick(lazy("Works evenings"))
    weekends = fields.tick(lazy("Works weekends"))
    left_on = fields.day(lazy("First day no longer here"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        days = zip(WEEKDAYS_ZH, WEEKDAYS_EN, strict=True)
        self.fields["group"].widget.choices = [(k, said(v)) for k, v in GROUP_NAMES.items()]
        self.fields["skills"].widget.choices = [(k, said(v.name)) for k, v in skills().items()]
        self.fields["days_off"].widget.choices = [
            (str(number), said(Text(*pair))) for number, pair in enumerate(days)
        ]


class NewEngineerForm(EngineerForm):
    """An engineer made of a person who has the role."""

    person = fields.choice(lazy("Person"), [], needed=True)
    field_order = ("person",)

    def __init__(self, people: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].widget.choices = people


class AbsenceForm(forms.Form):
    """When somebody is away."""

    kind = fields.choice(lazy("Kind"), [], needed=True)
    starts_at = fields.text(lazy("Begins"), needed=True, type="datetime-local")
    ends_at = fields.text(lazy("Ends"), needed=True, type="datetime-local")
    note = fields.text(lazy("Note"), maxlength=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].widget.choices = [(code, said(name)) for code, name in KIND_WORDS]


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show everybody who goes out."""
    context = {
        "lines": engineer_lines(request.user, request.now),
        "can_keep": may(request.user, Right.KEEP_ENGINEERS),
    }
    return render(request, "dispatch/engineers.html", context)


@login_required
def add(request: Request) -> HttpResponse:
    """Make an engineer of a person."""
    people = {str(each.pk): each for each in people_to_add(request.user)}
    names = [(key, each.name) for key, each in people.items()]
    form = NewEngineerForm(names, request.POST or None)

    def act(values: dict[str, Any]) -> HttpResponse:
        person = people.get(values["person"])
        if person is None:
            raise InputProblems([Problem("person", values["person"], CHOOSE)])
        actions.add_engineer(person, _typed(values), by=request.user, now=request.now)
        return redirect("dispatch-engineers")

    return answer_form(request, form, act, "dispatch/engineer.html", people=names, is_new=True)


@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """Change what is kept of an engineer."""
    require_right(request.user, Right.KEEP_ENGINEERS)
    row = find_engineer(request.user, pk)
    initial = {name: getattr(row, name) for name in EngineerForm.base_fields}
    initial["days_off"] = [str(each) for each in row.days_off]
    form = EngineerForm(request.POST or None, initial=initial)

    def act(values: dict[str, Any]) -> HttpResponse:
        actions.change_engineer(row, _typed(values), by=request.user, now=request.now)
        return redirect("dispatch-engineers")

    return answer_form(request, form, act, "dispatch/engineer.html", engineer=row)


@login_required
def add_away(request: Request, pk: int) -> HttpResponse:
    """Put down when an engineer is away."""
    require_right(request.user, Right.KEEP_ENGINEERS)
    row = find_engineer(request.user, pk)
    form = AbsenceForm(request.POST or None)

    def act(values: dict[str, Any]) -> HttpResponse:
        actions.add_absence(row, values, by=request.user, now=request.now)
        return redirect("dispatch-engineers")

    return answer_form(request, form, act, "dispatch/away.html", engineer=row)


@require_POST
@login_required
def end_away(request: Request, pk: int) -> HttpResponse:
    """Take an absence back."""
    require_right(request.user, Right.KEEP_ENGINEERS)
    actions.end_absence(find_absence(request.user, pk), by=request.user, now=request.now)
    return redirect("dispatch-engineers")


def _typed(values: dict[str, Any]) -> dict[str, str]:
    """Return a form's values as the action reads them: ticked codes with commas between."""
    return {
        name: ",".join(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
