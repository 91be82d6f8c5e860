"""The engine: DuckDB under Ibis."""
