"""The ledger's tables, one numbered SQL file a change; a file that was released is never edited."""
