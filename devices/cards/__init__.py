"""Card readers: what a card says, the drivers that ask it, and the simulators they meet."""
