"""Documents for people: frozen contexts in, bilingual PDF and XLSX out."""
