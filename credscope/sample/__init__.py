"""The calibrated sample: a delivery with the brief's tables in proportion, and what was planted.

It is a sample and no data: every posting is invented. `docs/sample.md` says what is planted and what is
over-represented. Only writing the sample belongs here; what is read from it is the warehouse's business.
"""

from credscope.sample.write import write_sample

__all__ = ["write_sample"]
