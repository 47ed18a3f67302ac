"""Whence reads reports of armed conflict and keeps who says so and where they had it from."""
