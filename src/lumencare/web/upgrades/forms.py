"""Forms of surveys and proposals; judging is left to the server, so that all comes at once."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.upgrade.content import (
    DOER_NAMES,
    REUSE_NAMES,
    SCOPE_NAMES,
)
from lumencare.domain.upgrade.lines import HOUR_NAMES
from lumencare.domain.upgrade.surveying import CONDITION_NAMES
from lumencare.web import fields
from lumencare.web.desk.forms import StepForm
from lumencare.web.templatetags.words import said

# A choice is said in the language of whoever looks, not of whoever started the process.
said_lazily = lazy(said, str)


class AskForm(StepForm):
    """Why a survey is wanted, and by when."""

    why = fields.lines(_("Why, and what the customer needs"), needed=True)
    wanted_by = fields.day(_("Wanted by"))


class DecideForm(StepForm):
    """Whether a survey is free, and why."""

    free = fields.choice(
        _("The survey is"), (("yes", _("free of charge")), ("no", _("priced"))), needed=True
    )
    why = fields.lines(
        _("Why"), needed=True, help_text=_("For example: the train that was looked up, its time.")
    )


class AgreeForm(StepForm):
    """Who agreed to the price, and how."""

    name = fields.text(_("Who agreed"), needed=True, autocomplete="off")
    how = fields.text(_("How"), needed=True, help_text=_("For example: mail of today, order form."))


class FoundForm(StepForm):
    """What was found of one kind of component."""

    component = fields.text(_("Component"), needed=True, list="l-component", autocomplete="off")
    part_number = fields.text(_("Part number"), autocomplete="off")
    quantity = fields.text(_("How many"), needed=True, inputmode="numeric")
    condition = fields.choice(
        _("Condition"),
        [(each.value, said_lazily(name)) for each, name in CONDITION_NAMES.items()],
        needed=True,
    )
    note = fields.lines(_("Note"))
    photo = fields.choice(_("Photo of the visit"), ())


class FinishForm(StepForm):
    """What a survey comes to."""

    summary = fields.lines(_("What the survey comes to"), needed=True)


class CancelForm(StepForm):
    """Why a survey is called off."""

    why = fields.lines(_("Why"), needed=True)


class BeginForm(StepForm):
    """What a proposal begins with."""

    need = fields.lines(_("What the customer needs, in their words"))
    survey = fields.choice(_("Survey that it rests on"), ())
    way = fields.choice(_("Begin with"), ())


class NeedForm(StepForm):
    """What the customer needs, and which option is recommended."""

    need = fields.lines(_("What the customer needs, in their words"))
    recommended = fields.choice(_("Recommended option"), ())


class OptionForm(StepForm):
    """A further option."""

    way = fields.choice(_("Kind of upgrade"), (), needed=True)


class HeadForm(StepForm):
    """What an option says of itself, in both languages."""

    name_zh = fields.text(_("Name, Chinese"), needed=True)
    name_en = fields.text(_("Name, English"), needed=True)
    gains_zh = fields.lines(_("What the customer gains, Chinese"))
    gains_en = fields.lines(_("What the customer gains, English"))
    scope = fields.Ticks(
        label=_("What a software upgrade brings"),
        required=False,
        widget=forms.CheckboxSelectMultiple(
            choices=[(each.value, said_lazily(name)) for each, name in SCOPE_NAMES.items()]
        ),
    )
    no_exploration_why = fields.lines(
        _("Why the site is not explored although records are missing"),
        help_text=_("Leave empty where the option has exploration man-days (SY-4)."),
    )


class DiscountForm(StepForm):
    """A discount on every line that has a list price."""

    percent = fields.text(_("Discount, percent"), needed=True, inputmode="decimal")
    why = fields.text(_("Why"), needed=True)


class GoodsForm(StepForm):
    """A line of hardware or software."""

    part_number = fields.text(
        _("Part number"),
        help_text=_("With one of the catalogue the list price is known."),
        autocomplete="off",
    )
    text = fields.text(_("Name of the item"), help_text=_("Empty: as the catalogue names it."))
    quantity = fields.text(_("Quantity"), needed=True, inputmode="numeric")
    price = fields.amount(
        _("Price of one, RMB without VAT"), help_text=_("Empty: the list's price.")
    )
    why = fields.text(
        _("Why this price"),
        help_text=_("Needed where it is not the list's; below it somebody must approve (D-20)."),
    )


class WorkForm(StepForm):
    """A line of man-days."""

    service = fields.choice(_("Service"), (), needed=True)
    hours = fields.choice(
        _("When"), [(each.value, said_lazily(HOUR_NAMES[each])) for each in Hours], needed=True
    )
    quantity = fields.text(_("Man-days"), needed=True, inputmode="decimal")
    text = fields.text(_("What is done"), help_text=_("Empty: as the price list names it."))
    price = fields.amount(
        _("Price of a man-day, RMB without VAT"),
        help_text=_("Empty: the published price by when it is (AV-1, NB-1)."),
    )
    why = fields.text(_("Why this price"), help_text=_("Needed where it is not the list's."))


class GivenForm(StepForm):
    """What is given for a plan that has not run out."""

    source = fields.choice(_("Contract and what of it has not run out"), (), needed=True)
    price = fields.amount(_("Given, RMB without VAT"), needed=True)
    why = fields.text(_("Why"), needed=True, help_text=_("Somebody else must approve it (D-17)."))


class ReuseForm(StepForm):
    """What becomes of one kind of component."""

    component = fields.text(_("Component"), needed=True, autocomplete="off")
    part_number = fields.text(_("Part number"), autocomplete="off")
    quantity = fields.text(_("How many"), needed=True, inputmode="numeric")
    verdict = fields.choice(
        _("What becomes of it"),
        [(each.value, said_lazily(name)) for each, name in REUSE_NAMES.items()],
        needed=True,
    )
    replacement = fields.text(_("Replaced by, or the adapter"), autocomplete="off")
    why = fields.text(_("Why"), help_text=_("Needed where the catalogue says otherwise."))


class MigrationForm(StepForm):
    """One step of the change-over, in both languages."""

    text_zh = fields.text(_("What is done, Chinese"), needed=True)
    text_en = fields.text(_("What is done, English"), needed=True)
    doer = fields.choice(
        _("Who does it"),
        [(each.value, said_lazily(name)) for each, name in DOER_NAMES.items()],
        needed=True,
    )
    days = fields.text(_("Days of work"), needed=True, inputmode="numeric")
    out_hours = fields.text(_("Hours out of service"), inputmode="numeric")
    out_of_service_zh = fields.text(_("What is out of service, Chinese"))
    out_of_service_en = fields.text(_("What is out of service, English"))
