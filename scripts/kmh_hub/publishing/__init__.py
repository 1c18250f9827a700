"""A built site to where readers get it: what is sent, in which order, and what stays there."""
