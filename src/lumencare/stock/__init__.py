"""Parts and their prices; the spare pool: places, moves, reservations, counts (SC-7)."""
