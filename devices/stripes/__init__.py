"""Magnetic stripes: reading what a card reader types or sends, and the simulator for it."""
