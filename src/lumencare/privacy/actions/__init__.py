"""What is done to personal data, and to what people ask of it."""
