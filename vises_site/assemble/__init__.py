"""From what may be published to the specs of pages and publications: no HTML, no disk."""
