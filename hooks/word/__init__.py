"""Word files → posts. Nothing of a build imports this package, and the newsroom does not know it."""
