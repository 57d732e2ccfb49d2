"""Credscope measures employer demand for credentials from job postings."""

__version__ = "0.1.0"
