"""Faults for those who read them: people, GitHub, programs."""
