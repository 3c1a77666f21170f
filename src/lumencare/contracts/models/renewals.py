"""Renewals that were offered: which quote offers the next year of a line."""

from django.conf import settings
from django.db import models

from lumencare.contracts.models.contracts import ContractLine
from lumencare.sales.models import Quote


class Renewal(models.Model):
    """The quote by which a line is to be renewed; another one takes its place once it is over."""

    line = models.OneToOneField(ContractLine, on_delete=models.PROTECT, related_name="renewal")
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.line_id} by {self.quote_id}"
