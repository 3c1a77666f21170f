"""The addresses of finance."""

from django.urls import path

from lumencare.web.finance import (
    billing,
    bills,
    case_bills,
    crediting,
    given,
    income,
    paying,
    payments,
)

urlpatterns = [
    path("finance/", payments.show, name="finance"),
    path("finance/export", payments.export, name="finance-export"),
    path("finance/payments/<int:pk>/receive", paying.receive, name="finance-receive"),
    path("finance/payments/invoice", paying.ask_invoice, name="finance-request"),
    path("finance/receipts/", payments.show_receipts, name="finance-receipts"),
    path("finance/receipts/export", payments.export_receipts, name="finance-receipts-export"),
    path("finance/receipts/<int:pk>/reverse", paying.take_back, name="finance-reverse"),
    path("finance/invoices/", bills.show, name="finance-invoices"),
    path("finance/invoices/export", bills.export, name="finance-invoices-export"),
    path("finance/invoices/file", billing.make_file, name="finance-file"),
    path("finance/invoices/files/<str:batch>", billing.download, name="finance-file-again"),
    path("finance/invoices/<str:number>/issued", billing.issued, name="finance-issued"),
    path("finance/invoices/<str:number>/red", billing.red, name="finance-red"),
    path("finance/invoices/<str:number>/withdraw", billing.withdrawn, name="finance-withdraw"),
    path("finance/case-bills/", case_bills.show, name="finance-case-bills"),
    path("finance/case-bills/export", case_bills.export, name="finance-case-bills-export"),
    path("finance/case-bills/<int:pk>/paid", case_bills.pay, name="finance-case-bill-paid"),
    path("finance/case-bills/<int:pk>/refund", case_bills.refund, name="finance-case-bill-refund"),
    path(
        "finance/case-bills/<int:pk>/invoice",
        case_bills.ask_invoice,
        name="finance-case-bill-invoice",
    ),
    path("finance/credits/", given.show, name="finance-credits"),
    path("finance/credits/export", given.export, name="finance-credits-export"),
    path("finance/credits/new", crediting.give, name="finance-credit"),
    path("finance/credits/<int:pk>/decide", crediting.decide, name="finance-credit-decide"),
    path("finance/credits/<int:pk>/refund", crediting.pay_out, name="finance-credit-refund"),
    path("finance/income/", income.show, name="finance-income"),
    path("finance/income/export", income.export, name="finance-income-export"),
]
