"""The shared drive of an invented company, and the script that makes it."""
