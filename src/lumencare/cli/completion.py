"""`lumencare completion`: the script that completes commands and options in a shell."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Examples:
      lumencare completion bash >> ~/.bashrc
      lumencare completion zsh > ~/.zfunc/_lumencare
      lumencare completion fish > ~/.config/fish/completions/lumencare.fish
    """
    from lumencare.cli import group  # noqa: PLC0415 - the group imports this module

    completion = get_completion_class(shell)
    if completion is not None:
        click.echo(completion(group, {}, "lumencare", "_LUMENCARE_COMPLETE").source())
