"""A small server for one site and a few phones on the same Wi-Fi: for trying, not for publishing."""
