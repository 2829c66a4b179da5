from loket.conversations.models.attachment import Attachment
from loket.conversations.models.conversation import Conversation
from loket.conversations.models.delivery import Delivery
from loket.conversations.models.message import Message
from loket.conversations.models.message_translation import MessageTranslation
from loket.conversations.models.note import Note
from loket.conversations.models.queue_entry import QueueEntry
from loket.conversations.models.token import ConversationToken
from loket.conversations.models.viewer import Viewer

__all__ = [
    "Attachment",
    "Conversation",
    "ConversationToken",
    "Delivery",
    "Message",
    "MessageTranslation",
    "Note",
    "QueueEntry",
    "Viewer",
]
