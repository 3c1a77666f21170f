"""The addresses of the parts catalogue, a room of the spare parts."""

from django.urls import path

from lumencare.web.catalogue import editing, lists, parts, radar

urlpatterns = [
    path("stock/catalogue/", parts.show_list, name="stock-catalogue"),
    path("stock/catalogue/export", parts.export, name="stock-catalogue-export"),
    path("stock/catalogue/last-time-buy", radar.show, name="stock-last-buys"),
    path("stock/catalogue/last-time-buy/export", radar.export, name="stock-last-buys-export"),
    path("stock/catalogue/price-lists/", lists.show, name="stock-price-lists"),
    path("stock/catalogue/price-lists/new", lists.upload, name="stock-price-list-new"),
    path("stock/catalogue/price-lists/publish", lists.publish, name="stock-price-list-publish"),
    path("stock/catalogue/add", editing.add, name="stock-catalogue-add"),
    # Before the page of a part: a number may hold slashes.
    path("stock/catalogue/edit/<path:number>", editing.change, name="stock-catalogue-edit"),
    path("stock/catalogue/parts/<path:number>", parts.show, name="stock-catalogue-part"),
]
