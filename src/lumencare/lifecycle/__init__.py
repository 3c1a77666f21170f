"""System Care: the catalogue of systems, the radar of what grows old, and the leads from it."""
