"""Cards and readers made of software, speaking their protocol at the other end of the wire.

They share no code with the drivers, so that a misreading of the protocol on one side shows.
"""
