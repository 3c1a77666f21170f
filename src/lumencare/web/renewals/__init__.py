"""Pages of the renewals: what is to be renewed by when, and the offer in two clicks."""
