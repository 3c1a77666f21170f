"""The catalogue of systems as a workbook: its sheets read, every wrong cell at once."""
