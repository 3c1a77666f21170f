"""Pages of accepted upgrades: acceptance with the signed copy, the handover, won and lost."""
