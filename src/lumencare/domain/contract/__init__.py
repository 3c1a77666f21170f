"""Service contracts: what was sold, its terms and payments, its states, what ends and is owed."""
