"""Pages that know one signer: her private link, and the development outbox."""
