"""People's files in and out: the portfolio workbook and the price file."""
