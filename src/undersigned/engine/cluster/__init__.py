"""Apache Spark: the session and its tables. Imported only where Spark is chosen, because its extra may not be there."""
