"""What anybody may read: published texts as a whole, topics, and articles with what surrounds them."""

from loket.knowledge.queries.articles import Alternate, ArticlePage, Breadcrumb, article_page, is_out_of_date
from loket.knowledge.queries.contents import (
    ArticleRow,
    SitemapRow,
    article_slugs,
    available_languages,
    contents_version,
    published_articles,
    published_translations,
    sitemap_rows,
    topic_places,
)
from loket.knowledge.queries.shown import ArticleLink
from loket.knowledge.queries.topics import TopicCard, TopicPage, TopicSection, topic_page, topics_with_most_read

__all__ = [
    "Alternate",
    "ArticleLink",
    "ArticlePage",
    "ArticleRow",
    "Breadcrumb",
    "SitemapRow",
    "TopicCard",
    "TopicPage",
    "TopicSection",
    "article_page",
    "article_slugs",
    "available_languages",
    "contents_version",
    "is_out_of_date",
    "published_articles",
    "published_translations",
    "sitemap_rows",
    "topic_page",
    "topic_places",
    "topics_with_most_read",
]
