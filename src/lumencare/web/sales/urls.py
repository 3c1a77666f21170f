"""The addresses of quotes."""

from django.urls import path

from lumencare.web.sales import builder, deeds, listing, papers, quote

VERSION = "quotes/<str:number>/v<int:version>"

urlpatterns = [
    path("systems/<int:pk>/quote", builder.show, name="quotes-builder"),
    path("systems/<int:pk>/quote/paper.png", builder.preview, name="quotes-preview"),
    path("systems/<int:pk>/quote/draft", builder.save, name="quotes-draft"),
    path("systems/<int:pk>/quote/issue", builder.send_out, name="quotes-issue"),
    path("quotes/", listing.show, name="quotes"),
    path("quotes/export", listing.export, name="quotes-export"),
    path("quotes/<str:number>/", quote.show, name="quote"),
    path(f"{VERSION}/pdf", papers.download, name="quotes-pdf"),
    path(f"{VERSION}/page-<int:page>.png", papers.picture, name="quotes-paper"),
    path(f"{VERSION}/issue", deeds.make_final, name="quotes-final"),
    path(f"{VERSION}/decide", deeds.decide_prices, name="quotes-decide"),
    path(f"{VERSION}/send", deeds.give_out, name="quotes-send"),
    path(f"{VERSION}/links/<int:link>/revoke", deeds.take_link_back, name="quotes-revoke"),
    path(f"{VERSION}/withdraw", deeds.take_back, name="quotes-withdraw"),
    path(f"{VERSION}/revise", deeds.make_revision, name="quotes-revise"),
    path(f"{VERSION}/accept", deeds.register_acceptance, name="quotes-accept"),
    path(f"{VERSION}/message", deeds.answer, name="quotes-message"),
]
