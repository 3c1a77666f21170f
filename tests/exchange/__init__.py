"""Tests of people's files in and out."""
