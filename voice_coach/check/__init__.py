"""What a program can tell an author about a script: what does not fit, and what reads badly."""
