"""The parts catalogue: price lists and their import, who holds a part, what to buy a last time."""
