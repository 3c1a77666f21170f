"""Tests of the room of privacy."""
