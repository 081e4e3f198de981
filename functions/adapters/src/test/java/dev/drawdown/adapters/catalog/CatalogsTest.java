package dev.drawdown.adapters.catalog;

import static dev.drawdown.adapters.catalog.SampleCatalog.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.catalog.Action;
import dev.drawdown.domain.catalog.Action.ActionId;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Catalog.FreeTier;
import dev.drawdown.domain.catalog.Catalog.GracePolicy;
import dev.drawdown.domain.catalog.Catalog.Links;
import dev.drawdown.domain.catalog.DrawOrder;
import dev.drawdown.domain.catalog.DrawOrder.BucketKind;
import dev.drawdown.domain.catalog.Pack.Packs;
import dev.drawdown.domain.catalog.Pack.Price;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.Allowance;
import dev.drawdown.domain.catalog.Plan.Period;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.catalog.UsageThresholds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogsTest {
  @TempDir private Path folder;

  @Test
  void reads_every_field() {
    Catalog catalog = Catalogs.read(SampleCatalog.json());

    assertThat(catalog.product()).isEqualTo("sample");
    assertThat(catalog.thresholds()).isEqualTo(new UsageThresholds(60, 80));
    assertThat(catalog.packs().planHoldersOnly()).isTrue();
    assertThat(catalog.freeTier())
        .isEqualTo(
            new FreeTier(
                Optional.of(Credits.of(10)),
                Optional.of(new PlanId("trial")),
                Optional.of(new PlanId("monthly"))));
    assertThat(catalog.gracePolicy())
        .isEqualTo(
            new GracePolicy(
                Duration.ofDays(7),
                Duration.ofDays(2),
                Set.of(BucketKind.TOP_UP, BucketKind.STARTER)));
    assertThat(catalog.upgradeResets()).isTrue();
    assertThat(catalog.links())
        .isEqualTo(
            new Links(
                Optional.of(URI.create("https://example.com/top-up")),
                Optional.of(URI.create("https://example.com/plans")),
                Optional.empty()));
    assertThat(catalog.plans().values())
        .extracting(Plan::pool)
        .containsExactly(false, false, true, false, false);
    assertThat(catalog.plans().get(new PlanId("solo")).price()).contains(new Price(1900, "usd"));
    assertThat(catalog.plans().get(new PlanId("solo")))
        .returns(new Period.BillingCycle(true), Plan::period)
        .returns(List.of("price_1", "price_1_yearly"), Plan::stripePrices)
        .returns(Optional.of(Duration.ofDays(5)), Plan::grace)
        .returns(Optional.of(Duration.ofHours(12)), Plan::minimumGrace);
    assertThat(catalog.planAt("price_2").map(Plan::id)).contains(new PlanId("custom"));
    assertThat(catalog.trial().map(Plan::period)).contains(new Period.Fixed(14));
  }

  @Test
  void reads_an_allowance_that_changes_from_an_instant() {
    Catalog catalog = Catalogs.read(SampleCatalog.json());

    Allowance allowance = solo(catalog).allowance().orElseThrow();

    assertThat(allowance.at(Instant.parse("2026-12-31T23:59:59.999Z"))).isEqualTo(Credits.of(100));
    assertThat(allowance.at(Instant.parse("2027-01-01T00:00:00Z"))).isEqualTo(Credits.of(120));
    assertThat(allowance.at(Instant.parse("2028-01-01T00:00:00Z"))).isEqualTo(Credits.of(150));
  }

  @Test
  void reads_the_smallest_catalog_with_every_default() {
    Catalog catalog =
        Catalogs.read(quoted("{'product': 's', 'actions': [{'id': 'a', 'name': 'A', 'cost': 0}]}"));

    assertThat(catalog.drawOrder()).isEqualTo(new DrawOrder(List.of()));
    assertThat(catalog.plans()).isEmpty();
    assertThat(catalog.packs()).isEqualTo(Packs.NONE);
    assertThat(catalog.freeTier()).isEqualTo(FreeTier.NONE);
    assertThat(catalog.gracePolicy()).isEqualTo(GracePolicy.STANDARD);
    assertThat(catalog.upgradeResets()).isFalse();
    assertThat(catalog.thresholds()).isEqualTo(UsageThresholds.STANDARD);
    assertThat(catalog.links()).isEqualTo(Links.NONE);
  }

  @Test
  void draws_the_products_kinds_in_the_standard_order_by_default() {
    String json = SampleCatalog.with("'drawOrder': ['plan', 'starter', 'pool', 'top-up'],", "");

    Catalog catalog = Catalogs.read(json);

    assertThat(catalog.drawOrder().kinds())
        .containsExactly(BucketKind.PLAN, BucketKind.STARTER, BucketKind.POOL, BucketKind.TOP_UP);
  }

  @Test
  void draws_in_the_given_order() {
    String json =
        SampleCatalog.with(
            "['plan', 'starter', 'pool', 'top-up']", "['top-up', 'pool', 'plan', 'starter']");

    Catalog catalog = Catalogs.read(json);

    assertThat(catalog.drawOrder().kinds())
        .containsExactly(BucketKind.TOP_UP, BucketKind.POOL, BucketKind.PLAN, BucketKind.STARTER);
  }

  @Test
  void reads_the_largest_and_smallest_costs_credits_and_prices() {
    assertThat(write(with("'cost': 2", "'cost': 1000000000")).cost())
        .isEqualTo(Credits.of(1_000_000_000));
    assertThat(soloIn("2026", with("'credits': 100", "'credits': 1000000000000")))
        .isEqualTo(Credits.of(1_000_000_000_000L));
    assertThat(soloIn("2027", with("'credits': 120", "'credits': 0"))).isEqualTo(Credits.NONE);
    assertThat(solo(with("'amount': 1900", "'amount': 1000000000000")).price())
        .contains(new Price(1_000_000_000_000L, "usd"));
  }

  @Test
  void reads_the_longest_and_shortest_times() {
    assertThat(with("'days': 14", "'days': 3660").trial().map(Plan::period))
        .contains(new Period.Fixed(3_660));
    assertThat(with("'P7D'", "'P366D'").gracePolicy().grace()).isEqualTo(Duration.ofDays(366));
    assertThat(with("'P7D'", "'PT8784H'").gracePolicy().grace()).isEqualTo(Duration.ofDays(366));
    assertThat(with("'P2D'", "'P7D'").gracePolicy().minimumGrace()).isEqualTo(Duration.ofDays(7));
    String none = SampleCatalog.with("'minimumGrace': 'P2D',", "").replace("P7D", "PT0H");
    assertThat(Catalogs.read(none).gracePolicy().grace()).isEqualTo(Duration.ZERO);
  }

  @Test
  void reads_the_closest_thresholds_and_the_longest_name() {
    String longest = "🖋".repeat(100);

    assertThat(with("'critical': 80", "'critical': 61").thresholds())
        .isEqualTo(new UsageThresholds(60, 61));
    assertThat(write(with("'name': 'Write'", "'name': '" + longest + "'")).name())
        .isEqualTo(longest);
  }

  @Test
  void loads_a_shipped_catalog_by_name_and_any_other_from_its_file() throws IOException {
    Path file = Files.writeString(folder.resolve("own.json"), SampleCatalog.json());

    assertThat(Catalogs.load("outsmart")).isEqualTo(Catalogs.shipped("outsmart"));
    assertThat(Catalogs.load(file.toString())).isEqualTo(Catalogs.read(SampleCatalog.json()));
  }

  private static Catalog with(String written, String instead) {
    return Catalogs.read(SampleCatalog.with(written, instead));
  }

  private static Action write(Catalog catalog) {
    return catalog.action(new ActionId("write")).orElseThrow();
  }

  private static Plan solo(Catalog catalog) {
    return catalog.plan(new PlanId("solo")).orElseThrow();
  }

  private static Credits soloIn(String year, Catalog catalog) {
    return solo(catalog).allowance().orElseThrow().at(Instant.parse(year + "-06-01T00:00:00Z"));
  }
}
