import pytest

from loket.people.actions.customers import add_unvouched, drop_unused, erase_person, keep_customers
from loket.people.actions.sellers import keep_sellers
from loket.people.actors import SYSTEM
from loket.people.details import CustomerDetails, SellerDetails
from loket.people.models import Customer, Seller

pytestmark = pytest.mark.django_db


def test_customers_are_added_once_and_known_again():
    first = keep_customers([CustomerDetails("u-1", name="Bea"), CustomerDetails("u-2")])
    again = keep_customers([CustomerDetails("u-2"), CustomerDetails("u-1")])
    assert first == again
    assert Customer.objects.count() == 2


def test_what_is_told_replaces_and_what_is_left_out_stays():
    keep_customers([CustomerDetails("u-1", name="Bea", email="bea@example.com", language="pt-BR")])
    keep_customers([CustomerDetails("u-1", name="Bea Souza", phone="+551")])
    bea = Customer.objects.get()
    assert (bea.name, bea.email, bea.phone, bea.language) == ("Bea Souza", "bea@example.com", "+551", "pt-BR")


def test_of_two_tellings_the_later_counts_where_it_says_something():
    keep_customers([CustomerDetails("u-1", name="Old", email="old@example.com"), CustomerDetails("u-1", name="New")])
    assert Customer.objects.values_list("name", "email").get() == ("New", "old@example.com")


def test_whoever_was_erased_is_somebody_else_than_whoever_comes_later():
    keep_customers([CustomerDetails("u-1", name="Bea")])
    erase_person(Customer.objects.get(), by=SYSTEM)
    keep_customers([CustomerDetails("u-1", name="Bea")])
    assert sorted(Customer.objects.values_list("name", flat=True)) == ["", "Bea"]


def test_unvouched_customers_are_never_thrown_together():
    keys = add_unvouched([CustomerDetails(name="Bea"), CustomerDetails(name="Bea")])
    assert Customer.objects.filter(pk__in=keys, external_id=None).count() == 2
    drop_unused(keys[:1])
    assert Customer.objects.get().pk == keys[1]


def test_only_strangers_are_dropped():
    keys = keep_customers([CustomerDetails("u-1")])
    drop_unused(keys.values())
    assert Customer.objects.count() == 1


def test_sellers_are_kept_by_the_marketplaces_identifier():
    keep_sellers([SellerDetails("s-1", name="Sam", country="CN")])
    kept = keep_sellers([SellerDetails("s-1", name="Sam's"), SellerDetails("s-2")])
    assert set(kept) == {"s-1", "s-2"}
    assert Seller.objects.values_list("name", "country").get(external_id="s-1") == ("Sam's", "CN")


@pytest.mark.parametrize("size", [1, 40])
def test_statements_do_not_grow_with_the_people(size, django_assert_max_num_queries):
    keep_customers([CustomerDetails("u-0", name="Bea")])
    with django_assert_max_num_queries(8):
        keep_customers([CustomerDetails(f"u-{number}", name=f"New {number}") for number in range(size)])
    with django_assert_max_num_queries(8):
        keep_sellers([SellerDetails(f"s-{number}", name=f"New {number}") for number in range(size)])
