"""Words on the command line to the rooms below: related commands share a file, which wires and nothing else."""
