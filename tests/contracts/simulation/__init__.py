"""Eight years of contracts, day by day, held against a calculation of their own."""
