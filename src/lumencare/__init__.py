"""Lumencare 路明: service plans for installed lighting control systems."""
