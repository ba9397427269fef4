"""Files on disk: how one gets there whole, and how one that was made before is found again."""
