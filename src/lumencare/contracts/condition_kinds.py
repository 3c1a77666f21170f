"""The kinds of conditions that documents do not name, and how any condition is met."""

SIGNATURE, OVERLAP, REACH = "signature", "overlap", "reach"
THERE, NOT_APPLICABLE, COLLECTION, CONFIRMED, SIGNED = (
    "there",
    "not-applicable",
    "collection",
    "confirmed",
    "signed",
)

# How each kind of condition can be met; signatures have an action of their own.
WAYS = {REACH: (CONFIRMED,), OVERLAP: (CONFIRMED,)}
OF_DOCUMENTS = (THERE, NOT_APPLICABLE, COLLECTION)
