"""The thin app that takes a signature: reads the form, checks it, seals it, has it committed, answers."""
