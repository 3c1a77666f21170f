"""Rules of claims for replacement parts: what may follow on what, which day counts, who pays."""
