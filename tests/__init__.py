"""Tests: they mirror the packages of `lumencare` and read as sentences."""
