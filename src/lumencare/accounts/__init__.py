"""Who works here: people, their roles and rights, invitations, tokens."""
