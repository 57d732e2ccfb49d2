"""The same marts written by other hands: a pandas script and a PySpark job, both over the lake and the seeds.

A peer is a script, `SCRIPT HOME OUTPUT`. It reads HOME's lake, writes one Parquet file per mart under OUTPUT
and prints a JSON object with `work_seconds`, the time without interpreter, imports and session start.
"""
