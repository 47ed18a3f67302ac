"""Train the ranker and the finder of `whence.places`."""
