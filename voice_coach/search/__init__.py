"""From what people type to the sessions that fit, and to what they must know first."""
