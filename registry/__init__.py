"""What a claim is: its model, its catalogue of names, its checks, and the DuckDB file that keeps it."""
