"""The worklist of purchase windows."""
