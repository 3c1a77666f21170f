"""Who may come in: invitations, roles, leaving, tokens; every change with its audit entry."""
