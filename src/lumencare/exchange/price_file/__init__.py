"""Price files: tables of systems in, prices of every plan out, millions of rows."""
