"""What knows MkDocs, beside its events in main.py: its settings as ours, other hooks, what is asked without a build."""
