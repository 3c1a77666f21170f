"""What is read of accepted upgrades: the offer behind its link, handovers, bills, the count."""
