"""Checking a badge: Open Badges 3.0 and other W3C Verifiable Credentials, offline, with keys that are given.

One module per question: `document` (can it be read), `shape` (is it one), `proof` and `token` (is it whole,
and whose is the key), `dates`, `status` (does it still hold), `matching` (what is it worth). `verifying` asks
them in order. Nothing here opens a connection, and nothing about a badge or its holder is kept.
"""
