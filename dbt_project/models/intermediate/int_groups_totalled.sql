with groups as (
    select * from {{ ref('int_groups_counted') }}
),

totalled as (
    select
        definition_id,
        sum(posting_count) filter (exhibit = 'table_a1') as ai_postings_total,
        sum(matched_posting_count) filter (exhibit = 'table_a1') as matched_postings_total,
        max(matched_share_percent) filter (exhibit = 'table_2' and member = 'all') as matched_share_total,
        coalesce(sum(posting_count) filter (exhibit = 'table_a2'), 0) as big_tech_posting_total,
        coalesce(sum(matched_posting_count) filter (exhibit = 'table_a2'), 0) as big_tech_matched_total,
        100 * {{ share('big_tech_matched_total', 'big_tech_posting_total') }} as big_tech_share_total,
        max(matched_share_percent) filter (exhibit = 'table_a2') as big_tech_share_bound,
        max(matched_share_percent) filter (member like 'commercial|%') as commercial_share_bound,
        max(matched_share_percent) filter (member like 'product|%') as product_share_bound,
        max(matched_share_percent) filter (member like 'technical_2|%') as technical_2_share_high,
        min(matched_share_percent) filter (member like 'technical_2|%') as technical_2_share_low,
        max(project_management_share_percent) filter (exhibit = 'table_2' and member = 'product')
            as project_management_product_share
    from groups
    group by definition_id
),

unpivoted as (
    unpivot totalled
    on columns(* exclude (definition_id))
    into name figure_id value measured_value
)

select * from unpivoted
