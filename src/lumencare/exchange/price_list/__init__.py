"""The price list of parts as a workbook or CSV: numbers, prices, and what is said of each part."""
