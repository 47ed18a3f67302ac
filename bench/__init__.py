"""Measurements: speed and memory of what users run."""
