from __future__ import annotations

from django.urls import path, register_converter

from loket.helpcentre.addresses import LanguageTag, OrderNumber
from loket.helpcentre.views import (
    articles,
    contact,
    conversations,
    demo,
    demo_mailbox,
    dispute_actions,
    dispute_links,
    language,
    my_disputes,
    my_orders,
    order_actions,
    order_elsewhere,
    order_proofs,
    order_talk,
    privacy,
    problems,
    ratings,
    reach,
    records,
    search,
    signed_links,
    signed_ratings,
    sitemap,
    talk_links,
    topics,
)

register_converter(LanguageTag, "language_tag")
register_converter(OrderNumber, "order_number")

app_name = "helpcentre"
_CASE = "<language_tag:tag>/conversations/<uuid:conversation_id>"
_ORDERS = "<language_tag:tag>/orders"
_PROBLEM = f"{_ORDERS}/<order_number:number>/problem"
_CLAIMS = "<language_tag:tag>/my-disputes"
_CLAIM = f"{_CLAIMS}/<slug:claim>"
urlpatterns = [
    path("", language.go_home, name="root"),
    path("language", language.choose, name="choose_language"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("demo", demo.show_shop, name="demo"),
    path("demo/mailbox", demo_mailbox.show_mailbox, name="demo_mailbox"),
    path("demo/mailbox/<int:letter_id>", demo_mailbox.show_mailbox, name="demo_letter"),
    path("demo/mailbox/<int:letter_id>/letter", demo_mailbox.show_letter, name="demo_letter_document"),
    path("<language_tag:tag>", topics.home, name="home"),
    path("<language_tag:tag>/topics/<slug:topic>", topics.show_topic, name="topic"),
    path("<language_tag:tag>/topics/<slug:topic>/<slug:subtopic>", topics.show_topic, name="subtopic"),
    path("<language_tag:tag>/help/<slug:slug>", articles.show_article, name="article"),
    path("<language_tag:tag>/help/<slug:slug>/helped", articles.take_feedback, name="helped"),
    path("<language_tag:tag>/search", search.show_results, name="search"),
    path("<language_tag:tag>/search/suggestions", search.suggest, name="suggestions"),
    path("<language_tag:tag>/contact", contact.show_contact, name="contact"),
    path("<language_tag:tag>/privacy", privacy.show_notice, name="privacy"),
    path("<language_tag:tag>/c/<str:token>", conversations.enter, name="private_link"),
    path("<language_tag:tag>/l/<str:token>", signed_links.open_link, name="signed_link"),
    path("<language_tag:tag>/r/<str:token>", signed_ratings.rate_by_link, name="signed_rating"),
    path("<language_tag:tag>/preferences/<str:token>", reach.show_preferences, name="preferences"),
    path("<language_tag:tag>/stop/<str:token>", reach.stop, name="stop_letters"),
    path(_CASE, conversations.show_conversation, name="conversation"),
    path(f"{_CASE}/news", conversations.show_news, name="news"),
    path(f"{_CASE}/person", conversations.call_person, name="person"),
    path(f"{_CASE}/end", conversations.end, name="end"),
    path(f"{_CASE}/contact", reach.give, name="reach"),
    path(f"{_CASE}/rating", ratings.give_rating, name="rating"),
    path(f"{_CASE}/record.<slug:form>", records.download_record, name="record"),
    path(f"{_CASE}/files/<uuid:upload_id>", conversations.show_file, name="file"),
    path(f"{_CASE}/forget", conversations.forget, name="forget"),
    path(_ORDERS, my_orders.show_orders, name="orders"),
    path(f"{_ORDERS}/sign-in", order_proofs.sign_in, name="orders_sign_in"),
    path(f"{_ORDERS}/sign-out", order_proofs.sign_out, name="orders_sign_out"),
    path(f"{_ORDERS}/find", order_proofs.find_order, name="order_find"),
    path(f"{_ORDERS}/code", order_proofs.enter_code, name="order_code"),
    path(f"{_ORDERS}/<order_number:number>", my_orders.show_order, name="order"),
    path(f"{_ORDERS}/<order_number:number>/requests/<str:entry>", order_actions.show_request, name="order_request"),
    path(f"{_ORDERS}/<order_number:number>/refund/elsewhere", order_elsewhere.refund_elsewhere, name="order_elsewhere"),
    path(f"{_ORDERS}/<order_number:number>/talk", order_talk.show_talk, name="order_talk"),
    path(f"{_ORDERS}/<order_number:number>/talk/files/<uuid:upload_id>", order_talk.show_file, name="order_talk_file"),
    path(_PROBLEM, problems.begin, name="problem"),
    path(f"{_PROBLEM}/<slug:claim>/keep", problems.keep, name="problem_keep"),
    path(f"{_PROBLEM}/<slug:claim>/<slug:step>", problems.show_step, name="problem_step"),
    path(_CLAIMS, my_disputes.show_disputes, name="my_disputes"),
    path(_CLAIM, my_disputes.show_one, name="my_dispute"),
    path(f"{_CLAIM}/news", my_disputes.show_news, name="my_dispute_news"),
    path(f"{_CLAIM}/files/<uuid:item_id>", my_disputes.show_file, name="my_dispute_file"),
    path(f"{_CLAIM}/record.<slug:form>", my_disputes.download_record, name="my_dispute_record"),
    path(f"{_CLAIM}/do/<slug:name>", dispute_actions.act_on, name="my_dispute_action"),
    path("<language_tag:tag>/d/<str:token>", dispute_links.open_link, name="dispute_link"),
    path("<language_tag:tag>/t/<str:token>", talk_links.open_link, name="talk_link"),
    path(f"{_ORDERS}/<order_number:number>/<slug:kind>", order_actions.act, name="order_action"),
    path("<language_tag:tag>/<path:rest>", language.not_here, name="not_here"),
    path("<language_tag:tag>/", language.without_slash, name="home_with_slash"),
]
