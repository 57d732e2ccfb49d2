"""Figures of others that a user supplies, to be laid beside the postings: one module per publisher.

`figures` says what a figure is, `rows` opens files, `oews`, `jolts` and `indeed` know one published shape
each, `holding` keeps what was added. Nothing is fetched here, and how figures are compared is the
warehouse's matter.
"""
