"""What is read of surveys and proposals, each for somebody."""
