"""Customers, partners, sites, installed systems, hardware lists, contacts, site records."""
