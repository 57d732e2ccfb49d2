with candidates as (
    select * from {{ ref('int_keyword_candidates_judged') }}
    union all by name
    select
        'any' as keyword_id,
        'The proposed list' as keyword,
        false as is_in_list,
        true as is_proposed,
        'whole list' as verdict,
        'every keyword that is kept or would be added' as verdict_reason
),

postings as (
    select
        definition_id,
        team,
        {{ team_totals() }},
        sum(matched_posting_count)::bigint as headline_posting_count
    from {{ ref('int_postings_totalled') }}
    group by definition_id, team
),

totals as (
    select * from {{ ref('int_proposals_totalled') }}
),

losses as (
    select definition_id, team, keyword_id, lost_posting_count from {{ ref('int_keywords_totalled') }}
),

counted as (
    select
        postings.*,
        candidates.*,
        coalesce(totals.matched_posting_count, 0) as matched_posting_count,
        coalesce(totals.matched_read_posting_count, 0) as matched_read_posting_count,
        coalesce(totals.added_posting_count, 0) as added_posting_count,
        coalesce(totals.added_whole_word_posting_count, 0) as added_whole_word_posting_count
    from postings
    cross join candidates
    left join totals using (definition_id, team, keyword_id)
),

compared as (
    select
        counted.*,
        if(
            counted.keyword_id = 'any',
            counted.headline_posting_count - (counted.matched_posting_count - counted.added_posting_count),
            losses.lost_posting_count
        ) as lost_posting_count
    from counted
    left join losses using (definition_id, team, keyword_id)
)

select * from compared
