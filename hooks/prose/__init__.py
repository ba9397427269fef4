"""HTML → Markdown that shows the same: for posts that move in from another site, and for those that leave this one."""
