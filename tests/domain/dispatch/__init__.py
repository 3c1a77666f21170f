"""Tests of slots, travel and prices of visits."""
