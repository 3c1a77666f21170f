"""A year of made-up cases, replayed through the interface and computed a second time."""
