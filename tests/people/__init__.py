"""Letting people in and seeing them out."""
