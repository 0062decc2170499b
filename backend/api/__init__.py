"""The HTTP API: the gateway's methods as routes under ``/v1``."""
