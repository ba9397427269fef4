"""The desk: a local page where posts are written, imported from Word and published. The newsroom does not know it."""
