-- What is tried against the SQL console. One attack a paragraph, each below the words that say what it is after.
-- None may write, read outside the snapshot, need more than 2 GB or keep anyone waiting for more than 7 s.

-- writes a file
COPY claims TO 'written.csv'

-- writes a file from inside what is typed SELECT
WITH x AS (COPY (SELECT 1) TO 'written.csv') SELECT * FROM x

-- writes a whole folder
EXPORT DATABASE 'written'

-- writes a Parquet file
COPY (SELECT * FROM claims) TO '/tmp/written.parquet' (FORMAT parquet)

-- changes the registry
DELETE FROM store.claim

-- changes the registry
UPDATE store.document SET title = 'owned'

-- changes the registry
DROP TABLE store.claim

-- changes the registry
CREATE TABLE main.mine AS SELECT 1

-- changes the registry behind a SELECT
SELECT 1; DELETE FROM store.claim

-- hides a second statement behind a comment
SELECT 1 /* ; */ ; DROP TABLE store.claim --

-- makes a new database file
ATTACH 'written.duckdb' AS other

-- opens the same file to write
ATTACH 'claimboard.duckdb' AS other (READ_WRITE)

-- makes a temporary table
CREATE TEMP TABLE t AS SELECT 1

-- makes a macro that others would call
CREATE MACRO fold(x) AS 'owned'

-- reads a file
SELECT * FROM read_text('/etc/passwd')

-- reads a file as a table
SELECT * FROM read_csv('/etc/passwd', sep = ':', header = false)

-- reads a file by its bare name
SELECT * FROM '/etc/passwd'

-- reads a file as bytes
SELECT * FROM read_blob('/proc/self/environ')

-- reads a file as JSON
SELECT * FROM read_json('/etc/hostname')

-- reads a Parquet file
SELECT * FROM read_parquet('/tmp/*.parquet')

-- lists folders
SELECT * FROM glob('/etc/*')

-- reads the environment
SELECT getenv('HOME')

-- reads what Python holds
SELECT * FROM RefusedError

-- reads another machine
SELECT * FROM 'https://example.org/a.csv'

-- reads a secret
FROM duckdb_secrets() WHERE name IS NOT NULL

-- takes code from elsewhere
INSTALL httpfs

-- loads code
LOAD '/tmp/evil.duckdb_extension'

-- lifts the limits
SET memory_limit = '99GB'

-- lifts the limits by a pragma
PRAGMA threads = 64

-- lets itself out
SET enable_external_access = true

-- opens the settings again
RESET lock_configuration

-- writes the log
PRAGMA enable_profiling = 'query_tree'

-- writes a profile where it likes
SET profiling_output = '/tmp/written.json'

-- asks for memory by long strings
SELECT repeat('x', 1000000) FROM range(100000)

-- asks for memory by one string
SELECT length(repeat('x', 2000000000))

-- asks for memory by lists
SELECT list(range) FROM range(1000000000)

-- asks for memory by a sort
SELECT * FROM range(1000000000) ORDER BY hash(range)

-- asks for memory by a join
SELECT a.range, b.range FROM range(1000000) AS a, range(1000000) AS b ORDER BY a.range * b.range

-- asks for memory by nested lists
SELECT list_transform(range(10000000), lambda x: repeat('y', 10000))

-- never ends
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t

-- takes long
SELECT sum(sqrt(a.range * b.range)) FROM range(1000000) AS a, range(1000000) AS b

-- takes long inside one function
SELECT regexp_matches(repeat('a', 5000000), '(a|aa|aaa)*(a|aa|aaa)*b')

-- takes long inside one row
SELECT levenshtein(repeat('a', 1000000), repeat('b', 1000000))

-- sleeps
SELECT count(*) FROM range(10) WHERE sleep_ms(10000) IS NULL

-- answers with more than a page can show
SELECT repeat('x', 500000) FROM range(1000)

-- nests without end
SELECT ((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))

-- crosses into the settings of the caller
SELECT current_setting('s3_secret_access_key')

-- prepares a statement for later
PREPARE p AS DELETE FROM store.claim

-- calls a procedure
CALL pragma_version()

-- ends the process
SELECT error('ended')

-- has a value that Python cannot hold
SELECT TIMESTAMP 'infinity', DATE '290000-01-01', INTERVAL 99999999 YEAR
