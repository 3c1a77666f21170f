"""Pages of the price book: editions read, drafted, rehearsed, published."""
