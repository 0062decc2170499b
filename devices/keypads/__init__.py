"""The tactile keypad: for who sees nothing, and for who would rather press than touch."""
