"""PCM blocks to ears: transport, player, output devices, controls."""
