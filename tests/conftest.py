"""What holds for all tests."""

from hypothesis import settings

# A busy machine is no bug: examples may take as long as they take.
settings.register_profile("whence", parent=settings.default, deadline=None)
settings.load_profile("whence")
