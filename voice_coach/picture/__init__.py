"""Pictures drawn by the program itself: covers of files, and a session over time."""
