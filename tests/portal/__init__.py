"""What customers reach without an account."""
