"""Remote service: agreements and their signatures, sessions and their logs."""
