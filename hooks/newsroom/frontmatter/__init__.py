"""One file's head: bytes → text → fields, and whatever is wrong with them told in Vietnamese."""
