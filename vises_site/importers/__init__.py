"""What others export, turned into drafts that a person corrects."""
