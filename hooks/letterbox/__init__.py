"""Word files that come through a branch of the repository, and leave it as posts on another."""
