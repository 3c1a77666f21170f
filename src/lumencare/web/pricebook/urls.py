"""The addresses of the price book."""

from django.urls import path

from lumencare.web.pricebook import drafts, rehearse, simulate, steps, views

urlpatterns = [
    path("", views.show_all, name="editions"),
    path("simulate", simulate.show, name="editions-simulate"),
    path("upload", drafts.upload, name="editions-upload"),
    path("<int:pk>/draft", drafts.show, name="editions-draft"),
    path("<int:pk>/rehearsal", rehearse.show, name="editions-rehearsal"),
    path("<int:pk>/rehearsal.xlsx", rehearse.export, name="editions-rehearsal-export"),
    path("<int:pk>/replace", drafts.replace, name="editions-replace"),
    path("<int:pk>/propose", steps.propose, name="editions-propose"),
    path("<int:pk>/publish", steps.publish, name="editions-publish"),
    path("<int:pk>/send-back", steps.send_back, name="editions-send-back"),
    path("<int:pk>/withdraw", steps.withdraw, name="editions-withdraw"),
    path("<int:pk>/retire", steps.retire, name="editions-retire"),
    path("<str:code>/", views.show, name="editions-one"),
    path("<str:code>/file", views.download, name="editions-file"),
]
