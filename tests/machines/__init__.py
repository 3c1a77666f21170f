"""The scripts that give a machine what tests need: a database server."""
