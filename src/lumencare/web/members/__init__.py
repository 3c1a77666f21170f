"""Pages of the people outside who act for a customer or a partner."""
