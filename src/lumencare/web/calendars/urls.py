"""The addresses of the work calendar."""

from django.urls import path

from lumencare.web.calendars import pasting, steps, views

urlpatterns = [
    path("", views.show_now, name="calendars"),
    path("<int:year>/", views.show_year, name="calendars-year"),
    path("paste", pasting.paste, name="calendars-paste"),
    path("notices/<int:pk>/", views.show_notice, name="calendars-notice"),
    path("notices/<int:pk>/correct", pasting.correct, name="calendars-correct"),
    path("notices/<int:pk>/approve", steps.approve, name="calendars-approve"),
    path("notices/<int:pk>/move", steps.move, name="calendars-move"),
    path("notices/<int:pk>/withdraw", steps.withdraw, name="calendars-withdraw"),
]
