"""HTML → Markdown that shows the same.

For posts that move in from another site, for those that leave this one, and for what is pasted at the desk.
"""
