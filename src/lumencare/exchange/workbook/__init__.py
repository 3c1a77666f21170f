"""Workbooks as people make them: sheets, headers and rows, with what is wrong in each."""
