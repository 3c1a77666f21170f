"""Pages of finance: payments, receipts, invoices, credits, deferred income."""
