{# How names are brought to one form before they are compared for equality. Lists of names are seeds. #}

{# Employer: lower case, no accents, no punctuation, no leading "the", no legal form at the end.
   "Amazon.com, Inc." and "AMAZON COM" become "amazon com"; "Apple Bank" stays "apple bank". #}
{% macro normalise_employer(column) -%}
    trim(regexp_replace(
        regexp_replace(
            trim(regexp_replace(
                replace(lower(strip_accents({{ column }})), '&', ' and '), '[^a-z0-9]+', ' ', 'g'
            )),
            '^the ', ''
        ),
        '( (inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|gmbh))+$', ''
    ))
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
