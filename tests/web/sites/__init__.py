"""Pages of sites, as each kind of person meets them."""
