from loket.people.models.customer import Customer
from loket.people.models.keys import IdentityKey, ServerKey
from loket.people.models.seller import Seller
from loket.people.models.team import Team
from loket.people.models.user import SignInLink, User

__all__ = ["Customer", "IdentityKey", "Seller", "ServerKey", "SignInLink", "Team", "User"]
