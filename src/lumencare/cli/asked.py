"""How the command line names a field when something is wrong with it."""

from lumencare.cli.clock import today
from lumencare.exchange.questions.inputs import Inputs


def option_of(field: str) -> str:
    """Return the option that a field is given by; what is not one is named as it stands."""
    return f"--{field.replace('_', '-')}" if field.islower() else field


def open_inputs() -> Inputs:
    """Return what gathers the problems of this command's options."""
    return Inputs(today(), named=option_of)
