"""Pages of the purchase windows."""
