"""What tests stand on: the installed command in a child process, and private sound servers."""
