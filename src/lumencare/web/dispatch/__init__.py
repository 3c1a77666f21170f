"""Pages of dispatch: the board, visits, preventive visits, engineers."""
