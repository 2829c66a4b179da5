from loket.people.models.customer import Customer
from loket.people.models.keys import IdentityKey, ServerKey
from loket.people.models.team import Team
from loket.people.models.user import SignInLink, User

__all__ = ["Customer", "IdentityKey", "ServerKey", "SignInLink", "Team", "User"]
