"""Pages of claims for replacement parts."""
