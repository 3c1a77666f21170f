"""Claims for replacement parts: who pays, where a part comes from, what came out and went in."""
