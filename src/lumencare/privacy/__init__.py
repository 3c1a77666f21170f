"""Personal data: what is held of whom, their consents and requests, what is erased and when."""
