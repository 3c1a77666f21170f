"""The portfolio workbook: systems, part lines and choices, read cell by cell."""
