"""What a customer fills in: a question, or the name they accept with."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 80
LONGEST_TEXT = 2000


class AskForm(forms.Form):
    """A question to the office."""

    prefix = "ask"
    name = forms.CharField(label=_("Your name"), max_length=LONGEST_NAME)
    text = forms.CharField(
        label=_("Your question"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 3})
    )


class AcceptForm(forms.Form):
    """An acceptance: who, of which document, and that it is meant."""

    prefix = "accept"
    sha256 = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of who accepts"), max_length=LONGEST_NAME)
    agree = forms.BooleanField(
        label=_("I have read this quotation and accept it for the customer named above.")
    )
