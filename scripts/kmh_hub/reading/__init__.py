"""Files in, model out; or faults that say what, where, why and what to write instead."""
