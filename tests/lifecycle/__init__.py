"""The room of System Care."""
