"""What happened: who changed what, before and after, and why; append-only."""
