"""Code scanners: what they read, the drivers that listen to them, and the simulator they meet."""
