"""Season and changes come from libraries; what they are asked stands in credscope.momentum."""

from credscope.momentum import momentum


def model(dbt, session):
    """One row per row of int_series_listed."""
    return momentum(dbt.ref("int_series_listed").order("definition_id, team, posted_month").to_arrow_table())
