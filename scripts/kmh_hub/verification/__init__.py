"""Whether all that a built site refers to is there."""
