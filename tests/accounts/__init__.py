"""Who works here, and whom a token stands for."""
