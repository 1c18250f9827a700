"""The form in which editors write without files: its configuration, made from the model."""
