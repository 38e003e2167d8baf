"""What leaves the site with a page that somebody passes on: heads, feeds, quotes to embed."""
