"""The addresses of the spare parts."""

from django.urls import path

from lumencare.web.stock import counts, deeds, parts, places, pool, promises

urlpatterns = [
    path("stock/", pool.show, name="stock"),
    path("stock/export", pool.export, name="stock-export"),
    path("stock/scan", pool.scan, name="stock-scan"),
    path("stock/levels", pool.levels, name="stock-levels"),
    path("stock/levels/export", pool.export_levels, name="stock-levels-export"),
    path("stock/reserve", deeds.reserve, name="stock-reserve"),
    path("stock/move", deeds.carry, name="stock-move"),
    path("stock/correct", deeds.correct, name="stock-correct"),
    path("stock/bag", places.show_bag, name="stock-bag"),
    path("stock/bag/use", deeds.use_bag, name="stock-bag-use"),
    path("stock/reservations/", promises.reservations, name="stock-reservations"),
    path("stock/reservations/<str:number>/issue", promises.issue, name="stock-issue"),
    path("stock/reservations/<str:number>/release", promises.release, name="stock-release"),
    path("stock/reservations/<str:number>/prolong", promises.prolong, name="stock-prolong"),
    path("stock/supplies/", promises.supplies, name="stock-supplies"),
    path("stock/supplies/<str:number>/receive", promises.receive, name="stock-receive"),
    path("stock/supplies/<str:number>/expect", promises.expect, name="stock-expect"),
    path("stock/loans/", promises.loans, name="stock-loans"),
    path("stock/loans/<str:number>/end", promises.end_loan, name="stock-loan-end"),
    path("stock/counts/", counts.show_all, name="stock-counts"),
    path("stock/counts/new", counts.begin, name="stock-count-new"),
    path("stock/counts/<str:number>/", counts.show, name="stock-count"),
    path("stock/counts/<str:number>/scan", counts.scan, name="stock-count-scan"),
    path("stock/counts/<str:number>/end", counts.end, name="stock-count-end"),
    path("stock/counts/<str:number>/lines/<int:pk>", counts.forget, name="stock-count-forget"),
    path("stock/places/", places.show_all, name="stock-places"),
    path("stock/places/new", places.add, name="stock-place-new"),
    path("stock/places/<str:code>/", places.show, name="stock-place"),
    path("stock/places/<str:code>/close", places.close, name="stock-place-close"),
    path("stock/moves/", places.moves, name="stock-moves"),
    path("stock/moves/export", places.export_moves, name="stock-moves-export"),
    path("stock/parts/<path:number>", parts.show, name="stock-part"),
]
