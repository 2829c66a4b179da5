from loket.knowledge.models.article import Article, ArticleTranslation
from loket.knowledge.models.contents import Contents
from loket.knowledge.models.passage import Passage
from loket.knowledge.models.reading import ArticleDay, ArticleFeedback
from loket.knowledge.models.revision import Revision
from loket.knowledge.models.topic import Topic, TopicTitle

__all__ = [
    "Article",
    "ArticleDay",
    "ArticleFeedback",
    "ArticleTranslation",
    "Contents",
    "Passage",
    "Revision",
    "Topic",
    "TopicTitle",
]
