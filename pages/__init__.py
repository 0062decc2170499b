"""What is said and shown: the page model and every rendering of it that needs no screen."""
