"""Addresses of the pages that know one signer."""

from django.urls import path

from undersigned.web import errors, outbox, views

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.broken

urlpatterns = [
    path("s/<str:secret>", views.page),
    path("s/<str:secret>/", views.page),
    path("s/<str:secret>/download", views.download),
    path("s/<str:secret>/correct", views.correct),
    path("s/<str:secret>/<str:button>", views.press),
    path("outbox/", outbox.listing),
    path("outbox/<str:name>", outbox.mail),
]
