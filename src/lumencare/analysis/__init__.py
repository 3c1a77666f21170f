"""Numerics over many systems at once: numpy, no files, no framework; may use the rules."""
