"""A tiny invented world: raw in, packages and pages out."""
