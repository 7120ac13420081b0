"""Floor 2: text in, typed value out."""
