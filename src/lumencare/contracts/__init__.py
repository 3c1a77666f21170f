"""Service contracts: lines, terms, payments due, allowances; opened from accepted quotes."""
