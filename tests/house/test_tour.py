"""The README's walk with one system tells the steps that a browser takes, and no others."""

from tests.e2e.tour import STEPS, told_in_readme


def test_the_readme_tells_the_steps_of_the_walk() -> None:
    assert [title for title, _ in told_in_readme()] == [step.title for step in STEPS]


def test_each_step_names_what_is_pressed_in_it() -> None:
    assert [title for title, labels in told_in_readme() if not labels] == []
