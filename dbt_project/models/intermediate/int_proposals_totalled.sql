with months as (
    {{ all_months('int_proposals_counted') }}
),

with_all_teams as (
    {{ with_all_teams('months') }}
),

totalled as (
    select
        definition_id,
        team,
        keyword_id,
        sum(matched_posting_count)::bigint as matched_posting_count,
        coalesce(sum(matched_posting_count) filter (where named_by = 'text'), 0)::bigint
            as matched_read_posting_count,
        sum(added_posting_count)::bigint as added_posting_count,
        sum(added_whole_word_posting_count)::bigint as added_whole_word_posting_count
    from with_all_teams
    group by all
)

select * from totalled
