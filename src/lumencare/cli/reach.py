"""`lumencare reach`: which response options a place can have, and whether the survey is free."""

import click

from lumencare.cli.asked import option_of
from lumencare.cli.clock import today
from lumencare.cli.language import json_option, language_option
from lumencare.cli.output import open_console, print_json, print_line, print_reasons, say, say_pair
from lumencare.domain.answers import reach_answer
from lumencare.domain.text import Text
from lumencare.exchange.questions.inputs import Inputs

VERDICTS = {
    "yes": Text("可选", "available"),
    "no": Text("不可选", "not available"),
    "confirm": Text("待工作人员确认", "to be confirmed by staff"),
}
SURVEY = Text("免费到场勘察", "Free site survey")
HUBS = {"shanghai": Text("到上海", "to Shanghai"), "beijing": Text("到北京", "to Beijing")}
MINUTES = Text("分钟", "min")


@click.command()
@click.argument("city")
@click.option("--edition", help="Edition of the offer; else the current one.  计划版本")
@language_option
@json_option
def command(language: str, city: str, edition: str | None, *, as_json: bool) -> None:
    """Tell which response options a city or county can have, and by which train.

    \b
    Examples:
      lumencare reach 苏州
      lumencare reach Kunshan --lang en
      lumencare reach 乌鲁木齐市 --json
    """
    inputs = Inputs(today(), named=_named)
    chosen = inputs.edition(edition)
    reach = inputs.reach(city, chosen)
    inputs.require()
    if reach is None:
        return
    if as_json:
        print_json(reach_answer(reach))
        return
    console, names = open_console(), chosen.response_by_code
    print_line(console, say(reach.place.name, language), "bold")
    for hub, minutes in reach.rail_minutes.items():
        time = "-" if minutes is None else f"{minutes} {MINUTES.in_language(language)}"
        print_line(console, say_pair(HUBS[hub], time, language))
    for option in reach.options:
        verdict = VERDICTS[option.available].in_language(language)
        line = say_pair(names[option.commitment].text, verdict, language)
        print_line(console, f"\n{line}", "bold")
        print_reasons(console, option.because, language)
    survey = VERDICTS[reach.free_survey].in_language(language)
    print_line(console, f"\n{say_pair(SURVEY, survey, language)}", "bold")
    print_reasons(console, reach.free_survey_because, language)


def _named(field: str) -> str:
    return "CITY" if field == "city" else option_of(field)
