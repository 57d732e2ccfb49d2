"""The same marts written by other hands, in pandas and PySpark, straightforward and tuned.

A peer is a script, `SCRIPT HOME OUTPUT`. It reads HOME's lake, writes one Parquet file per mart under OUTPUT
and prints a JSON object with `work_seconds`, the time without interpreter, imports and session start.
"""
