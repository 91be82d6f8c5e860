"""An invented sample: records that look like the real ones and carry every trap of theirs."""
