"""From specs to bytes: templates, pictures, drawings and PDF."""
