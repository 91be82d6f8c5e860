"""What campaigns say to signers and organisers, in every language."""
