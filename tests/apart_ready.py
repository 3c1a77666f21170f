"""What a process holds before it is asked for a deed: forks of it need to import nothing."""

import django

django.setup()

# Only now may anything import models. Nothing here opens the database: a fork must not share it.
# ruff: noqa: E402, F401
import lumencare.contracts.actions
import lumencare.contracts.actions.dunning
import lumencare.contracts.actions.paying
import lumencare.notices.reminders
import lumencare.notices.sending
import lumencare.sales.actions
import tests.contracts.contracts
import tests.contracts.money
import tests.sales.quotes
