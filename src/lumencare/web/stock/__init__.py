"""Pages of the spare parts: what there is, what is promised, counted, ordered, lent and moved."""
