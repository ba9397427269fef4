"""One file's body: Markdown → what the site must know of it, and its HTML."""
