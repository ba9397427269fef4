"""What need not be built again, and how a whole build takes the place of the last."""
