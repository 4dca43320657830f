"""Settings for all tests."""

from hypothesis import settings

# A first example may load jieba; how long a test takes says nothing about whether it holds.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
