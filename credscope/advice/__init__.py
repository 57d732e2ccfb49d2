"""Advice on the next credential: names that people give, what a release says of them, and the words for it."""
