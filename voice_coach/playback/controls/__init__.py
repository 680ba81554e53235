"""Controls, one file each: all ask through `base.CommandQueue`, and none knows the player."""
