"""What linking learns from: gold claims of ../shared, and ECB+."""
