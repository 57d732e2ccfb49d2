"""Advice on the next credential: what people mean, what a release says of it, and the words."""
