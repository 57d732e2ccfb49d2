with compared as (
    select * from {{ ref('int_keyword_candidates_compared') }}
),

thresholds as (
    select
        max(threshold_value) filter (where threshold_id = 'keyword_least_programmes') as least_programmes,
        max(threshold_value) filter (where threshold_id = 'keyword_least_keyness') as least_keyness
    from {{ ref('thresholds') }}
),

longer as (
    select distinct short.keyword_id
    from compared as short
    inner join compared as long using (ai_programme_count, other_programme_count)
    where
        not short.is_in_list
        and short.keyword_id <> long.keyword_id
        and contains(' ' || long.phrase, ' ' || short.phrase)
),

reasoned as (
    select
        compared.* exclude (phrase),
        case
            when compared.ai_programme_count + compared.other_programme_count = 0 then 'in no title'
            when compared.ai_programme_count < thresholds.least_programmes
                then 'in fewer than ' || thresholds.least_programmes::integer || ' titles about AI'
            when compared.keyness < thresholds.least_keyness
                then 'not clearly more common in titles about AI than in others'
            else 'more common in titles about AI than in others'
        end as verdict_reason,
        compared.ai_programme_count >= thresholds.least_programmes
        and compared.keyness >= thresholds.least_keyness
        and longer.keyword_id is null as is_proposed
    from compared
    cross join thresholds
    left join longer using (keyword_id)
),

judged as (
    select
        *,
        case
            when not is_in_list then 'would be added'
            when is_proposed then 'kept'
            else 'would be dropped'
        end as verdict
    from reasoned
    where is_in_list or is_proposed
)

select * from judged
