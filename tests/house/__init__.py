"""The house rules, held by tests: size, names, direction, words, citations, commits."""
