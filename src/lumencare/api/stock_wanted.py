"""Which moves, reservations, loans and orders are wanted: by part, place and reference alike."""

from lumencare.api.lists import Wanted as WantedRows
from lumencare.api.shapes.basic import Line
from lumencare.stock.queries import Wanted


class WantedOfStock(WantedRows):
    """Of which part, at which place, for what."""

    part: Line = ""
    place: Line = ""
    reference: Line = ""

    def filters(self, state: str | None) -> Wanted:
        """Return them as the stock's lists take them, with a state or a kind of move."""
        return Wanted(
            q=self.q,
            state=state or "",
            part=self.part,
            place=self.place,
            reference=self.reference,
        )
