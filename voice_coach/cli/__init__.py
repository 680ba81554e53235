"""The command line. Related commands share a file, which only parses options and prints."""
