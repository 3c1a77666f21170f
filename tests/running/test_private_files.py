"""What an installation keeps beside its pages is for the account alone that runs it."""

from pathlib import Path

from lumencare.store.secret import kept_secret


def test_the_key_and_the_folder_around_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "lumencare"
    key = kept_secret(home / "secret-key")
    assert key == kept_secret(home / "secret-key")
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "secret-key").stat().st_mode & 0o777 == 0o600
