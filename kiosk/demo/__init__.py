"""The demo: the real kiosk among simulated devices, made-up people and a backend of its own.

Nothing here is used by an installed terminal. Every screen and receipt of it is marked as demo.
"""
