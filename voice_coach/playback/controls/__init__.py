"""Controls, one file each: all ask through `control.CommandQueue`, and none knows the player."""
