"""Pages about personal data: requests, consents, periods, the register."""
