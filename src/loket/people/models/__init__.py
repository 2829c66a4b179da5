from loket.people.models.customer import Customer
from loket.people.models.keys import IdentityKey, ServerKey
from loket.people.models.seller import Seller, SellerLink
from loket.people.models.team import Team
from loket.people.models.user import SignInLink, User

__all__ = ["Customer", "IdentityKey", "Seller", "SellerLink", "ServerKey", "SignInLink", "Team", "User"]
