"""What a reader's language is: messages, numbers, days."""
