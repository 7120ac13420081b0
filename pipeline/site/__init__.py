"""Floor 4: the published packages in, a static site out."""
