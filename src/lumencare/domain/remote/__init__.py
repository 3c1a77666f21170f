"""Remote service: what must be signed, how one connects, and whether one may connect now."""
