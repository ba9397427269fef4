"""What was planned becomes files: sheets are written out as pages and feeds, beside them the sitemap and schemas."""
