"""The dock: a page beside the demo's window, on which anybody plays every device by hand."""
