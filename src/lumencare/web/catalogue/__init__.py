"""Pages of the parts catalogue: parts and their prices, price lists, what to buy a last time."""
