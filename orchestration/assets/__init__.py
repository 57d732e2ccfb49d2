"""The assets, one module per stage of a posting's way: postings, readings, warehouse, release."""
