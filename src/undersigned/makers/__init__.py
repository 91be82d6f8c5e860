"""Awards to makers: a catalogue of words, a scan, rules that attribute or abstain."""
