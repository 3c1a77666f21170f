"""Tests of sites, systems, organizations and their files."""
