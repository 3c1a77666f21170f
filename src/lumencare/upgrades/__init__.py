"""System Care: surveys of systems, and proposals to bring them up to date (SY-1 to SY-4)."""
