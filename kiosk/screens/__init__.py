"""Pages for eyes and fingers: laid out in plain Python, painted by Kivy, which lives only here."""
