"""What an accepted upgrade becomes: its acceptance, bills and work, and the handover."""
