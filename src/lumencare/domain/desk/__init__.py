"""The rules of the service desk: states of a case, its promise, its clock, what is charged."""
