{# How names are brought to one form before they are compared for equality. Lists of names are seeds. #}

{# Employer: lower case, no accents, no signs, no "the" in front, no store number, nothing behind ", a" or ", an",
   no legal form at the end; of "Holding d/b/a Trade Name" the trade name ("dba" in small letters only: in capitals
   it is a database administrator). "Amazon.com, Inc." and "AMAZON COM" become "amazon com"; "Apple Bank" stays
   "apple bank". `legal_forms` is a column that holds the list of them; Python's form is
   credscope.employers.employer_key_sql. #}
{% macro normalise_employer(column, legal_forms) -%}
    coalesce(nullif(list_extract(list_transform([
        string_split(regexp_replace(trim(
            regexp_replace(regexp_replace(regexp_replace(regexp_replace(
                replace(lower(strip_accents(
                    regexp_replace({{ column }}, '^.*[A-Za-z0-9].*\b([dD]/[bB]/[aA]|dba)\b', '')
                )), '&', ' and '),
                ',\s+an?\s+[a-z].*$', '', 'g'), '[''’`]|#\s*\d+', '', 'g'), '\b([a-z])\.', '\1', 'g'), '[^\p{L}\p{N}]+', ' ', 'g')
        ), '^the ', ''), ' ')
    ], lambda words: array_to_string(list_slice(words, 1, len(words) + 1 - coalesce(
        list_position(
            list_transform(list_reverse(words), lambda word: list_contains({{ legal_forms }}, word)), false
        ),
        len(words)
    )), ' ')), 1), ''), lower(trim({{ column }})))
{%- endmacro %}

{# Credential: lower case, no accents, runs of other signs than letters, digits, + # & become one space. #}
{% macro normalise_credential(column) -%}
    trim(regexp_replace(lower(strip_accents({{ column }})), '[^a-z0-9+#&]+', ' ', 'g'))
{%- endmacro %}

{# Identifier made of a name: lower case, everything but letters and digits becomes one underscore. #}
{% macro slug(column) -%}
    trim(regexp_replace(lower(strip_accents({{ column }})), '[^a-z0-9]+', '_', 'g'), '_')
{%- endmacro %}

{# Whether a name contains another as whole words, whatever the case and the signs between the words. #}
{% macro contains_word(name, word) -%}
    contains(
        ' ' || {{ normalise_credential(name) }} || ' ', ' ' || {{ normalise_credential(word) }} || ' '
    )
{%- endmacro %}
