"""The product: plain functions and frozen dataclasses that turn posts into a news site. Knows nothing of MkDocs."""
