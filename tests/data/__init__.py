"""What must hold of the committed raw and published data."""
