"""The ledger: what happened to signatures, in plain SQL on PostgreSQL; append, tally, seal, outbox."""
