/** What `athena-dryrun init` writes: every key, as a comment where it is not needed. */
export const configExample = `# What athena-dryrun checks, and what it lets pass. Every key may be left out; flags win over this file.

# What is known about the data: a catalog folder, a data folder, a DDL file or Glue JSON; NAME=PATH mounts a database.
# catalog: catalog
# database: default
# region: us-east-1

# The SQL files that are checked where the command line names none.
files: "**/*.sql"
# exclude: "archive/**"

# Values of template placeholders such as \${date} or {{ date }}.
# params: {date: "2024-01-01"}

# How often queries run in a month, by file: above 0, at most 1,000,000,000. The last pattern that fits counts, and
# "-- runs-per-month: 30" in a file wins.
# runs-per-month:
#   "**": 1
#   "queries/hourly/**": 720

# Limits in bytes scanned ("2 GB", "1 TiB") or dollars ("$5"), for a run or a month.
# budgets:
#   statement: 10 GB
#   file: {month: $20}
#   total: {run: $1, month: $100}

# Growth against the base (--base, --base-ref) that is too much, for a file or all together: over the percentage and
# over the amount, where both are given.
# increase: {percent: 20, absolute: 1 GB}

# Rules, each off, note, warn or fail, for all tables or some: partition-filter, filter-without-pruning, select-star,
# repeated-scan, cross-join, limit-saves-nothing, row-format. In SQL: "-- athena-dryrun: ignore RULE -- reason".
# rules:
#   select-star: off
#   partition-filter: {level: fail, tables: [events]}

# What a figure that is not known counts as: allow, warn or fail.
unknown: warn

# From what on the check exits with 1: never, warn or fail.
fail-on: fail
`;
