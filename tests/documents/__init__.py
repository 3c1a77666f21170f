"""Documents: capital figures, quotation PDF and summary workbook."""
