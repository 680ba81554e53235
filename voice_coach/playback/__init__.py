"""Playing a session: transport, player, output devices, controls."""
