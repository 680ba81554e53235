"""Words on the command line to the rooms below: one file a command, which wires and nothing else."""
