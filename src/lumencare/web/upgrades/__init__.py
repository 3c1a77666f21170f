"""Pages of System Care's surveys and upgrade proposals."""
