"""The rules of the offer: pure functions over frozen facts, standard library only."""
