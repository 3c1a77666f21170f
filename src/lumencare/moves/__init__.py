"""What another work calendar moves: told before, carried out on approval (D-7, D-8)."""
