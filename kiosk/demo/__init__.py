"""The demo: the real kiosk among simulated devices, made-up people and a backend of its own.

Nothing here is used by an installed terminal. Every screen and receipt of it is marked as demo.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The project's tree, from which the backend is run."""
