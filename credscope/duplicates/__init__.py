"""Duplicates: postings of a job that another posting advertises already. Linked, never deleted.

A text becomes a sketch (`shingles`, `sketches`); employer, place and title become keys (`keys`). `rows`
holds the sketches of a window of months, `linking` finds every row's nearest original among them, and
`links` keeps what was found, month by month. Rows with one posting id are no business of this package: see
`repeats`.
"""
