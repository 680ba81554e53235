"""One session: its description, the door through which it is opened, and how it is played."""
