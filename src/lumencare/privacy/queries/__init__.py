"""Reads of the room of privacy."""
