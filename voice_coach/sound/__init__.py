"""`Timeline` to blocks of PCM: clips, chimes, beds, loudness and mixing. No devices, no clock."""
