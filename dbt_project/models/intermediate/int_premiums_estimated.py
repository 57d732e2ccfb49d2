"""The regression comes from libraries; what they are asked stands in credscope.premium."""

from duckdb import ColumnExpression, ConstantExpression

from credscope.premium import estimates


def model(dbt, session):
    """One row per definition and team of which an employer has pay of both kinds, one after the other."""
    cells, thresholds = dbt.ref("int_pay_cells_teamed"), dbt.ref("thresholds")
    least = dict(thresholds.project("threshold_id, threshold_value::integer").fetchall())
    groups = cells.project("definition_id, team").distinct().order("definition_id, team").fetchall()
    held = (
        (definition, team, cells.filter(_is("definition_id", definition) & _is("team", team)))
        for definition, team in groups
    )
    return estimates(
        ((definition, team, rows.order("all").to_arrow_table()) for definition, team, rows in held),
        least["thin_cell_posting_count"],
        least["premium_least_employers"],
    )


def _is(column, value):
    return ColumnExpression(column) == ConstantExpression(value)
