"""A loudspeaker that can be listened to: a sound server of its own, for tests and measurements."""
