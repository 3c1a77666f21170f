"""The addresses of webhooks, their deliveries, and reminders."""

from django.urls import path

from lumencare.web.notices import deliveries, endpoints, reminders

urlpatterns = [
    path("webhooks/", endpoints.show_all, name="webhooks"),
    path("webhooks/new", endpoints.add, name="webhooks-new"),
    path("webhooks/<int:pk>/", endpoints.show, name="webhooks-one"),
    path("webhooks/<int:pk>/edit", endpoints.change, name="webhooks-edit"),
    path("webhooks/<int:pk>/rotate", endpoints.rotate, name="webhooks-rotate"),
    path("webhooks/<int:pk>/off", endpoints.off, name="webhooks-off"),
    path("webhooks/<int:pk>/on", endpoints.on, name="webhooks-on"),
    path("webhooks/<int:pk>/test", deliveries.test, name="webhooks-test"),
    path("webhooks/<int:pk>/replay", deliveries.again_all, name="webhooks-replay"),
    path("webhooks/deliveries/<int:pk>/", deliveries.show, name="webhooks-delivery"),
    path("webhooks/deliveries/<int:pk>/replay", deliveries.again, name="webhooks-again"),
    path("webhooks/reminders", reminders.show, name="webhooks-reminders"),
]
