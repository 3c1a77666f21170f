#!/usr/bin/env python
"""Django's own commands, for those who develop: migrations, messages, the shell."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lumencare.settings")
execute_from_command_line(sys.argv)
