"""The addresses of surveys and upgrade proposals."""

from django.urls import path

from lumencare.web.upgrades import (
    asking,
    beginning,
    deeds,
    editing,
    listing,
    papers,
    proposal,
    survey,
    survey_steps,
)

ONE = "proposals/<str:number>"
VERSION = f"{ONE}/v<int:version>"
OPTION = f"{ONE}/edit/<str:option>"
SURVEY = "surveys/<str:number>"

urlpatterns = [
    path("proposals/", listing.show, name="proposals"),
    path("proposals/export", listing.export, name="proposals-export"),
    path("surveys/", survey.show_list, name="surveys"),
    path("systems/<int:pk>/survey", asking.show, name="surveys-ask"),
    path(f"{SURVEY}/", survey.show, name="survey"),
    path(f"{SURVEY}/decide", survey_steps.decide, name="surveys-decide"),
    path(f"{SURVEY}/agree", survey_steps.agree, name="surveys-agree"),
    path(f"{SURVEY}/again", survey_steps.again, name="surveys-again"),
    path(f"{SURVEY}/finish", survey_steps.finish, name="surveys-finish"),
    path(f"{SURVEY}/cancel", survey_steps.cancel, name="surveys-cancel"),
    path(f"{SURVEY}/findings/take", survey_steps.take, name="surveys-take"),
    path(f"{SURVEY}/findings/new", survey_steps.add, name="surveys-found"),
    path(f"{SURVEY}/findings/<int:pk>", survey_steps.change, name="surveys-finding"),
    path(f"{SURVEY}/findings/<int:pk>/drop", survey_steps.drop, name="surveys-drop"),
    path("systems/<int:pk>/proposal", beginning.show, name="proposals-begin"),
    path(f"{ONE}/", proposal.show, name="proposal"),
    path(f"{ONE}/edit", editing.show, name="proposals-edit"),
    path(f"{ONE}/edit/need", editing.need, name="proposals-need"),
    path(f"{ONE}/edit/option", editing.add_option, name="proposals-option-new"),
    path(f"{OPTION}", editing.head, name="proposals-option"),
    path(f"{OPTION}/discount", editing.discount, name="proposals-discount"),
    path(f"{OPTION}/drop", editing.drop, name="proposals-drop"),
    path(f"{OPTION}/<str:part>/<int:key>", editing.part, name="proposals-part"),
    path(f"{ONE}/draft-<int:page>.png", papers.draft_picture, name="proposals-preview"),
    path(f"{VERSION}/pdf", papers.download, name="proposals-pdf"),
    path(f"{VERSION}/page-<int:page>.png", papers.picture, name="proposals-paper"),
    path(f"{VERSION}/issue", deeds.make_final, name="proposals-issue"),
    path(f"{VERSION}/decide", deeds.decide_prices, name="proposals-decide"),
    path(f"{VERSION}/send", deeds.give_out, name="proposals-send"),
    path(f"{VERSION}/links/<int:link>/revoke", deeds.take_link_back, name="proposals-revoke"),
    path(f"{VERSION}/revise", deeds.make_revision, name="proposals-revise"),
    path(f"{VERSION}/lose", deeds.close_as_lost, name="proposals-lose"),
]
