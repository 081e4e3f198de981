package dev.drawdown.local.demo;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The demo products, and the people who can sign in to each. Together they show every state that
/// the product's own guide describes. The first person is signed in at the start.
enum DemoProduct {
  OUTSMART(
      "outsmart",
      Optional.of(new Office("lakeside", "ada")),
      new Person("ada", "Dr. Ada Moreno", "has a plan, a pack and owns the office pool"),
      new Person("ben", "Dr. Ben Okafor", "is new and has used no AI yet"),
      new Person("cyn", "Dr. Cyn Alvarez", "has used up the starter credits"),
      new Person("lou", "Dr. Lou Fischer", "has reached a limit in the office pool"),
      new Person("kim", "Dr. Kim Tran", "draws on the office pool"),
      new Person("fay", "Dr. Fay Lindqvist", "has a plan and runs low"),
      new Person("gil", "Dr. Gil Santos", "had a card declined two days ago"),
      new Person("dan", "Dr. Dan Whitlock", "did not pay in time")) {
    @Override
    void fill(DemoHistory history) {
      history.pay("pool", "lakeside", "office", 20);
      history.pay("account", "ada", "solo", 20);
      history.topUp("ada", "pack-50", 6);
      history.join("lakeside", "ada", Map.of(), 19);
      history.join("lakeside", "kim", Map.of("limitPerPeriod", 200), 19);
      history.join("lakeside", "lou", Map.of("limitPerPeriod", 25), 19);
      history.spend("ada", 63, 19, 0, LAB);
      history.spend("kim", 10 + 140, 18, 0, LAB);
      history.spend("lou", 10 + 25, 12, 0, LAB);
      history.spend("cyn", 10, 9, 0, LAB);
      history.pay("account", "fay", "solo", 24);
      history.spend("fay", 92, 23, 0, LAB);
      history.pay("account", "gil", "solo", 33);
      history.spend("gil", 70, 32, 0, LAB);
      history.decline("gil", false, 2);
      history.pay("account", "dan", "solo", 48);
      history.spend("dan", 40, 47, 20, LAB);
      history.decline("dan", true, 10);
    }
  },

  ASSISTANT_COACH(
      "assistant-coach",
      Optional.empty(),
      new Person("rae", "Rae Sullivan", "started with 31 of 50 credits used"),
      new Person("sam", "Sam Ortega", "is past 70 percent"),
      new Person("tia", "Tia Brandt", "is past 90 percent"),
      new Person("tom", "Tom Haddad", "has used all credits of the month"),
      new Person("uma", "Uma Nair", "has used none yet")) {
    @Override
    void fill(DemoHistory history) {
      history.spendThisMonth("rae", 31, DRAFT, DRAFT, "trend.analyze");
      history.spendThisMonth("sam", 37, DRAFT, "trend.analyze");
      history.spendThisMonth("tia", 46, DRAFT, "trend.analyze");
      history.spendThisMonth("tom", 50, DRAFT, "trend.analyze");
    }
  },

  AI_EMPLOYEE(
      "ai-employee",
      Optional.empty(),
      new Person("harbor", "Harbor Dental", "is on Starter and has a top-up pack"),
      new Person("fern", "Fern & Co", "is about to start the free trial"),
      new Person("maple", "Maple Street Gym", "has 12 credits left"),
      new Person("corner", "Corner Bakery", "has run out of credits")) {
    @Override
    void fill(DemoHistory history) {
      history.pay("account", "harbor", "starter", 17);
      history.topUp("harbor", "pack-250", 8);
      history.spend("harbor", 318, 16, 0, "reply", "reply", "website.sync", "command");
      history.pay("account", "maple", "starter", 25);
      history.spend("maple", 488, 24, 0, "reply", "command", "website.sync");
      history.pay("account", "corner", "starter", 22);
      history.spend("corner", 500, 21, 0, "reply", "website.sync", "command");
    }
  };

  private static final String[] LAB = {"lab.analyze", "lab.interpret", "letter.generate"};
  private static final String DRAFT = "checkin.draft";

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final Optional<Office> office;

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of, of records of texts.
  private final List<Person> people;

  DemoProduct(String id, Optional<Office> office, Person... people) {
    this.id = id;
    this.office = office;
    this.people = List.of(people);
  }

  /// A person who can sign in: the account, the name on the page, and the state that the account
  /// shows.
  record Person(String account, String name, String situation) {
    Map<String, ?> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("account", account);
      json.put("name", name);
      json.put("says", situation);
      return json;
    }
  }

  /// A pool, and the account of its owner.
  record Office(String pool, String owner) {}

  static Optional<DemoProduct> of(String id) {
    return Arrays.stream(values()).filter(product -> product.id.equals(id)).findFirst();
  }

  String id() {
    return id;
  }

  String path() {
    return "/demo/" + id;
  }

  Catalog catalog() {
    return Catalogs.shipped(id);
  }

  List<Person> people() {
    return people;
  }

  Optional<Person> person(String account) {
    return people.stream().filter(person -> person.account().equals(account)).findFirst();
  }

  Optional<Office> office() {
    return office;
  }

  /// The pool that an account owns.
  Optional<String> poolOf(String account) {
    return office.filter(each -> each.owner().equals(account)).map(Office::pool);
  }

  /// Records what the product's customers have done so far.
  abstract void fill(DemoHistory history);
}
