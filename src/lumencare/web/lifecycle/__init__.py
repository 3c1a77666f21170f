"""Pages of System Care: the radar of what grows old, leads, the catalogue of systems."""
